import OVSDB

/// Small numbers for UUIDs that many things name, such as those of datapaths: a number takes a quarter of
/// the room.
///
/// Whoever keeps a number has got it by ``retain(_:)`` and gives it back by ``release(_:)``; when the last
/// one has, the number becomes another UUID's.
struct CountedUUIDs {
  typealias Number = UInt32

  private var numbers: [UUID: Number] = [:]
  private var uuids: [UUID] = []
  /// By number, how many keep it.
  private var counts: [Int] = []
  private var unused: [Number] = []

  /// How many UUIDs have a number.
  var count: Int { numbers.count }

  /// The UUID of a number that somebody keeps.
  subscript(number: Number) -> UUID { uuids[Int(number)] }

  /// The number of a UUID, if anybody keeps it.
  func number(of uuid: UUID) -> Number? { numbers[uuid] }

  /// The number of a UUID, kept once more.
  mutating func retain(_ uuid: UUID) -> Number {
    if let number = numbers[uuid] {
      counts[Int(number)] += 1
      return number
    }
    let number: Number
    if let free = unused.popLast() {
      number = free
      uuids[Int(free)] = uuid
      counts[Int(free)] = 1
    } else {
      number = Number(uuids.count)
      uuids.append(uuid)
      counts.append(1)
    }
    numbers[uuid] = number
    return number
  }

  /// Keeps a number once less.
  mutating func release(_ number: Number) {
    counts[Int(number)] -= 1
    if counts[Int(number)] > 0 { return }
    numbers[uuids[Int(number)]] = nil
    unused.append(number)
  }
}
