import Foundation
import Testbed

/// What is measured, on one side's server.
struct Measurements {
  var side: Side
  var effort: Effort

  /// Small transactions, one row each, of few clients and of many.
  func small() async throws -> [Figure] {
    try await withWorkspace { workspace in
      let server = try await Server(side, in: workspace)
      let first = try await server.start()
      for number in 0..<200 { try first.commit(Workload.insert(number)) }
      var figures: [Figure] = []
      for clients in [1, 8, 50] {
        let name = "\(clients) client\(clients == 1 ? "" : "s"), small transactions"
        figures += try await small("\(name), on disk", server, clients) {
          Workload.durable(Workload.insert($0))
        }
        figures += try await small("\(name), C's not on disk", server, clients, Workload.insert)
      }
      return figures
    }
  }

  private func small(
    _ name: String, _ server: Server, _ clients: Int, _ operations: (Int) -> String
  ) async throws -> [Figure] {
    let connections = try (0..<clients).map { _ in try Connection(unix: server.socket) }
    let count = effort.transactions * (clients == 1 ? 1 : 4)
    let cpuBefore = await server.program.cpuTime
    let time = try ContinuousClock().measure {
      try keepBusy(connections, count: count, operations)
    }
    let cpu = await server.program.cpuTime - cpuBefore
    return [.rate(name, count, in: time), .time("  \(name): CPU of each", cpu / count)]
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

  /// One transaction of many rows, and memory.
  func large() async throws -> [Figure] {
    try await withWorkspace { workspace in
      let server = try await Server(side, in: workspace)
      let connection = try await server.start()
      let rows = effort.rows
      let before = await server.program.residentMemory
      let cpuBefore = await server.program.cpuTime
      let first = Workload.durable(Workload.inserts(0..<rows))
      let one = try ContinuousClock().measure { try connection.commit(first) }
      let cpu = await server.program.cpuTime - cpuBefore
      for part in 1..<5 {
        try connection.commit(Workload.inserts(part * rows..<(part + 1) * rows))
      }
      let (after, peak) = await (server.program.residentMemory, server.program.peakMemory)
      return [
        .time("one transaction of \(rows) rows, on disk", one),
        .time("  CPU of it", cpu),
        .bytes("memory per row, of \(5 * rows)", (after - before) / (5 * rows)),
        .bytes("  at its peak", (peak - before) / (5 * rows)),
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
          .time("  \(form): CPU of it", await server.program.cpuTime),
          .bytes("  \(form): memory at its peak", await server.program.peakMemory),
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
