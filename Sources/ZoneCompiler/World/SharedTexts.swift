import OVSDB
import Replica

/// Texts that the parts of a router name, each once and in order: a list that grows by one text without
/// a look at the parts that name the others.
struct SharedTexts {
  private struct Place: Equatable {
    let space: UUID
    let text: String
  }

  private let log: FactLog
  private let facts: ReplicaID
  private var lists: [UUID: [String]] = [:]
  private var counts: [UUID: [String: Int]] = [:]
  private var places: [UUID: Place] = [:]

  init(log: FactLog) {
    self.log = log
    facts = log.makeID()
  }

  /// The texts of `space` in the order of their bytes.
  func texts(of space: UUID) -> [String] { lists[space] ?? [] }

  /// The fact that changes with the texts of `space`.
  func fact(of space: UUID) -> Fact { Fact(space, in: facts) }

  /// Notes that `part` names `text` in `space`, or no text.
  mutating func place(_ part: UUID, _ text: String?, in space: UUID) {
    let place = text.map { Place(space: space, text: $0) }
    if places[part] == place { return }
    if let before = places[part] { remove(before) }
    if let place { insert(place) }
    places[part] = place
  }

  private mutating func insert(_ place: Place) {
    counts[place.space, default: [:]][place.text, default: 0] += 1
    guard counts[place.space]?[place.text] == 1 else { return }
    lists[place.space, default: []].insert(place.text, at: index(of: place))
    log.note(fact(of: place.space))
  }

  private mutating func remove(_ place: Place) {
    guard let count = counts[place.space]?[place.text] else { return }
    counts[place.space]?[place.text] = count == 1 ? nil : count - 1
    guard count == 1 else { return }
    let index = index(of: place)
    if lists[place.space]?.indices.contains(index) == true {
      lists[place.space]?.remove(at: index)
    }
    if lists[place.space]?.isEmpty == true {
      (lists[place.space], counts[place.space]) = (nil, nil)
    }
    log.note(fact(of: place.space))
  }

  /// Where the text is in the list of its space, or would be.
  private func index(of place: Place) -> Int {
    guard let list = lists[place.space] else { return 0 }
    var (low, high) = (0, list.count)
    while low < high {
      let middle = (low + high) / 2
      if precedes(list[middle], place.text) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
