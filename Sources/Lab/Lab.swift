internal import Client
internal import Journal
internal import OVSDB
internal import Server
internal import Session

/// Database servers and daemons of whole zones in one process, on a network and a clock of their own.
///
/// Nothing happens until it is let: ``settle(within:)`` goes on until everybody has done what there
/// was to do, ``run(for:)`` lets time pass. A seed decides all that is left to chance, so that a run
/// repeats itself.
public final class Lab {
  /// The connections between its machines.
  public let network: Network
  /// The servers, in the order in which they were added.
  public private(set) var servers: [LabServer] = []
  /// The daemons, in the order in which they were added.
  public private(set) var processes: [LabProcess] = []

  /// The databases that all zones share, once there are any.
  public internal(set) var interconnect: InterconnectDatabases?
  /// The zones, in the order in which they were added.
  public internal(set) var zones: [Zone] = []
  /// The chassis of all zones, by name.
  var machines: [String: Machine] = [:]
  /// Called after each thing that happens while the lab settles, for whoever watches.
  public var onStep: (() -> Void)?

  /// What attaches routers to transit switches that are not there yet.
  var attachments: [Attachment] = []

  let agenda = Agenda()
  private var schemas: [Remote: ExpectedSchema] = [:]
  private let seed: UInt64
  private let storage: Storage

  /// Where databases are kept.
  private enum Storage {
    case memory, simulated
    case folder(String)
  }

  /// An empty lab.
  ///
  /// - Parameters:
  ///   - seed: decides delays, UUIDs, and the order of what happens at once.
  ///   - keepsFiles: whether databases are kept in (simulated) files, from which killed servers
  ///     start again; else they live in memory alone.
  public convenience init(seed: UInt64 = 0, keepsFiles: Bool = false) {
    self.init(seed: seed, keepsFiles ? .simulated : .memory)
  }

  /// An empty lab whose databases are kept in files of this machine, from which a later lab goes on.
  ///
  /// - Parameter folder: where the files are, `NAME.db` for each server; it exists.
  public convenience init(folder: String) {
    self.init(seed: .random(in: 0...UInt64.max), .folder(folder))
  }

  /// An empty lab that keeps databases in memory, and there what another one keeps only once for both.
  convenience init(seed: UInt64, sharing other: Lab) {
    self.init(seed: seed, .memory, other.network.memory)
  }

  private init(seed: UInt64, _ storage: Storage, _ memory: SharedMemory = SharedMemory()) {
    self.seed = seed
    self.storage = storage
    network = Network(agenda: agenda, seed: seed, memory: memory)
  }

  /// Goes on at the date of the calendar, as time in a lab begins with the year 2026. Before anything
  /// is added.
  public func followCalendar() {
    let date = Duration.milliseconds(Journal.millisecondsSinceEpoch())
    agenda.run(until: date - LabServer.wallTime(at: .zero))
  }

  /// The time since the beginning.
  public var now: Duration { agenda.now }

  /// The server of that name.
  public func server(_ name: String) -> LabServer? { servers.first { $0.name == name } }

  /// The zone of that name.
  public func zone(_ name: String) -> Zone? { zones.first { $0.name == name } }

  /// The daemon of that name.
  public func process(_ name: String) -> LabProcess? { processes.first { $0.name == name } }
}

// Building it.
extension Lab {
  /// Adds the server of an empty database, and starts it.
  func addServer(
    _ name: String, _ schema: DatabaseSchema, at remotes: [Remote], on site: Site
  ) throws(LabError) -> LabServer {
    let server = LabServer(
      name, schema, at: remotes, on: site, of: network,
      uuids: UUIDSource(seed: seed &+ UInt64(servers.count + 1)), files: files(of: name))
    do throws(DatabaseFileError) { try server.start() } catch { throw LabError("\(error)") }
    servers.append(server)
    let expected = network.memory.expected(schema)
    for remote in remotes { schemas[remote] = expected }
    return server
  }

  private func files(of name: String) -> LabFiles? {
    switch storage {
    case .memory: nil
    case .simulated:
      LabFiles(path: "/\(name).db", layer: SimulatedFiles(seed: seed &+ UInt64(servers.count)))
    case .folder(let folder): LabFiles(path: "\(folder)/\(name).db", layer: POSIXFiles())
    }
  }

  /// What the database holds that is served at `remote`; nil if that is none of the lab's.
  func schema(at remote: Remote) -> ExpectedSchema? { schemas[remote] }

  /// Adds a daemon, and starts it.
  func addProcess(
    _ name: String, on site: Site, clients: [String: DatabaseClientConfiguration],
    program: @escaping () -> any LabProgram
  ) -> LabProcess {
    let process = LabProcess(
      name, on: site, of: network, seed: seed &+ UInt64(processes.count) << 20, clients: clients,
      program: program)
    processes.append(process)
    process.start()
    return process
  }
}

// Letting things happen.
extension Lab {
  /// Goes on until every daemon that runs is in step with its databases and has nothing left to do.
  ///
  /// - Returns: whether that was so before `limit` had passed.
  @discardableResult
  public func settle(within limit: Duration = .seconds(600)) -> Bool {
    let deadline = now + limit
    while true {
      if agenda.awaitedCount == 0, isConverged { return true }
      guard let next = agenda.nextTime, next <= deadline else { return false }
      agenda.step()
      onStep?()
    }
  }

  /// Lets time pass, whether or not anything happens.
  public func run(for time: Duration) { agenda.run(until: now + time) }

  /// Lets time pass until `time`, for as long as `mayGoOn`; returns whether it came so far.
  @discardableResult
  public func run(until time: Duration, while mayGoOn: () -> Bool) -> Bool {
    agenda.run(until: time, while: mayGoOn)
  }

  /// When the next thing happens.
  public var nextTime: Duration? { agenda.nextTime }

  private var isConverged: Bool {
    processes.allSatisfy { !$0.isRunning || $0.isConverged }
  }
}
