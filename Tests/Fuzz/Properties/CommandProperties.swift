import DatabaseCommands
import JSON
import OVSDB

/// What commands must do with any words: be carried out or refused, never trap; and what `get` prints
/// must be what `set` reads as the same value. Checked by the fuzzer, and by tests on the corpus.
///
/// The bytes are a command line, a word a line; all of it is also taken for one argument.  Returns what
/// was violated, or `nil`.
public func violatedCommandProperty(of bytes: [UInt8]) -> String? {
  // A word ends at a null byte, wherever it comes from.
  let text = String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  guard let contents = fuzzedContents else { return "the fuzzer's schema is none" }
  let words = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  _ = output(of: words, contents)
  for command in ["find", "get", "add", "remove", "set"] {
    _ = output(of: [command, "A", ".", text], contents)
    _ = output(of: [command, "A", ".", "m", text], contents)
  }
  for column in ["i", "r", "b", "s", "u", "m", "n", "o"] {
    let set = ["set", "A", ".", "\(column)=\(text)", "--", "get", "A", ".", column]
    guard let printed = output(of: set, contents)?.dropLast() else { continue }
    let again = ["set", "A", ".", "\(column)=\(printed)", "--", "get", "A", ".", column]
    guard let reprinted = output(of: again, contents)?.dropLast() else {
      return "what get prints, \(printed), is no value to set"
    }
    if reprinted != printed { return "\(printed) is read as \(reprinted)" }
  }
  return nil
}

/// What a command line prints on the contents; `nil` if it is refused, or waits.
private func output(of words: [String], _ contents: DatabaseContents) -> String? {
  guard let schema = commandSchema,
    let invocation = try? Invocation(
      CommandProgram(
        name: "fuzz", logModule: "fuzz", schema: schema, settings: .init(table: "A"),
        rowNames: ["A": ["s"]], commands: []),
      words),
    (try? invocation.prepare(schema)) != nil,
    case .ready(let outputs, let plan)? = try? invocation.attempt(on: contents, warn: { _ in })
  else { return nil }
  _ = plan?.operations.map(\.json)
  for format in TableStyle.Format.allCases {
    var style = TableStyle()
    style.format = format
    _ = OutputText(style: style, isOneLine: true).text(of: outputs)
  }
  return OutputText().text(of: outputs)
}

private let commandSchema = try? DatabaseSchema(
  wire: JSONElement([
    "name": "Fuzz", "version": "1.0.0",
    "tables": [
      "A": [
        "isRoot": true,
        "columns": [
          "i": ["type": ["key": ["type": "integer", "maxInteger": 9_000]]],
          "r": ["type": "real"], "b": ["type": "boolean"], "s": ["type": "string"],
          "u": ["type": "uuid"],
          "m": ["type": ["key": "string", "value": "string", "min": 0, "max": "unlimited"]],
          "n": ["type": ["key": "integer", "value": "boolean", "min": 0, "max": "unlimited"]],
          "o": ["type": ["key": "integer", "min": 0, "max": "unlimited"]],
        ],
      ]
    ],
  ]))

private let fuzzedContents: DatabaseContents? = {
  guard let schema = commandSchema else { return nil }
  var contents = DatabaseContents(schema)
  let row: JSON = ["new": ["s": "name", "m": ["map", [["a", "b"]]]]]
  let updates: JSON = ["A": ["11111111-1111-1111-1111-111111111111": row]]
  try? contents.apply(updates: JSONElement(updates))
  return contents
}()
