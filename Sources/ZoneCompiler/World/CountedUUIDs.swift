import CompactCollections
import OVSDB

/// Small numbers for UUIDs that many things name, such as those of datapaths: a number takes a quarter of
/// the room.
///
/// Whoever keeps a number has got it by ``retain(_:)`` and gives it back by ``release(_:)``; when the last
/// one has, the number becomes another UUID's.
struct CountedUUIDs {
  typealias Number = NumberTable.Number

  private var numbers: [UUID: Number] = [:]
  /// The UUIDs, and how many keep the number of each.
  private var entries = NumberedElements<(uuid: UUID, count: Int)>()

  /// How many UUIDs have a number.
  var count: Int { numbers.count }

  /// The UUID of a number that somebody keeps.
  subscript(number: Number) -> UUID { entries[number]?.uuid ?? .zero }

  /// The number of a UUID, if anybody keeps it.
  func number(of uuid: UUID) -> Number? { numbers[uuid] }

  /// The number of a UUID, kept once more.
  mutating func retain(_ uuid: UUID) -> Number {
    if let number = numbers[uuid] {
      entries[number]?.count += 1
      return number
    }
    let number = entries.insert((uuid, count: 1))
    numbers[uuid] = number
    return number
  }

  /// Keeps a number once less.
  mutating func release(_ number: Number) {
    entries[number]?.count -= 1
    guard let entry = entries[number], entry.count == 0 else { return }
    numbers[entry.uuid] = nil
    entries.remove(number)
  }
}
