import Address
import Derive
import OVNModel
import OVSDB
import Replica
import Transactions

/// Everything that results are derived from: the two replicas, what the servers can carry, and the
/// values that derivations share; and the results.
final class World {
  let log = FactLog()
  let nb: NorthboundTables
  let sb: SouthboundTables
  var schemas: [ZoneDatabase: DatabaseSchema] = [:]

  /// What has been read since the present derivation began.
  let reads = Reads<Fact>()
  private let tableFacts: ReplicaID

  /// Which derived values have read what, of all tables: one look-up a fact finds all readers.
  var derivedReaders = Dependencies<DerivedKey, Fact>()
  /// Tables of derived values, by the numbers of their spaces of facts.
  private var tablesBySpace: [(any DerivedTable)?] = []
  /// The keys of flows and of rows that are to be derived.
  var flowWork = Work<FlowKey, Fact>()
  var rowWork = Work<Subject, Fact>()
  var flowTable = FlowTable()

  var rosters: Rosters
  var claims: Claims
  var datapathKeys: TunnelKeys<Single, UUID>
  var portKeys: TunnelKeys<UUID, String>
  /// Numbers of queues, by chassis.
  var queues: TunnelKeys<UUID, String>
  /// Tunnel keys of multicast groups that chassis have learned, by switch or router.
  var groupKeys: TunnelKeys<UUID, NameInDatapath>
  /// Tags of containers, by the port of their machine.
  var tags: TunnelKeys<String, UUID>
  /// UDP ports that BFD sessions send from.
  var bfdPorts: TunnelKeys<Single, BFDTarget>
  /// Numbers of a router's tables of routes, of its destinations with several routes, and of its policies
  /// with several next hops.
  var routeTables: ScatteredNumbers<UUID, String>
  var routeGroups: ScatteredNumbers<UUID, RouteDestination>
  var policyGroups: ScatteredNumbers<UUID, UUID>
  var neighborAges = NeighborAges()
  /// The Ethernet addresses outside that a router's rules of address translation name.
  var externalMACs: SharedTexts
  /// Who has which addresses, where addresses are allocated.
  var ipv4Uses: IPv4Uses
  var macUses: MACUses
  /// The Ethernet addresses that a switch is about to give to its ports.
  var pendingMACs: MACUses
  /// Ports of a switch that want other addresses than they have.
  var pendingPorts: Rosters
  /// Ports that may ask for addresses, without a plan so far.
  var unplannedPorts: Set<UUID> = []
  /// Switches that may allocate addresses, and the prefix that ``macUses`` is about.
  var allocatingSwitches: Set<UUID> = []
  var followedPrefix: MACPrefix
  /// The virtual addresses that routers answer for.
  var answered: AnsweredAddresses
  /// The addresses outside that switches are told of at ports to routers.
  var announcedRules: AnnouncedRules
  /// The Ethernet address whose prefix is allocated from, and that service monitors have, unless the
  /// operator says otherwise.
  let madeUpMAC: MACAddress
  /// Milliseconds since 1970, for timestamps in the databases.
  var wallTime: Int64 = 0
  private var names = 0

  private(set) lazy var settings = Derived<Single, Settings>(in: self) { world, _ in
    world.deriveSettings()
  }
  private(set) lazy var dropActions = Derived<Single, String>(in: self) { world, _ in
    world.deriveDropAction()
  }
  private(set) lazy var datapaths = Derived<UUID, BoundDatapath>(
    in: self, changed: { world, datapath in world.flowTable.change(flowsOn: datapath) },
    compute: { $0.deriveDatapath($1) })
  // Routers.

  private(set) lazy var routers = Derived<UUID, RouterContext>(in: self) { $0.deriveRouter($1) }
  private(set) lazy var routerPorts = Derived<UUID, RouterPortContext>(in: self) {
    $0.deriveRouterPort($1)
  }
  private(set) lazy var gatewayPorts = Derived<UUID, [GatewayPort]>(in: self) {
    $0.deriveGatewayPorts($1)
  }
  private(set) lazy var routerAttachments = Derived<UUID, [RouterAttachment]>(in: self) {
    $0.deriveAttachments($1)
  }
  private(set) lazy var forcedSNAT = Derived<UUID, ForcedSNAT>(in: self) {
    $0.deriveForcedSNAT($1)
  }
  private(set) lazy var nats = Derived<UUID, NATContext>(in: self) { $0.deriveNAT($1) }
  private(set) lazy var routerNetworks = Derived<UUID, [PortNetworks]>(in: self) {
    $0.deriveNetworks($1)
  }
  private(set) lazy var nextHops = Derived<NextHop, Passage>(in: self) { $0.deriveNextHop($1) }
  private(set) lazy var attachedRouters = Derived<UUID, [AttachedRouter]>(in: self) {
    $0.deriveAttachedRouters($1)
  }
  private(set) lazy var routerGroups = Derived<Single, RouterGroups>(in: self) { world, _ in
    world.deriveRouterGroups()
  }
  /// The routers that a router is connected to, itself among them.
  private(set) lazy var connectedRouters = Derived<UUID, [UUID]>(in: self) {
    $0.routerGroups[.only]?[$1]
  }
  private(set) lazy var neighborAgeLimits = Derived<UUID, Int64>(in: self) {
    $0.deriveNeighborAgeLimit($1)
  }
  private(set) lazy var chassisNearRouters = Derived<UUID, Set<UUID>>(in: self) {
    $0.deriveChassis(near: $1)
  }
  // Switches.

  private(set) lazy var switches = Derived<UUID, SwitchContext>(in: self) { $0.deriveSwitch($1) }
  private(set) lazy var switchPorts = Derived<UUID, SwitchPortContext>(in: self) {
    $0.deriveSwitchPort($1)
  }
  private(set) lazy var switchSecurity = Derived<UUID, SwitchSecurity>(in: self) {
    $0.deriveSecurity(ofSwitch: $1)
  }
  // Balancers.

  private(set) lazy var balancers = Derived<UUID, LoadBalancer>(in: self) { $0.deriveBalancer($1) }
  private(set) lazy var virtualAddresses = Derived<UUID, VirtualAddresses>(in: self) {
    $0.deriveVirtualAddresses($1)
  }
  private(set) lazy var backendMonitors = Derived<UUID, [MonitoredBackend: BackendMonitor]>(
    in: self
  ) { $0.deriveMonitors(of: $1) }
  /// The virtual addresses of a router's balancers, each once.
  private(set) lazy var announcedAddresses = Derived<UUID, [String]>(in: self) {
    $0.deriveAnnouncedAddresses(of: $1)
  }
  // Allocation of addresses.

  private(set) lazy var macPrefixes = Derived<Single, MACPrefix>(in: self) { world, _ in
    world.deriveMACPrefix()
  }
  private(set) lazy var addressSpaces = Derived<UUID, AddressSpace>(in: self) {
    $0.deriveAddressSpace($1)
  }
  private(set) lazy var addressPlans = Derived<UUID, AddressPlan>(in: self) {
    $0.deriveAddressPlan($1)
  }
  private(set) lazy var addressAllocations = Derived<UUID, [UUID: AllocatedAddresses]>(in: self) {
    $0.deriveAllocations(on: $1)
  }
  private(set) lazy var assignedAddresses = Derived<UUID, String>(in: self) {
    $0.deriveAssignedAddresses($1)
  }
  // Bindings.

  private(set) lazy var boundPorts = Derived<String, BoundPort>(in: self) { $0.derivePort($1) }
  private(set) lazy var listeners = Derived<UUID, MulticastListeners>(in: self) {
    $0.deriveListeners($1)
  }

  /// All tables of derived values, each before those that read it.
  private(set) lazy var derivedTables: [any DerivedTable] = [
    settings, dropActions, datapaths,
    routers, routerPorts, gatewayPorts, routerNetworks, nextHops, attachedRouters,
    routerGroups, connectedRouters, neighborAgeLimits, chassisNearRouters,
    forcedSNAT, nats,
    macPrefixes, addressSpaces, addressPlans, addressAllocations, assignedAddresses,
    switches, switchPorts, routerAttachments, balancers, virtualAddresses, backendMonitors,
    announcedAddresses, switchSecurity,
    boundPorts, listeners,
  ]

  /// What is wrong with each subject, as it was last said.
  private var problems: [ProblemKey: [String]] = [:]
  /// Log lines that nobody has taken yet.
  var messages: [Message] = []

  /// - Parameter madeUpMAC: see ``madeUpMAC``.
  init(madeUpMAC: MACAddress) {
    self.madeUpMAC = madeUpMAC
    nb = NorthboundTables(log: log)
    sb = SouthboundTables(log: log)
    tableFacts = log.makeID()
    rosters = Rosters(log: log)
    claims = Claims(log: log)
    datapathKeys = TunnelKeys(log: log)
    portKeys = TunnelKeys(log: log)
    queues = TunnelKeys(log: log)
    groupKeys = TunnelKeys(log: log)
    tags = TunnelKeys(log: log)
    bfdPorts = TunnelKeys(log: log)
    routeTables = ScatteredNumbers(log: log)
    routeGroups = ScatteredNumbers(log: log)
    policyGroups = ScatteredNumbers(log: log)
    externalMACs = SharedTexts(log: log)
    ipv4Uses = IPv4Uses(log: log)
    macUses = MACUses(log: log)
    pendingMACs = MACUses(log: log)
    pendingPorts = Rosters(log: log)
    followedPrefix = MACPrefix(nil, madeUp: madeUpMAC)
    answered = AnsweredAddresses(log: log)
    announcedRules = AnnouncedRules(log: log)
    follow()
  }

  /// A name for a row that is inserted, unlike any other of this process.
  func makeRowName() -> String {
    names += 1
    return "row\(names)"
  }

  func fact<R>(ofTable table: TableReplica<R>) -> Fact { Fact(table.id, in: tableFacts) }

  /// Brings the shared values up to date, so that only keys of flows and rows are stale.
  func settle() {
    while !log.isEmpty || !unplannedPorts.isEmpty || derivedTables.contains(where: \.isStale) {
      for fact in log.take() {
        derivedReaders.forEachReader(of: fact) { key in
          tablesBySpace[key.table]?.invalidate(number: key.number)
        }
        flowWork.invalidate(readersOf: fact)
        rowWork.invalidate(readersOf: fact)
      }
      for table in derivedTables { table.settle() }
      planAddresses()
    }
  }

  /// Enters a new table of derived values.
  func add(_ table: any DerivedTable, _ space: ReplicaID) {
    while tablesBySpace.count <= space.number { tablesBySpace.append(nil) }
    tablesBySpace[space.number] = table
  }

  /// Whether something that is derived has read `fact`.
  func isRead(_ fact: Fact) -> Bool {
    derivedReaders.isRead(fact) || flowWork.isRead(fact) || rowWork.isRead(fact)
  }

  /// Forgets derived values of what is gone, once nothing is left to derive.
  func sweep() { for table in derivedTables { table.sweep() } }

  /// Names everything that there is, to be derived anew.
  func invalidateAll() {
    _ = log.take()
    for table in derivedTables { table.invalidateAll() }
    for table in derivedTables { table.settle() }
    flowWork.invalidateAll()
    rowWork.invalidateAll()
    flowTable.changeAll()
  }

  /// Takes what is wrong with a thing now, and logs what was not wrong before.
  func report(_ found: [String], of key: ProblemKey, level: Message.Level = .warning) {
    if found.isEmpty && problems.isEmpty { return }
    let before = problems[key] ?? []
    for text in found where !before.contains(text) {
      messages.append(Message(level: level, text: text))
    }
    problems[key] = found.isEmpty ? nil : found
  }
}

/// The one key of a derived value of which there is one.
enum Single: Hashable { case only }

/// What a problem is about: the row, and what of it was looked at.
struct ProblemKey: Hashable {
  let row: UUID
  let aspect: String
}
