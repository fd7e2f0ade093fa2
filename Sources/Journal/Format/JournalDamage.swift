public import JSON

/// Where a database file stops being one, and why: in the words of ovsdb-server.
public struct JournalDamage: Error, Hashable, Sendable {
  /// What is wrong with a record.
  public enum Reason: Hashable, Sendable {
    /// Its first line is not a header; what it is, as far as it is text.
    case header(line: String)
    /// The file ends inside its text.
    case endOfFile
    /// Its text is another than the header is of.
    case hash(actual: JournalDigest, expected: JournalDigest)
    /// Its text is not JSON.
    case syntax(JSONError)
    /// Its text is a JSON value, but not an object.
    case notAnObject
  }

  public var reason: Reason
  /// Bytes of the file before the record: the length of its good part.
  public var offset: Int
  /// Bytes of the file before the record's text; the same as `offset` if the header is at fault.
  public var textOffset: Int
  /// Bytes that the record's text ought to have; 0 if the header is at fault.
  public var length: Int

  /// One line about it, in which the file is called `file`.
  public func message(file: String) -> String {
    let text = "\(length) bytes starting at offset \(textOffset)"
    return switch reason {
    case .header(let line):
      "syntax error: \(file): parse error at offset \(offset) in header line "
        + "\"\(Self.printedPart(of: line))\""
    case .endOfFile: "I/O error: \(file): error reading \(text) (End of file)"
    case .hash(let actual, let expected):
      "syntax error: \(file): \(text) have SHA-1 hash \(actual) but should have hash \(expected)"
    case .syntax(let error): "syntax error: \(file): \(text) are not valid JSON (\(error))"
    case .notAnObject: "syntax error: \(file): \(text) are not a JSON object"
    }
  }

  /// The C parser ends the line behind the magic as it goes, and prints what is left.
  private static func printedPart(of line: String) -> String {
    let beginning = "OVSDB "
    guard line.hasPrefix(beginning) else { return line }
    return beginning + line.dropFirst(beginning.count).prefix { $0 != " " }
  }
}

extension JournalDamage: CustomStringConvertible {
  public var description: String { message(file: "database file") }
}
