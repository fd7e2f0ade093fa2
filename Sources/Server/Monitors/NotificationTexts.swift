internal import JSON

/// The notifications of a database's last commit, as they were written: monitors are told the same if
/// they want the same of those tables that it changed.
final class NotificationTexts {
  private struct Key: Hashable {
    let tables: [ObjectIdentifier]
    let format: MonitorFormat
    let id: JSON
  }

  private var sequence: Int?
  private var texts: [Key: [UInt8]] = [:]

  /// The notification of the commit of number `sequence` to a monitor that is told of it by `tables`.
  func text(
    of tables: [TableView], _ format: MonitorFormat, sequence: Int, id: JSON, write: () -> [UInt8]
  ) -> [UInt8] {
    if self.sequence != sequence {
      self.sequence = sequence
      texts = [:]
    }
    let key = Key(tables: tables.map(ObjectIdentifier.init), format: format, id: id)
    if let text = texts[key] { return text }
    let text = write()
    texts[key] = text
    return text
  }

  /// Forgets them.
  func drop() {
    sequence = nil
    texts = [:]
  }
}
