import JSON
import Testbed
import Testing

@Suite("Attackers over every transport", .timeLimit(.minutes(3)))
struct AttackTests {
  typealias Transport = BesiegedServer.Transport

  @Test(
    "that say nothing, or half of it, by the thousand, leave room", arguments: Transport.allCases)
  func crowds(transport: Transport) async throws {
    try await besiege { besieged in
      try await besieged.attack(transport, "silent", count: 2000)
      #expect(try await besieged.isServing())
      try await besieged.attack(transport, "half", count: transport == .ssl ? 300 : 2000)
      #expect(try await besieged.isServing())
    } growth: {
      $0 < 150
    }
  }

  @Test("that are more than files may be open make way", arguments: Transport.allCases)
  func openFiles(transport: Transport) async throws {
    try await besiege(openFiles: 128) { besieged in
      let good = try RawClient(besieged.server.socket)
      #expect(try good.call("list_dbs", []).reply["result"] == ["OVN_Northbound", "_Server"])
      let crowd = try await besieged.attack(transport, "silent", count: 400)
      #expect(try good.call("list_dbs", []).reply["result"] == ["OVN_Northbound", "_Server"])
      #expect(try await besieged.isServing())
      // It does not try and try to accept what it cannot.
      let before = await besieged.server.program.cpuTime
      for number in Int64(0)..<50 {
        #expect(try good.call("echo", [.integer(number)]).reply["result"] == [.integer(number)])
        try await Task.sleep(for: .milliseconds(10))
      }
      let used = await besieged.server.program.cpuTime - before
      #expect(used < .milliseconds(300), "\(used)")
      await crowd.kill()
      #expect(try await besieged.isServing())
    }
  }

  @Test("that never read cost little", arguments: Transport.allCases, ["unread", "echo", "flood"])
  func neverRead(transport: Transport, mode: String) async throws {
    try await besiege { besieged in
      let good = try RawClient(besieged.server.socket)
      let text = JSON.string(String(repeating: "x", count: 1 << 20))
      _ = try good.call(
        "transact",
        ["OVN_Northbound", ["op": "insert", "table": "Address_Set", "row": ["name": text]]])
      try await besieged.attack(transport, mode, count: 500)
      for number in Int64(0)..<20 {
        #expect(try good.call("echo", [.integer(number)]).reply["result"] == [.integer(number)])
      }
      #expect(try await besieged.isServing())
    } growth: {
      $0 < 60
    }
  }

  @Test("with messages without end go before memory does")
  func hoarders() async throws {
    try await besiege { besieged in
      var programs: [Program] = []
      for transport in Transport.allCases {
        programs.append(try await besieged.attack(transport, "hoard", count: 45))
      }
      #expect(try await besieged.isServing())
      let peak = await besieged.server.program.peakMemory >> 20
      #expect(peak < 2000, "\(peak) MiB")
      for program in programs { await program.kill() }
      try await waitUntil("what they had sent is let go") {
        await besieged.server.program.residentMemory < 300 << 20
      }
    } growth: { _ in
      true
    }
  }

  @Test("that let transactions wait without end are refused at last")
  func waits() async throws {
    try await besiege { besieged in
      let attack = try await besieged.attack(.tcp, "waits", count: 1500)
      #expect(attack.output.contains("refused 500\n"))
      #expect(try await besieged.isServing())
    } growth: {
      $0 < 60
    }
  }

  @Test(
    "with a transaction of very many operations get their answer", arguments: Transport.allCases)
  func manyOperations(transport: Transport) async throws {
    try await besiege { besieged in
      let attack = try await besieged.attack(transport, "million", count: 100_000)
      #expect(attack.output.contains("answered 300032\n"), "\(attack.output)")
      #expect(try await besieged.isServing())
    } growth: {
      $0 < 200
    }
  }

  /// Does something to a server that must survive it, and whose memory must grow within bounds, in
  /// MiB.
  private func besiege(
    openFiles: Int? = nil, _ body: (BesiegedServer) async throws -> Void,
    growth isAllowed: (Int) -> Bool = { $0 < 60 }
  ) async throws {
    try await withWorkspace { folder in
      let besieged = try await BesiegedServer(in: folder, openFiles: openFiles)
      #expect(try await besieged.isServing())
      let process = try #require(await besieged.server.program.processIdentifier)
      let before = try residentMegabytes(of: process)
      try await body(besieged)
      let growth = try residentMegabytes(of: process) - before
      #expect(isAllowed(growth), "\(growth) MiB")
      let isRunning = await besieged.server.program.isRunning
      #expect(isRunning)
    }
  }
}
