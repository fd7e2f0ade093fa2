/// The first line of a record, `OVSDB JSON LENGTH SHA1` (ovsdb(5), "File Formats").
public struct JournalHeader: Hashable, Sendable {
  /// Bytes of the record's text, its line end included; at least 1.
  public var length: Int
  /// The SHA-1 of the text.
  public var digest: JournalDigest

  public init(length: Int, digest: JournalDigest) {
    self.length = length
    self.digest = digest
  }

  /// The most bytes of a header line, its line end included, as the C implementation reads it.
  public static let byteCountMaximum = 127

  /// What each record of a standalone file begins with.
  static let beginning = "OVSDB JSON "

  /// The header that `line` is, without its line end; `nil` of any other line.
  public init?(_ line: borrowing Span<UInt8>) {
    guard line.starts(with: Self.beginning) else { return nil }
    var length = 0
    var index = Self.beginning.utf8.count
    while index < line.count, case let digit = line[index], (0x30...0x39).contains(digit) {
      let (product, isTooLarge) = length.multipliedReportingOverflow(by: 10)
      let (sum, isTooLargeToo) = product.addingReportingOverflow(Int(digit - 0x30))
      guard !isTooLarge, !isTooLargeToo else { return nil }
      length = sum
      index += 1
    }
    guard length > 0, index < line.count, line[index] == UInt8(ascii: " "),
      let digest = JournalDigest(hexadecimal: line.extracting((index + 1)..<line.count))
    else { return nil }
    self.init(length: length, digest: digest)
  }

  /// Appends the line, with its line end.
  public func write(to bytes: inout [UInt8]) { write(String(length), to: &bytes) }

  /// Appends the line, with its line end, its length in 12 digits: as long for every text, so that
  /// it can be put before a text whose length is known only at its end.
  public func writeFixedWidth(to bytes: inout [UInt8]) {
    let digits = String(length)
    write(String(repeating: "0", count: max(0, 12 - digits.utf8.count)) + digits, to: &bytes)
  }

  /// Bytes of the line that `writeFixedWidth` writes, for texts of less than a terabyte.
  public static let fixedWidth = beginning.utf8.count + 12 + 1 + 40 + 1

  private func write(_ length: String, to bytes: inout [UInt8]) {
    bytes += Self.beginning.utf8
    bytes += length.utf8
    bytes.append(UInt8(ascii: " "))
    digest.write(to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
  }
}

extension Span<UInt8> {
  /// Whether the first bytes are those of `text`.
  func starts(with text: String) -> Bool {
    let text = text.utf8Span.span
    guard count >= text.count else { return false }
    for index in text.indices where self[index] != text[index] { return false }
    return true
  }
}
