import OVSDB

/// All flows that ought to be, the derivations they come from, and the Southbound rows that stand for
/// them.
///
/// Flows that several switches or routers have in common are one row with a group of datapaths. So a
/// flow has one entry, whoever wants it: it counts for each datapath how many derivations do.
struct FlowTable {
  /// The number of an entry.
  typealias Number = UInt32

  /// A flow and what is known of it.
  struct Entry {
    var flow: LogicalFlow
    var hint: UInt32
    var datapaths = DatapathCounts()
    /// The Southbound rows that say this flow; more than one is an accident.
    var rows: [UUID] = []
  }

  /// A flow that a derivation has put on a datapath.
  struct Placement: Equatable {
    let flow: Number
    let datapath: UUID
  }

  private var numbers = FlowNumbers()
  private(set) var entries: [Entry?] = []
  private var unused: [Number] = []
  private var rowNumbers: [UUID: Number] = [:]
  private var placements: [FlowKey: [Placement]] = [:]
  /// The entries whose datapaths or rows have changed since ``takeChanged()``.
  private var changed: [Number] = []
  /// By number, whether an entry is among them.
  private var isChanged: [Bool] = []

  /// How many flows there are, each counted once.
  var count: Int { numbers.count }

  subscript(number: Number) -> Entry? { entries[Int(number)] }

  /// Replaces the flows of `key`.
  mutating func replace(_ key: FlowKey, with flows: [PlacedFlow]) {
    let new = flows.map { place($0) }
    let old = placements[key] ?? []
    if old == new {
      for placement in new { release(placement) }
      return
    }
    for placement in old { release(placement) }
    placements[key] = new.isEmpty ? nil : new
  }

  private mutating func place(_ placed: PlacedFlow) -> Placement {
    let number = number(of: placed.flow, hint: placed.hint)
    if entries[Int(number)]?.datapaths.insert(placed.datapath) == true { noteChange(of: number) }
    return Placement(flow: number, datapath: placed.datapath)
  }

  private mutating func release(_ placement: Placement) {
    if entries[Int(placement.flow)]?.datapaths.remove(placement.datapath) == true {
      noteChange(of: placement.flow)
    }
  }

  private mutating func number(of flow: LogicalFlow, hint: UInt32) -> Number {
    let known = numbers.number(of: flow, digest: flow.digest) { entries[Int($0)]?.flow }
    if let known { return known }
    let number: Number
    if let free = unused.popLast() {
      number = free
      entries[Int(free)] = Entry(flow: flow, hint: hint)
    } else {
      number = Number(entries.count)
      entries.append(Entry(flow: flow, hint: hint))
    }
    numbers.insert(number, of: flow, digest: flow.digest)
    return number
  }

  // MARK: Southbound

  /// A row has come, or says something else now; `nil` if it is no flow of any stage, or gone.
  mutating func setRow(_ uuid: UUID, to flow: LogicalFlow?) {
    if let number = rowNumbers[uuid] {
      noteChange(of: number)
      if let flow, entries[Int(number)]?.flow == flow { return }
      entries[Int(number)]?.rows.removeAll { $0 == uuid }
      rowNumbers[uuid] = nil
    }
    guard let flow else { return }
    let number = number(of: flow, hint: 0)
    entries[Int(number)]?.rows.append(uuid)
    rowNumbers[uuid] = number
    noteChange(of: number)
  }

  /// Counts every entry as changed.
  mutating func changeAll() {
    for (number, entry) in entries.enumerated() where entry != nil {
      noteChange(of: Number(number))
    }
  }

  /// Counts the entries on `datapath` as changed.
  mutating func change(flowsOn datapath: UUID) {
    for (number, entry) in entries.enumerated() where entry?.datapaths.contains(datapath) == true {
      noteChange(of: Number(number))
    }
  }

  /// Whether an entry has changed since ``takeChanged()``.
  var hasChanged: Bool { !changed.isEmpty }

  /// Counts an entry as changed.
  mutating func noteChange(of number: Number) {
    let index = Int(number)
    if index >= isChanged.count {
      isChanged.append(
        contentsOf: repeatElement(false, count: entries.count - isChanged.count))
    }
    if isChanged[index] { return }
    isChanged[index] = true
    changed.append(number)
  }

  /// The entries changed since the last call, each once; some may be gone.
  mutating func takeChanged() -> [Number] {
    defer { changed = [] }
    for number in changed { isChanged[Int(number)] = false }
    return changed
  }

  /// Forgets an entry that nobody wants and no row says.
  mutating func removeIfUnused(_ number: Number) {
    guard let entry = entries[Int(number)], entry.datapaths.isEmpty, entry.rows.isEmpty else {
      return
    }
    numbers.remove(number, of: entry.flow, digest: entry.flow.digest)
    entries[Int(number)] = nil
    unused.append(number)
  }
}

/// The datapaths that a flow is on, and how many derivations have put it on each.
///
/// Most flows are on one datapath, put there once.
enum DatapathCounts: Equatable {
  case one(UUID, count: Int)
  case many([UUID: Int])

  init() { self = .many([:]) }

  var isEmpty: Bool {
    if case .many(let counts) = self { counts.isEmpty } else { false }
  }

  var count: Int {
    switch self {
    case .one: 1
    case .many(let counts): counts.count
    }
  }

  func contains(_ datapath: UUID) -> Bool {
    switch self {
    case .one(let only, _): only == datapath
    case .many(let counts): counts[datapath] != nil
    }
  }

  /// Every datapath, in no particular order.
  var datapaths: [UUID] {
    switch self {
    case .one(let datapath, _): [datapath]
    case .many(let counts): Array(counts.keys)
    }
  }

  /// Counts one more, and says whether the datapath is new.
  mutating func insert(_ datapath: UUID) -> Bool {
    switch self {
    case .one(datapath, let count):
      self = .one(datapath, count: count + 1)
      return false
    case .one(let other, let count):
      self = .many([other: count, datapath: 1])
      return true
    case .many(var counts):
      if counts.isEmpty {
        self = .one(datapath, count: 1)
        return true
      }
      self = .many([:])  // The counts have one reference now, and are changed in place.
      counts[datapath, default: 0] += 1
      defer { self = .many(counts) }
      return counts[datapath] == 1
    }
  }

  /// Counts one less, and says whether the datapath is gone.
  mutating func remove(_ datapath: UUID) -> Bool {
    switch self {
    case .one(datapath, let count):
      self = count == 1 ? .many([:]) : .one(datapath, count: count - 1)
      return count == 1
    case .one:
      return false
    case .many(var counts):
      guard let count = counts[datapath] else { return false }
      self = .many([:])
      counts[datapath] = count == 1 ? nil : count - 1
      defer { self = .many(counts) }
      return count == 1
    }
  }
}
