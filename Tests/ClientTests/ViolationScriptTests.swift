import Client
import Session
import Testing

@Suite("The client's state machine, with a server that breaks the protocol")
struct ViolationScriptTests {
  @Test(
    "drops the connection with one error in the log, and pauses",
    arguments: [
      (#"<- #77 result {}"#, "reply to a request that was not sent, 77"),
      (#"<- update3 ["Zoo 1"]"#, "update3 does not have 3 parameters"),
      (#"<- update3 ["Zoo 1",7,{}]"#, "update3 has no transaction ID"),
      (#"<- update3 ["Zoo 1","1",[]]"#, "updates are not an object"),
      (#"<- update2 ["Zoo 1",{"Plant":{}}]"#, "update of table Plant, which is not monitored"),
      (#"<- update2 ["Zoo 1",{"Animal":[]}]"#, "update of table Animal is not an object"),
      (
        #"<- update2 ["Zoo 1",{"Animal":{"1":7}}]"#,
        "table Animal, row 1: update is not an object, or is empty"
      ),
      (
        #"<- update2 ["Zoo 1",{"Animal":{"1":{}}}]"#,
        "table Animal, row 1: update is not an object, or is empty"
      ),
      (
        #"<- update2 ["Zoo 1",{"Animal":{"1":{"new":{}}}}]"#,
        #"table Animal, row 1: unknown kind of update "new""#
      ),
      (
        #"<- update2 ["Zoo 1",{"Animal":{"1":{"insert":[]}}}]"#,
        "table Animal, row 1: row is not an object"
      ),
      (
        #"<- update2 ["Zoo 1",{"Animal":{"1":{"insert":{"wings":2}}}}]"#,
        "table Animal, row 1: column wings is not monitored"
      ),
      (#"<- update2 ["_Server",[]]"#, "updates of _Server are not an object"),
      (
        #"<- update2 ["_Server",{"Database":{"1":{"insert":{"name":7}}}}]"#,
        "_Server table Database: column name: expected a string, found 7"
      ),
      (
        #"<- update2 ["_Server",{"Database":{"1":{"insert":{"size":7}}}}]"#,
        "_Server table Database: column size was not asked for"
      ),
      (#"<- locked []"#, "locked names no lock"),
      (#"<- monitor_canceled []"#, "monitor_canceled has no parameters"),
      ("garbage", "error parsing stream: unexpected '<' at byte 0"),
    ])
  func drops(input: String, reason: String) throws {
    let log = input == "garbage" ? "jsonrpc" : "ovsdb_cs"
    let close = input == "garbage" ? "" : "  close\n"
    try expect(
      """
      synchronised
      \(input)
      \(close)  log \(log): error: unix:/db: \(reason)
        disconnected: \(reason)
        log reconnect: info: unix:/db: waiting 1 seconds before reconnect
      """)
  }

  @Test(
    "drops it before the rows were told too",
    arguments: [
      (["<- #1 result 7"], "schema of _Server: a database schema must be an object"),
      (["<- #1 server-schema", "<- #3 result []"], "updates of _Server are not an object"),
      (
        ["<- #1 server-schema", "<- #3 standalone", "<- #4 result {}"],
        "schema of Zoo: \"name\" must be a valid name"
      ),
      (
        [
          "<- #1 server-schema", "<- #3 standalone",
          #"<- #4 result {"name":"Other","version":"1.0.0","tables":{}}"#,
        ], "schema of Zoo has the name Other"
      ),
      (
        ["<- #1 server-schema", "<- #3 standalone", "<- #4 schema 1.0.0", "<- #5 result []"],
        "result of monitor_cond_since is malformed"
      ),
      (
        [
          "<- #1 server-schema", "<- #3 standalone", "<- #4 schema 1.0.0",
          #"<- #5 error {"error":"syntax error"}"#,
        ], "monitor_cond_since of Zoo failed: {\"error\":\"syntax error\"}"
      ),
    ])
  func dropsEarly(inputs: [String], reason: String) throws {
    let script = (["start", "connected"] + inputs).joined(separator: "\n")
    let played = try Script.play(script, Zoo.configuration([.unix(path: "/db")]))
    let errors = played.split(separator: "\n").filter { $0.contains(": error: ") }
    #expect(errors == ["  log ovsdb_cs: error: unix:/db: \(reason)"])
    #expect(played.hasSuffix("waiting 1 seconds before reconnect"))
  }

  @Test("ignores what it need not understand")
  func ignores() throws {
    try expect(
      """
      synchronised
      <- request dance
        log jsonrpc: debug: server asked for unknown method "dance"
        -> {"error":"unknown method","id":"them","result":null}
      <- music ["loud"]
        log jsonrpc: debug: server sent unknown notification "music"
      <- update3 ["Zoo 99","00000000-0000-0000-0000-000000000009",{}]
        log ovsdb_cs: debug: update3 of unknown monitor "Zoo 99"
      <- stolen ["doors"]
      """)
  }
}
