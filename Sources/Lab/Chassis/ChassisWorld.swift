internal import Derive
internal import OVNModel
internal import OVSDB
internal import Reconcile
internal import Replica
internal import Tunnels

/// Everything that a chassis's results are derived from.
final class ChassisWorld {
  let log = FactLog()
  let sb: ChassisSouthboundTables
  let vswitch: ChassisSwitchTables
  let reads = Reads<Fact>()

  /// The machine's name, where the operator gives no other.
  let hostname: String
  private let isReachable: (String) -> Bool

  /// What the chassis is to be; nil while its Open vSwitch does not say.
  private(set) var configuration: ChassisConfiguration?
  /// The integration bridge, if there is one.
  private(set) var bridge: UUID?
  /// Whether it ends, and takes back all that it wrote.
  var isLeaving = false {
    didSet { log.note(configurationFact) }
  }
  /// The time of the present pass.
  var now = Duration.zero
  /// When each port was last written.
  private var writes: [String: Duration] = [:]
  /// Ports that another chassis has taken, and when they may be taken back.
  private(set) var postponed: [String: Duration] = [:]

  private let sharedFacts: ReplicaID
  private let reachabilityFacts: ReplicaID

  init(hostname: String, isReachable: @escaping (String) -> Bool) {
    self.hostname = hostname
    self.isReachable = isReachable
    sb = ChassisSouthboundTables(log: log)
    vswitch = ChassisSwitchTables(log: log)
    sharedFacts = log.makeID()
    reachabilityFacts = log.makeID()
  }

  /// The time of day, in milliseconds since 1970.
  var date: Int { Int(LabServer.wallTime(at: now).milliseconds) }

  /// Brings the shared values up to date, of which most results read.
  func settle() {
    let changes = vswitch.configurations.takeChanges()
    let bridges = vswitch.bridges.takeChanges()
    if changes.isEmpty, bridges.isEmpty { return }
    let row = vswitch.configurations.rows.min { $0.key < $1.key }?.value
    let configuration = row.flatMap { ChassisConfiguration($0) }
    if configuration != self.configuration {
      self.configuration = configuration
      log.note(configurationFact)
    }
    let name = row.map { ChassisOptions(externalIDs: $0.externalIDs).bridge }
    let bridge = name.flatMap { vswitch.bridgesByName[$0]?.min() }
    if bridge != self.bridge {
      self.bridge = bridge
      log.note(bridgeFact)
    }
    if changes.contains(where: { $0.old == nil }) { log.note(switchFact) }
  }
}

// Reading.
extension ChassisWorld {
  private var configurationFact: Fact { Fact(0, in: sharedFacts) }

  func readConfiguration() -> ChassisConfiguration? {
    reads.note(configurationFact)
    return configuration
  }

  func readIsLeaving() -> Bool {
    reads.note(configurationFact)
    return isLeaving
  }

  /// The chassis's own row.
  func readOwnChassis() -> (uuid: UUID, row: Southbound.Chassis)? {
    readConfiguration().flatMap { reads.first($0.name, in: sb.chassisByName) }
  }

  /// The row of the switch itself.
  func readSwitch() -> (uuid: UUID, row: OpenVSwitch.Configuration)? {
    reads.note(switchFact)
    return vswitch.configurations.rows.lazy.map(\.key).min()
      .flatMap { uuid in reads.row(uuid, in: vswitch.configurations).map { (uuid, $0) } }
  }

  /// Changes when the switch's row comes.
  private var switchFact: Fact { Fact(1, in: sharedFacts) }
  private var bridgeFact: Fact { Fact(2, in: sharedFacts) }

  /// The integration bridge, whatever it says.
  func readBridge() -> UUID? {
    reads.note(bridgeFact)
    return bridge
  }

  /// Whether tunnels to a chassis work, as BFD tells.
  func readIsReachable(_ chassis: String) -> Bool {
    reads.note(fact(ofReachability: chassis))
    return isReachable(chassis)
  }

  func fact(ofReachability chassis: String) -> Fact { Fact(chassis, in: reachabilityFacts) }
}

// Ports that two chassis want.
extension ChassisWorld {
  /// How long a port that another chassis has taken is left to it (as ovn-controller does).
  private static let claimInterval = Duration.milliseconds(500)

  /// Whether the port was written too recently to be taken back from another chassis.
  func mustPostpone(_ port: String) -> Bool {
    guard let last = writes[port], now - last < Self.claimInterval else { return false }
    postponed[port] = last + Self.claimInterval
    return true
  }

  func noteWrite(of port: String) { writes[port] = now }

  /// The ports that may be taken back now.
  func takeDue() -> [String] {
    writes = writes.filter { now - $0.value < Self.claimInterval }
    let due = postponed.filter { $0.value <= now }.keys.sorted()
    for port in due { postponed[port] = nil }
    return due
  }
}
