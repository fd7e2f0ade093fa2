/// Reads the words that values on a command line are made of.
///
/// A word ends at a delimiter that stands outside of double quotes and behind no backslash. Quotes stay
/// part of the word, since they tell a string from other values; a backslash outside of them goes.
struct TextScanner {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  /// What was not read yet.
  var rest: String { String(decoding: bytes[position...], as: UTF8.self) }

  /// The byte that comes next, `nil` at the end.
  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// Whether a delimiter comes next.
  var isAtDelimiter: Bool { next.map(Self.isDelimiter) ?? false }

  private static func isDelimiter(_ byte: UInt8) -> Bool { delimiters.contains(byte) }

  private static let delimiters = Set(":=, []{}!<>".utf8)

  /// Moves past `byte` if it comes next.
  mutating func skip(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  /// Moves past white space, as C's `isspace` has it.
  mutating func skipSpaces() {
    while let byte = next, byte == 0x20 || (0x09...0x0D).contains(byte) { position += 1 }
  }

  /// The word that comes next, empty at a delimiter. Throws at a quote without end and at a backslash
  /// that nothing follows.
  mutating func word() throws(CommandError) -> String {
    let start = rest
    var word: [UInt8] = []
    var isQuoted = false
    while let byte = next, isQuoted || !isAtDelimiter {
      position += 1
      if byte == UInt8(ascii: "\\") {
        guard let escaped = next else {
          throw CommandError("\(start): backslash at end of argument")
        }
        position += 1
        if isQuoted { word.append(byte) }
        word.append(escaped)
      } else {
        word.append(byte)
        if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      }
    }
    guard !isQuoted else {
      throw CommandError("\(start): quoted string extends past end of argument")
    }
    return String(decoding: word, as: UTF8.self)
  }
}
