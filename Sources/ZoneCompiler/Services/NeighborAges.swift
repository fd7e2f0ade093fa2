import Derive
import HeapModule
import OVNModel
import OVSDB
import Replica

/// When neighbours that routers have learned are to be forgotten (ovn-nb(5), Logical_Router,
/// `options:mac_binding_age_threshold`). Times are milliseconds since 1970.
struct NeighborAges {
  /// How long there is between two batches, if the operator says how many are forgotten at once.
  static let pause: Int64 = 5_000

  private struct End: Comparable {
    let time: Int64
    let neighbor: UUID

    static func < (left: Self, right: Self) -> Bool { left.time < right.time }
  }

  /// Ends, among them some that are no longer right.
  private var heap = Heap<End>()
  private var times: [UUID: Int64] = [:]
  /// Neighbours whose time has come and whose turn it is.
  private var expired: Set<UUID> = []
  private var pauseEnd = Int64.min

  /// Says when `neighbor`, a row of MAC_Binding, is to be forgotten, if ever.
  mutating func set(_ neighbor: UUID, end: Int64?) {
    if times[neighbor] == end { return }
    times[neighbor] = end
    expired.remove(neighbor)
    if let end { heap.insert(End(time: end, neighbor: neighbor)) }
    if heap.count > 2 * times.count + 16 {
      heap = Heap(times.map { End(time: $0.value, neighbor: $0.key) })
    }
  }

  /// Whether `neighbor` is to be forgotten now.
  func isExpired(_ neighbor: UUID) -> Bool { expired.contains(neighbor) }

  /// Those whose time has come, at most `limit` of them.
  mutating func expire(at time: Int64, limit: Int?) -> [UUID] {
    var found: [UUID] = []
    while let end = next(at: time) {
      heap.removeMin()
      expired.insert(end.neighbor)
      found.append(end.neighbor)
      if found.count == limit {
        pauseEnd = time + Self.pause
        break
      }
    }
    return found
  }

  /// When ``expire(at:limit:)`` has something to do.
  mutating func wakeAt() -> Int64? { next().map { max($0.time, pauseEnd) } }

  private mutating func next(at time: Int64) -> End? {
    time < pauseEnd ? nil : next().flatMap { $0.time <= time ? $0 : nil }
  }

  /// The next end that is still right.
  private mutating func next() -> End? {
    while let end = heap.min, times[end.neighbor] != end.time { heap.removeMin() }
    return heap.min
  }
}

extension World {
  /// How many milliseconds a router remembers a neighbour that it does not hear of; nothing for ever.
  func deriveNeighborAgeLimit(_ router: UUID) -> Int64? {
    guard zone.timestampsNeighbors,
      let seconds = routers[router]?.options["mac_binding_age_threshold"].flatMap({ UInt32($0) }),
      seconds > 0
    else { return nil }
    return Int64(seconds) * 1000
  }

  /// Has those neighbours forgotten whose time has come.
  func forgetNeighbors() {
    let limit = nb.globals.rows.first?.value.options["mac_binding_removal_limit"]
      .flatMap { UInt32($0) }.map { Int($0) }
    for neighbor in neighborAges.expire(at: wallTime, limit: limit == 0 ? nil : limit) {
      rowWork.invalidate(.macBinding(neighbor))
    }
  }
}
