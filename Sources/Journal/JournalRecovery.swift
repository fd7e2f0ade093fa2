/// What was done about a database file that is damaged behind some record.
public struct JournalRecovery: Hashable, Sendable {
  /// The file.
  public var path: String
  /// What the file's first unreadable record suffers from; its offset is the length of what was kept.
  public var damage: JournalDamage
  /// Bytes cut off the file.
  public var droppedBytes: Int
  /// Where the first whole record behind the damage begins; `nil` if there is none, as when a crash
  /// cut the last record off.
  public var laterRecord: Int?
  /// The file to which the bytes cut off were copied because of `laterRecord`.
  public var salvage: String?

  /// What ovsdb-server says about the same file.
  public var damageMessage: String { damage.message(file: path) }
}

extension JournalRecovery: CustomStringConvertible {
  /// One line: the damage, and what was done about it.
  public var description: String {
    let cut = "\(damageMessage); kept what is before offset \(damage.offset)"
    guard let laterRecord, let salvage else {
      return cut + ", dropped \(droppedBytes) bytes of a record that was not wholly written"
    }
    return cut + ", moved \(droppedBytes) bytes, which hold a whole record at offset "
      + "\(laterRecord), to \(salvage)"
  }
}
