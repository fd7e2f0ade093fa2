import Foundation
import Testbed

/// What is measured, on one side's server.
struct Measurements {
  var side: Side
  var effort: Effort

  /// Small transactions, one row each.
  func small() async throws -> [Figure] {
    try await withWorkspace { workspace in
      let server = try await Server(side, in: workspace)
      let connection = try await server.start()
      for number in 0..<200 { try connection.commit(Workload.insert(number)) }
      let count = effort.transactions
      let one = try ContinuousClock().measure {
        for number in 0..<count { try connection.commit(Workload.insert(1000 + number)) }
      }
      let durable = try ContinuousClock().measure {
        for number in 0..<count { try connection.commit(Workload.durableInsert(100_000 + number)) }
      }
      let clients = try (0..<20).map { _ in try Connection(unix: server.socket) }
      let many = try ContinuousClock().measure {
        try keepBusy(clients, count: count * 4) { Workload.insert(200_000 + $0) }
      }
      let manyDurable = try ContinuousClock().measure {
        try keepBusy(clients, count: count * 4) { Workload.durableInsert(300_000 + $0) }
      }
      return [
        .rate("small transactions, one client", count, in: one),
        .rate("  one client, each with commit durable", count, in: durable),
        .rate("small transactions, 20 clients at once", count * 4, in: many),
        .rate("  20 clients, each with commit durable", count * 4, in: manyDurable),
      ]
    }
  }

  /// Each client sends a transaction as soon as its last one is answered, `count` in all.
  private func keepBusy(
    _ clients: [Connection], count: Int, _ operations: (Int) -> String
  ) throws {
    var sent = 0
    var goals: [ObjectIdentifier: Int] = [:]
    func send(_ client: Connection) throws {
      let request =
        #"{"method":"transact","params":["OVN_Northbound",\#(operations(sent))],"id":1}"#
      sent += 1
      goals[ObjectIdentifier(client)] = client.texts + 1
      try client.send(request)
    }
    for client in clients { try send(client) }
    var failure: (any Error)?
    try receive(clients) { client in
      guard let goal = goals[ObjectIdentifier(client)], client.texts >= goal else { return false }
      guard sent < count, failure == nil else { return true }
      do { try send(client) } catch { failure = error }
      return false
    }
    if let failure { throw failure }
  }

  /// One transaction of many rows, memory, and a large set.
  func large() async throws -> [Figure] {
    try await withWorkspace { workspace in
      let server = try await Server(side, in: workspace)
      let connection = try await server.start()
      let rows = effort.rows
      let before = await server.program.residentMemory
      let cpuBefore = await server.program.cpuTime
      let first = Workload.inserts(0..<rows)
      let one = try ContinuousClock().measure { try connection.commit(first) }
      let cpu = await server.program.cpuTime - cpuBefore
      for part in 1..<5 {
        try connection.commit(Workload.inserts(part * rows..<(part + 1) * rows))
      }
      let after = await server.program.residentMemory
      try connection.commit(Workload.ports(0..<rows))
      guard let uuid = Workload.lastUUID(in: connection.last) else {
        throw TestbedError.unexpectedReply(database: "OVN_Northbound", reply: "no UUID")
      }
      let count = 100
      let added = try ContinuousClock().measure {
        for number in 0..<count { try connection.commit(Workload.addPort(rows + number, to: uuid)) }
      }
      return [
        .time("one transaction of \(rows) rows", one),
        .time("  CPU of it", cpu),
        .bytes("memory per row, of \(5 * rows)", (after - before) / (5 * rows)),
        .rate("one more element of a set of \(rows), transactions", count, in: added),
      ]
    }
  }

  /// Every change to every client.
  func fanOut() async throws -> [Figure] {
    try await withWorkspace { workspace in
      let server = try await Server(side, in: workspace)
      let writer = try await server.start()
      try writer.commit(Workload.inserts(0..<1000))
      let clients = try monitoring(server)
      let cpuBefore = await server.program.cpuTime
      var times: [Duration] = []
      for number in 0..<effort.changes {
        let goals = clients[0].texts + 1
        times.append(
          try ContinuousClock().measure {
            try writer.commit(Workload.insert(10_000 + number))
            try receive(clients) { $0.texts >= goals }
          })
      }
      let cpu = await server.program.cpuTime - cpuBefore
      times.sort()
      return [
        .time("a change at \(effort.clients) clients (median)", times[times.count / 2]),
        .time("  CPU of the server, per change", cpu / effort.changes),
      ]
    }
  }

  /// Clients that each monitor all switches from nothing.
  private func monitoring(
    _ server: Server, since transaction: String = Workload.unknownTransaction
  ) throws -> [Connection] {
    let clients = try (0..<effort.clients).map { _ in try Connection(unix: server.socket) }
    let parameters = Workload.monitor(since: transaction)
    for client in clients {
      try client.send(#"{"method":"monitor_cond_since","params":\#(parameters),"id":1}"#)
    }
    try receive(clients) { $0.texts >= 1 }
    return clients
  }

  /// All clients come back at once.
  func reconnect() async throws -> [Figure] {
    try await withWorkspace { workspace in
      let server = try await Server(side, in: workspace)
      let writer = try await server.start()
      try writer.commit(Workload.inserts(0..<effort.rows))
      var clients: [Connection] = []
      let cpuBefore = await server.program.cpuTime
      let fresh = try ContinuousClock().measure { clients = try monitoring(server) }
      let freshCPU = await server.program.cpuTime - cpuBefore
      guard let transaction = Workload.transaction(in: clients[0].last) else {
        throw TestbedError.unexpectedReply(
          database: "OVN_Northbound",
          reply: String(decoding: clients[0].last.prefix(200), as: UTF8.self))
      }
      clients = []
      for number in 0..<10 { try writer.commit(Workload.insert(900_000 + number)) }
      let again = try ContinuousClock().measure {
        clients = try monitoring(server, since: transaction)
      }
      // A server that has the history sends the ten rows, another one all of them.
      let received = clients[0].last.count
      return [
        .time("\(effort.clients) clients connect to \(effort.rows) rows", fresh),
        .time("  CPU of the server", freshCPU),
        .time("\(effort.clients) clients reconnect, 10 changes missed", again),
        .bytes("  what each of them is sent", received),
      ]
    }
  }

  /// Start-up with a file of each form.
  func startUp() async throws -> [Figure] {
    var figures: [Figure] = []
    for form in BigFile.allCases {
      figures += try await withWorkspace { workspace in
        let file = workspace.path("big.db")
        try form.write(to: file, megabytes: effort.megabytes)
        let server = try await Server(side, in: workspace, file: file)
        // Once to have the file in memory on either side.
        _ = try Data(contentsOf: URL(filePath: file)).count
        let start = ContinuousClock.now
        try await server.start()
        let took = ContinuousClock.now - start
        return [
          .time("start-up, \(effort.megabytes) MB \(form)", took),
          .bytes("  memory then, \(form)", await server.program.residentMemory),
        ]
      }
    }
    return figures
  }
}

/// How much is done to measure.
struct Effort {
  var transactions: Int
  var rows: Int
  var clients: Int
  var changes: Int
  var megabytes: Int
}
