/// What has been written to a zone's databases, and derived by its daemons.
public struct ZoneCost: Hashable, Sendable {
  /// Transactions that changed something, and the rows that they changed.
  public var transactions = 0, rows = 0
  /// Results that its daemons have derived.
  public var derivations = 0

  /// Nothing.
  public init() {}

  /// What `zone` has cost since the lab began.
  public init(_ zone: Zone) {
    for server in [zone.northbound, zone.southbound] + zone.chassis.map(\.openVSwitch) {
      transactions += server.transactionCount
      rows += server.writtenRowCount
    }
    let controllers = zone.chassis.compactMap(\.controller)
    for process in zone.northds + zone.interconnectDaemons + controllers {
      derivations += process.derivationCount
    }
  }

  static func - (left: Self, right: Self) -> Self {
    var cost = Self()
    cost.transactions = left.transactions - right.transactions
    cost.rows = left.rows - right.rows
    cost.derivations = left.derivations - right.derivations
    return cost
  }
}

extension ZoneCost: CustomStringConvertible {
  public var description: String {
    self == Self()
      ? "nothing" : "\(rows) rows in \(transactions) transactions, \(derivations) results"
  }
}
