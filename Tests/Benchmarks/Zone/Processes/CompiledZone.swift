import JSON
import OVSDB
import Testbed

/// A zone of real database servers with a compiler between them, which runs as a process.
struct CompiledZone {
  let northbound: OVSDBServer
  let southbound: OVSDBServer
  /// ovn-northd or `isthmus zone`.
  let compiler: Program
  /// Its control socket, for `ovn-appctl -t`.
  let controlSocket: String
  /// `nb_cfg` of NB_Global.
  private var number: Int64 = 1

  /// Starts the servers and fills Northbound; the compiler is started with ``compile(within:)``.
  init(
    _ side: Side, _ scene: any Scene, isthmus: String, in workspace: Workspace
  ) async throws {
    northbound = try await OVSDBServer(.northbound, name: "nb", in: workspace)
    southbound = try await OVSDBServer(.southbound, name: "sb", in: workspace)
    controlSocket = workspace.path("compiler.ctl")
    let arguments = [
      "--ovnnb-db=\(northbound.remote)", "--ovnsb-db=\(southbound.remote)",
      "--unixctl=\(controlSocket)", "--log-file=\(workspace.path("compiler.log"))",
      "-vconsole:off", "-vsyslog:off",
    ]
    compiler =
      switch side {
      case .c: workspace.program("ovn-northd", "ovn-northd", arguments)
      case .ours: workspace.program("isthmus", isthmus, ["zone"] + arguments)
      }
    let global = OVSDB.Operation.insert(table: "NB_Global", row: ["nb_cfg": .integer(number)])
    try await northbound.commit(([global] + scene.contents).map(\.json.description))
    try await southbound.commit([
      OVSDB.Operation.insert(table: "SB_Global", row: [:]).json.description
    ])
  }

  /// Starts the compiler; returns how long until Southbound holds all, nil if that takes longer than
  /// `deadline`.
  func compile(within deadline: Duration) async throws -> Duration? {
    let start = ContinuousClock.now
    try await compiler.start()
    let starting = ContinuousClock.now - start
    return try await confirm([], within: deadline).map { starting + $0 }
  }

  /// Commits operations; returns how long until Southbound holds what follows from them, nil if that takes
  /// longer than `deadline`.
  mutating func change(
    _ operations: [OVSDB.Operation], within deadline: Duration
  ) async throws -> Duration? {
    number += 1
    let counting = OVSDB.Operation.mutate(
      table: "NB_Global", where: [], mutations: [Mutation("nb_cfg", .add, .integer(1))])
    return try await confirm([request(operations + [counting])], within: deadline)
  }

  /// Sends requests and waits until the compiler has confirmed ``number``; returns how long that takes.
  ///
  /// The server answers a transaction that waits at once when what it waits for has come. It waits for no
  /// longer than a few seconds, so that a compiler that has crashed is noticed.
  private func confirm(
    _ requests: [String], within deadline: Duration
  ) async throws -> Duration? {
    let confirmation = request([
      .wait(
        timeout: 2000, table: "NB_Global", where: [], columns: ["sb_cfg"], until: .equal,
        rows: [["sb_cfg": .integer(number)]])
    ])
    var (time, isConfirmed) = try await send(requests + [confirmation])
    while !isConfirmed {
      guard await compiler.isRunning else {
        throw TestbedError.notStarted(program: compiler.name, reason: compiler.output)
      }
      guard time < deadline else { return nil }
      let more = try await send([confirmation])
      time += more.time
      isConfirmed = more.isConfirmed
    }
    return time
  }

  private func request(_ operations: [OVSDB.Operation]) -> String {
    let parameters = [.string(northbound.kind.name)] + operations.map(\.json)
    return JSON.object(["method": "transact", "params": .array(parameters), "id": 1]).description
  }

  /// Sends requests on one connection, each after the reply to the one before; returns how long that takes,
  /// and whether what they wait for has come.
  private func send(
    _ requests: [String]
  ) async throws -> (time: Duration, isConfirmed: Bool) {
    let kind = northbound.kind
    return try await northbound.withRequests { send in
      let start = ContinuousClock.now
      for request in requests {
        let reply = String(decoding: try send(request), as: UTF8.self)
        if reply.contains(#""error":"timed out""#) { return (.now - start, false) }
        guard !reply.contains(#""error":""#), !reply.contains(#""error":{"#) else {
          throw TestbedError.unexpectedReply(database: kind.name, reply: reply)
        }
      }
      return (.now - start, true)
    }
  }
}

extension CompiledZone {
  /// Waits until the compiler has not worked for 300 ms.
  func rest(within deadline: Duration) async throws {
    var (time, since) = (await compiler.cpuTime, ContinuousClock.now)
    try await waitUntil("\(compiler.name) rests", deadline: deadline) {
      let present = await compiler.cpuTime
      if present - time > .milliseconds(1) { (time, since) = (present, .now) }
      return ContinuousClock.now - since >= .milliseconds(300)
    }
  }

  /// The CPU time that the servers have used so far.
  var serversCPU: Duration {
    get async { await northbound.program.cpuTime + southbound.program.cpuTime }
  }

  /// How many rows Logical_Flow has.
  func countFlows() async throws -> Int {
    let select = #"{"op":"select","table":"Logical_Flow","where":[],"columns":["_uuid"]}"#
    let request = #"{"method":"transact","params":["OVN_Southbound",\#(select)],"id":1}"#
    return try await southbound.withRequests { send in
      String(decoding: try send(request), as: UTF8.self).split(separator: #""_uuid""#).count - 1
    }
  }
}
