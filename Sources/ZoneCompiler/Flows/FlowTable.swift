import CompactCollections
import OVSDB

/// All flows that ought to be, the derivations they come from, and the Southbound rows that stand for
/// them.
///
/// Flows that several switches or routers have in common are one row with a group of datapaths. So a
/// flow has one entry, whoever wants it: it counts for each datapath how many derivations do.
///
/// A zone has some hundred thousand flows, and each is kept here once: what Southbound says of it is read
/// back from its entry.
struct FlowTable {
  /// The number of an entry.
  typealias Number = NumberTable.Number

  /// A flow and what is known of it.
  struct Entry {
    var flow: LogicalFlow
    var hint: UInt32
    var datapaths = DatapathCounts.none
    var rows = FlowRows.none
    /// Whether it has changed since ``takeChanged()``.
    var isChanged = false
  }

  /// A flow that a derivation has put on a datapath.
  private struct Placement: Equatable {
    let flow: Number
    let datapath: CountedUUIDs.Number
  }

  /// The entries' numbers, found by their flows.
  private var numbers = NumberTable()
  private var entries = NumberedElements<Entry>()
  /// The entries' numbers, found by their rows' UUIDs.
  private var rowNumbers = NumberTable()
  private var placements: [FlowKey: [Placement]] = [:]
  /// The datapaths that flows are on, and those and the groups that rows name.
  private var datapaths = CountedUUIDs()
  /// The entries whose datapaths or rows have changed since ``takeChanged()``.
  private var changed: [Number] = []

  /// How many flows there are, each counted once.
  var count: Int { numbers.count }

  subscript(number: Number) -> Entry? { entries[number] }

  /// The datapath or group of that number.
  func uuid(of number: CountedUUIDs.Number) -> UUID { datapaths[number] }

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
    let datapath = datapaths.retain(placed.datapath)
    if entries[number]?.datapaths.insert(datapath) == true { noteChange(of: number) }
    return Placement(flow: number, datapath: datapath)
  }

  private mutating func release(_ placement: Placement) {
    if entries[placement.flow]?.datapaths.remove(placement.datapath) == true {
      noteChange(of: placement.flow)
    }
    datapaths.release(placement.datapath)
  }

  private mutating func number(of flow: LogicalFlow, hint: UInt32) -> Number {
    let digest = flow.digest
    let known = numbers.first(under: digest) { entries[$0]?.flow == flow }
    if let known { return known }
    let number = entries.insert(Entry(flow: flow, hint: hint))
    numbers.insert(number, under: digest)
    return number
  }

  // MARK: Southbound

  /// The flow of a row and what else is known of the row; nil if the row is none of a flow.
  func row(_ uuid: UUID) -> (flow: LogicalFlow, datapath: UUID?, group: UUID?)? {
    guard let entry = rowNumber(of: uuid).flatMap({ entries[$0] }),
      let place = entry.rows[uuid]?.place
    else { return nil }
    return (entry.flow, place.datapath.map { datapaths[$0] }, place.group.map { datapaths[$0] })
  }

  /// The rows of flows.
  var rows: [UUID] { rowNumbers.all.flatMap { entries[$0]?.rows.all ?? [] }.map(\.uuid) }

  private func rowNumber(of uuid: UUID) -> Number? {
    rowNumbers.first(under: uuid.hashValue) { entries[$0]?.rows[uuid] != nil }
  }

  /// A row has come, or says something else now; `nil` if it is no flow of any stage, or gone.
  mutating func setRow(
    _ uuid: UUID, to flow: LogicalFlow?, datapath: UUID? = nil, group: UUID? = nil
  ) {
    if let number = rowNumber(of: uuid), let old = entries[number]?.rows[uuid] {
      noteChange(of: number)
      entries[number]?.rows.remove(uuid)
      rowNumbers.remove(number, under: uuid.hashValue)
      for number in [old.place.datapath, old.place.group].compactMap(\.self) {
        datapaths.release(number)
      }
    }
    guard let flow else { return }
    let number = number(of: flow, hint: 0)
    let place = FlowPlace(
      datapath: datapath.map { datapaths.retain($0) }, group: group.map { datapaths.retain($0) })
    entries[number]?.rows.insert(FlowRow(uuid: uuid, place: place))
    // Of the same texts the row's are kept: they have no room to spare, as those that grew have, and a
    // program that runs several zones may have them only once.
    entries[number]?.flow = flow
    rowNumbers.insert(number, under: uuid.hashValue)
    noteChange(of: number)
  }

  // MARK: Changes

  /// Counts every entry as changed.
  mutating func changeAll() {
    for number in entries.numbers { noteChange(of: number) }
  }

  /// Counts the entries on `datapath` as changed.
  mutating func change(flowsOn datapath: UUID) {
    guard let datapath = datapaths.number(of: datapath) else { return }
    for number in entries.numbers where entries[number]?.datapaths.contains(datapath) == true {
      noteChange(of: number)
    }
  }

  /// Whether an entry has changed since ``takeChanged()``.
  var hasChanged: Bool { !changed.isEmpty }

  /// Counts an entry as changed.
  mutating func noteChange(of number: Number) {
    if entries[number]?.isChanged != false { return }
    entries[number]?.isChanged = true
    changed.append(number)
  }

  /// The entries changed since the last call, each once; some may be gone.
  mutating func takeChanged() -> [Number] {
    defer { changed = [] }
    for number in changed { entries[number]?.isChanged = false }
    return changed
  }

  /// Forgets an entry that nobody wants and no row says.
  mutating func removeIfUnused(_ number: Number) {
    guard let entry = entries[number], entry.datapaths.isEmpty, entry.rows.isEmpty else {
      return
    }
    numbers.remove(number, under: entry.flow.digest)
    entries.remove(number)
  }
}
