import OVSDB

/// What a zone's Northbound holds at some size, and one thing more or less of the same kind.
protocol Scene: Sendable {
  /// How many of what there are.
  var title: String { get }
  /// What there is one more or less of.
  var thing: String { get }
  /// The number of the first thing that is not there to begin with.
  var size: Int { get }
  /// All that is there to begin with.
  var contents: [OVSDB.Operation] { get }
  /// Adds the thing of a number, which is not there yet.
  func adding(_ number: Int) -> [OVSDB.Operation]
  /// Takes the thing that ``adding(_:)`` added.
  func removing(_ number: Int) -> [OVSDB.Operation]
  /// Changes of another kind, by name, for the measurement in memory.
  var furtherChanges: [(name: String, operations: [OVSDB.Operation])] { get }
}

extension Scene {
  var furtherChanges: [(name: String, operations: [OVSDB.Operation])] { [] }

  /// The UUID of a row: the same on both sides and in each run.
  func identifier(_ kind: UInt64, _ number: Int) -> UUID {
    UUID(high: kind << 32 | 0x4000, low: 0x8000_0000_0000_0000 | UInt64(number))
  }

  /// Two digits of a MAC address.
  func octet(_ number: Int) -> String {
    (number < 16 ? "0" : "") + String(number, radix: 16)
  }
}

/// A number with commas between thousands.
func grouped(_ number: Int) -> String {
  var text = String(number)
  var position = text.count - 3
  while position > 0 {
    text.insert(",", at: text.index(text.startIndex, offsetBy: position))
    position -= 3
  }
  return text
}
