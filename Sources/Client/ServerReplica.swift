internal import JSON
internal import OVSDB

/// The row of `_Server` that describes the database, as the present connection's server tells it.
struct ServerReplica: Equatable, Sendable {
  private(set) var row: ServerDatabase?
  private var uuid: String?
  /// The schema's text that was last compared with the one in use.
  var comparedSchema: String?
  /// The latest entry of the cluster's log seen on any server, and of which cluster.
  private(set) var latestIndex: Int?
  private var latestCluster: UUID?

  init() {}

  /// A new connection's replica: nothing but how far the cluster has come, of which no server may be
  /// behind.
  init(keeping other: Self) {
    latestIndex = other.latestIndex
    latestCluster = other.latestCluster
  }

  /// The index that a server must have reached, if it is of the cluster seen before.
  var requiredIndex: Int? { row?.clusterID == latestCluster ? latestIndex : nil }

  /// The row shown is one to follow.
  mutating func noteIndex() {
    guard let row, let index = row.index else { return }
    latestIndex = max(requiredIndex ?? index, index)
    latestCluster = row.clusterID
  }

  /// Lets a server be behind what was seen before.
  mutating func forgetIndex() {
    latestIndex = nil
    latestCluster = nil
  }

  /// Takes over <table-updates2> of `_Server`, of which only the row of `database` counts.
  mutating func apply(
    _ updates: JSONElement, database: String
  ) throws(ProtocolViolation) {
    guard updates.kind == .object else {
      throw ProtocolViolation("updates of _Server are not an object")
    }
    guard let table = updates[ServerDatabase.table.name] else { return }
    try table.forEachMember { (uuid, change) throws(ProtocolViolation) in
      try apply(change, uuid: uuid, database: database)
    }
  }

  private mutating func apply(
    _ change: JSONElement, uuid: String, database: String
  ) throws(ProtocolViolation) {
    if let values = change["initial"] ?? change["insert"] {
      let isInitial = change["initial"] != nil
      var new = ServerDatabase()
      try Self.forEachColumn(of: values) { (column, wire) throws(WireError) in
        if isInitial, column.name == "schema", wire.kind == .string {
          // A long text: only what it becomes is of use.
          new.schema = ""
        } else {
          try column.decode(wire, into: &new)
        }
      }
      guard new.name == database else { return }
      row = new
      self.uuid = uuid
    } else if let values = change["modify"] {
      guard uuid == self.uuid, var new = row else { return }
      try Self.forEachColumn(of: values) { (column, wire) throws(WireError) in
        try column.apply(difference: wire, to: &new)
      }
      row = new
    } else if uuid == self.uuid {
      row = nil
      self.uuid = nil
    }
  }

  private static func forEachColumn(
    of values: JSONElement,
    _ body: (Column<ServerDatabase>, JSONElement) throws(WireError) -> Void
  ) throws(ProtocolViolation) {
    try values.forEachMember { (name, wire) throws(ProtocolViolation) in
      guard let column = ServerDatabase.table.column(named: name) else {
        throw ProtocolViolation("_Server table Database: column \(name) was not asked for")
      }
      do throws(WireError) {
        try body(column, wire)
      } catch {
        throw ProtocolViolation("_Server table Database: column \(error)")
      }
    }
  }
}
