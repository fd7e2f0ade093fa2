import OVSDB

/// A row of Logical_Flow, without what it says: that is the flow.
struct FlowRow: Equatable {
  let uuid: UUID
  let place: FlowPlace
}

/// Where a flow's row says that it applies, by the numbers of the datapath and the group of datapaths.
struct FlowPlace: Equatable {
  /// No number that is given out: the row names none.
  private static let none = CountedUUIDs.Number.max

  private let datapathNumber: CountedUUIDs.Number
  private let groupNumber: CountedUUIDs.Number

  init(datapath: CountedUUIDs.Number?, group: CountedUUIDs.Number?) {
    datapathNumber = datapath ?? Self.none
    groupNumber = group ?? Self.none
  }

  var datapath: CountedUUIDs.Number? { datapathNumber == Self.none ? nil : datapathNumber }
  var group: CountedUUIDs.Number? { groupNumber == Self.none ? nil : groupNumber }
}

/// The rows that say a flow: one, but for accidents.
enum FlowRows: Equatable {
  case none
  case one(FlowRow)
  case many([FlowRow])

  var isEmpty: Bool { if case .none = self { true } else { false } }

  /// Every row.
  var all: [FlowRow] {
    switch self {
    case .none: []
    case .one(let row): [row]
    case .many(let rows): rows
    }
  }

  subscript(uuid: UUID) -> FlowRow? {
    switch self {
    case .none: nil
    case .one(let row): row.uuid == uuid ? row : nil
    case .many(let rows): rows.first { $0.uuid == uuid }
    }
  }

  mutating func insert(_ row: FlowRow) { self = isEmpty ? .one(row) : .many(all + [row]) }

  mutating func remove(_ uuid: UUID) {
    switch self {
    case .none: break
    case .one(let row): if row.uuid == uuid { self = .none }
    case .many(let rows):
      let others = rows.filter { $0.uuid != uuid }
      if let only = others.first, others.count == 1 {
        self = .one(only)
      } else {
        self = .many(others)
      }
    }
  }
}
