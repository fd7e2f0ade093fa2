import JSON
import Testbed
import Testing

@Suite("A client that does not behave", .timeLimit(.minutes(2)))
struct HostileClientTests {
  @Test(
    "is disconnected, and no other",
    arguments: [
      "}", "[1]", "5 ", #"{"a":1}"#, #"{"id":1,"method":5,"params":[]}"#,
      #"{"id":1,"method":"echo","params":{}}"#, #"{"id":77,"result":1,"error":null}"#, "\u{0}",
      String(repeating: "[", count: 5000), #"{"id":1e999,"method":"echo","params":[]}"#,
    ])
  func nonsense(text: String) async throws {
    try await withServer(schemaFile: InstalledSchema.northbound) { server in
      let (good, bad) = (try RawClient(server.socket), try RawClient(server.socket))
      #expect(try good.call("list_dbs", []).reply["result"] == ["OVN_Northbound", "_Server"])
      try bad.send(text: text)
      #expect(throws: RawClient.Failure.self) { try bad.receive() }
      #expect(try good.call("list_dbs", []).reply["result"] == ["OVN_Northbound", "_Server"])
    }
  }

  @Test("and never reads costs little, and is told everything when it does")
  func neverReads() async throws {
    try await withServer(schemaFile: InstalledSchema.northbound) { server in
      let (good, bad) = (try RawClient(server.socket), try RawClient(server.socket))
      let text = JSON.string(String(repeating: "x", count: 1 << 20))
      _ = try good.call(
        "transact",
        [
          "OVN_Northbound",
          ["op": "insert", "table": "Address_Set", "row": ["name": text]],
        ])
      let identifier = try #require(await server.program.processIdentifier)
      let before = try residentMegabytes(of: identifier)
      // 64 MiB of replies.
      for _ in 0..<64 {
        try bad.send(
          text: #"{"id":1,"method":"monitor","params":["OVN_Northbound",null,{"Address_Set":{}}]}"#)
        try bad.send(text: #"{"id":2,"method":"monitor_cancel","params":[null]}"#)
      }
      for number in Int64(0)..<20 {
        let reply = try good.call("echo", [.integer(number)]).reply
        #expect(reply["result"] == [.integer(number)])
      }
      let growth = try residentMegabytes(of: identifier) - before
      #expect(growth < 24, "\(growth) MiB")
      for _ in 0..<64 {
        #expect(try bad.receive()["id"] == 1)
        #expect(try bad.receive()["id"] == 2)
      }
    }
  }

  @Test("and leaves five hundred requests half sent leaves room for others")
  func crowd() async throws {
    try await withServer(schemaFile: InstalledSchema.northbound) { server in
      let crowd = try (0..<500).map { _ in try RawClient(server.socket) }
      for client in crowd { try client.send(text: #"{"id":1,"method":"ec"#) }
      let good = try RawClient(server.socket)
      #expect(try good.call("echo", [1]).reply["result"] == [1])
      for client in crowd {
        try client.send(text: #"ho","params":[2]}"#)
        #expect(try client.receive()["result"] == [2])
      }
    }
  }
}
