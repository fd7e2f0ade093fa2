import Foundation
import Testbed

// Clients that monitor.
extension Measurements {
  /// A set of references, of which one more or less must not cost what the set does.
  func set() async throws -> [Figure] {
    try await withWorkspace { workspace in
      let server = try await Server(side, in: workspace)
      let connection = try await server.start()
      let size = effort.rows
      try connection.commit(Workload.ports(0..<size))
      var ports = Workload.uuids(in: connection.last)
      guard let set = ports.popLast() else {
        throw TestbedError.unexpectedReply(database: "OVN_Northbound", reply: "no UUID")
      }
      let monitors = try monitoring(server, 10, columns: #""ports""#)
      let count = 200
      let added = try await changes("one more in a set of \(size)", server, monitors, count) {
        try connection.commit(Workload.durable(Workload.addPort(size + $0, to: set)))
      }
      let removed = try await changes("one less in a set of \(size)", server, monitors, count) {
        try connection.commit(Workload.durable(Workload.removePort(ports[$0], from: set)))
      }
      return added + removed
    }
  }

  /// Makes changes, each of which all monitors are told; what one takes, and writes to the file.
  private func changes(
    _ name: String, _ server: Server, _ monitors: [Connection], _ count: Int,
    _ change: (Int) throws -> Void
  ) async throws -> [Figure] {
    let cpuBefore = await server.program.cpuTime
    let sizeBefore = try server.fileSize
    var times: [Duration] = []
    for number in 0..<count {
      let goal = monitors[0].texts + 1
      times.append(
        try ContinuousClock().measure {
          try change(number)
          try receive(monitors) { $0.texts >= goal }
        })
    }
    let cpu = await server.program.cpuTime - cpuBefore
    times.sort()
    return [
      .time("\(name), at \(monitors.count) monitors", times[times.count / 2]),
      .time("  \(name): CPU of it", cpu / count),
      .bytes("  \(name): bytes of the file", (try server.fileSize - sizeBefore) / count),
    ]
  }

  /// Every change to every client.
  func fanOut() async throws -> [Figure] {
    try await withWorkspace { workspace in
      let server = try await Server(side, in: workspace)
      let writer = try await server.start()
      try writer.commit(Workload.inserts(0..<1000))
      let monitors = try monitoring(server, effort.clients)
      let onDisk = try await changes("a change, on disk", server, monitors, effort.changes) {
        try writer.commit(Workload.durable(Workload.insert(10_000 + $0)))
      }
      let other = try await changes("a change, C's not on disk", server, monitors, effort.changes) {
        try writer.commit(Workload.insert(20_000 + $0))
      }
      return Array(onDisk.prefix(2)) + Array(other.prefix(2))
    }
  }

  /// Clients that each monitor all switches, from nothing or from a transaction on.
  private func monitoring(
    _ server: Server, _ count: Int, columns: String = #""name","external_ids""#,
    since transaction: String = Workload.unknownTransaction
  ) throws -> [Connection] {
    let clients = try (0..<count).map { _ in try Connection(unix: server.socket) }
    let parameters = Workload.monitor(columns, since: transaction)
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
      let rows = effort.rows / 4
      try writer.commit(Workload.inserts(0..<rows))
      var clients: [Connection] = []
      let cpuBefore = await server.program.cpuTime
      let fresh = try ContinuousClock().measure { clients = try monitoring(server, effort.clients) }
      let freshCPU = await server.program.cpuTime - cpuBefore
      guard let transaction = Workload.transaction(in: clients[0].last) else {
        throw TestbedError.unexpectedReply(
          database: "OVN_Northbound",
          reply: String(decoding: clients[0].last.prefix(200), as: UTF8.self))
      }
      clients = []
      for number in 0..<10 { try writer.commit(Workload.insert(900_000 + number)) }
      let again = try ContinuousClock().measure {
        clients = try monitoring(server, effort.clients, since: transaction)
      }
      // A server that has the history sends the ten rows, another one all of them.
      let received = clients[0].last.count
      return [
        .time("\(effort.clients) clients connect to \(rows) rows", fresh),
        .time("  CPU of the server", freshCPU),
        .time("\(effort.clients) clients reconnect, 10 changes missed", again),
        .bytes("  what each of them is sent", received),
      ]
    }
  }
}
