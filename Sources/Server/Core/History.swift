internal import Database
internal import OVSDB

/// The last commits of a database: for clients that come back (`monitor_cond_since`) and for clients
/// that are slow, so that neither needs a copy of its own.
struct History {
  /// Changes of rows by table.
  typealias Changes = [String: ArraySlice<RowChange>]

  struct Entry {
    /// Names the contents after the commit.
    let id: UUID
    let changes: Changes
    let changeCount: Int
    /// Bytes of memory of the request that the commit comes of, about as much as it keeps alive.
    let size: Int
  }

  /// The most commits kept.
  static let entriesMaximum = 1000
  /// The most changed rows kept, unless one commit alone has more: an eighth of the database's rows, as
  /// the history is to take little memory beside the contents, and who has missed much of them may as
  /// well be told all; but so many of a small database, and no more of a large one.
  static let changesMaximum = 500...200_000
  /// The most memory, likewise.
  static let sizeMaximum = 256 << 20

  private var entries: [Entry] = []
  /// How many of `entries`, at their start, are forgotten.
  private var forgotten = 0
  private var changeCount = 0
  private var size = 0
  /// The number of the first commit that is kept.
  private(set) var start = 0
  /// Names the contents before that commit.
  private var startID: UUID

  init(id: UUID) { startID = id }

  /// The number that the next commit will have.
  var end: Int { start + entries.count - forgotten }

  /// Names the contents as they are.
  var id: UUID { entries.last?.id ?? startID }

  subscript(sequence: Int) -> Entry? {
    let index = sequence - start + forgotten
    return sequence >= start && entries.indices.contains(index) ? entries[index] : nil
  }

  /// The number of the first commit after the contents named `id`; nil if they are forgotten.
  func sequence(after id: UUID) -> Int? {
    if id == startID { return start }
    guard let index = entries[forgotten...].lastIndex(where: { $0.id == id }) else { return nil }
    return index - forgotten + start + 1
  }

  /// Takes in a commit's changes, those of a table one after the other.
  ///
  /// - Parameters:
  ///   - rowCount: how many rows the database has now.
  ///   - size: the memory of the request that the commit comes of.
  mutating func append(
    _ id: UUID, _ changes: [RowChange], rowCount: Int = .max, size: Int = 0
  ) {
    let changesMaximum = min(
      max(rowCount / 8, Self.changesMaximum.lowerBound), Self.changesMaximum.upperBound)
    var byTable: Changes = [:]
    var rest = changes[...]
    while let layout = rest.first?.layout {
      let own = rest.prefix { $0.layout === layout }
      byTable[layout.name] = own
      rest = rest.dropFirst(own.count)
    }
    entries.append(Entry(id: id, changes: byTable, changeCount: changes.count, size: size))
    changeCount += changes.count
    self.size += size
    while entries.count - forgotten > Self.entriesMaximum
      || entries.count - forgotten > 1
        && (changeCount > changesMaximum || self.size > Self.sizeMaximum)
    {
      forgetOne()
    }
  }

  private mutating func forgetOne() {
    let entry = entries[forgotten]
    changeCount -= entry.changeCount
    size -= entry.size
    startID = entry.id
    entries[forgotten] = Entry(id: entry.id, changes: [:], changeCount: 0, size: 0)
    forgotten += 1
    start += 1
    // Seldom, so that forgetting costs nothing on average.
    if forgotten > Self.entriesMaximum {
      entries.removeFirst(forgotten)
      forgotten = 0
    }
  }

  /// What all commits from number `sequence` on changed, a change a row.
  func changes(since sequence: Int) -> Changes {
    var merged: [String: [UUID: RowChange]] = [:]
    for number in sequence..<max(sequence, end) {
      for (table, changes) in self[number]?.changes ?? [:] {
        for change in changes {
          let earlier = merged[table]?[change.uuid]
          merged[table, default: [:]][change.uuid] =
            earlier.map { $0.followed(by: change) } ?? change
        }
      }
    }
    return merged.mapValues { $0.values.filter { $0.old != nil || $0.new != nil }[...] }
  }
}
