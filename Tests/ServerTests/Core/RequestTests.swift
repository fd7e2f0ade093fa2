import JSON
import Testing

@testable import Server

@Suite("The core answers")
struct RequestTests {
  @Test("bad requests in the real server's words", arguments: BadRequest.all)
  func refuses(request: BadRequest) throws {
    let script = try CoreScript()
    let session = script.open()
    script.call(session, "monitor_cond", ["Zoo", "taken", ["Animal": ["columns": ["name"]]]])
    let error = try JSON(parsing: request.error)
    #expect(
      script.call(session, request.method, try JSON(parsing: request.parameters))
        == ["1 <- error \(error)"])
  }

  @Test("a wait when it is fulfilled")
  func waits() throws {
    let script = try CoreScript()
    let (waiter, writer) = (script.open(), script.open())
    #expect(script.call(waiter, "transact", Self.wait(milliseconds: 1000)) == [])
    #expect(script.core.deadline == .seconds(1))
    let actions = script.call(writer, "transact", CoreScript.insert("ant"))
    #expect(actions.last == "1 <- [{}]")
    #expect(script.core.waitingCount == 0)
  }

  @Test("a wait when its time is over")
  func timesOut() throws {
    let script = try CoreScript()
    let waiter = script.open()
    #expect(script.call(waiter, "transact", Self.wait(milliseconds: 1000)) == [])
    #expect(script.advance(to: .milliseconds(999)) == [])
    #expect(
      script.advance(to: .seconds(1)) == [
        #"1 <- [{"details":"\"wait\" timed out after 1000 ms","error":"timed out"}]"#
      ])
  }

  @Test("that a transaction was cancelled")
  func cancels() throws {
    let script = try CoreScript()
    let waiter = script.open()
    _ = script.call(waiter, "transact", Self.wait(milliseconds: nil))
    #expect(script.notify(waiter, "cancel", [99]) == [])
    #expect(script.notify(waiter, "cancel", [2]) == [#"1 <- error "canceled""#])
  }

  @Test("nothing to a session that is gone, whose locks and waits are too")
  func closes() throws {
    let script = try CoreScript()
    let (first, second) = (script.open(), script.open())
    script.call(first, "lock", ["gate"])
    script.call(second, "lock", ["gate"])
    script.call(first, "transact", Self.wait(milliseconds: nil))
    script.core.close(first)
    #expect(script.actions() == [#"2 <- locked ["gate"]"#])
    #expect(script.core.waitingCount == 0)
  }

  private static func wait(milliseconds: Int64?) -> JSON {
    var operation: [String: JSON] = [
      "op": "wait", "table": "Animal", "where": [], "columns": ["name"], "until": "==",
      "rows": [["name": "ant"]],
    ]
    if let milliseconds { operation["timeout"] = .integer(milliseconds) }
    return ["Zoo", .object(operation)]
  }
}

@Suite("Databases that change")
struct DatabaseChangeTests {
  @Test("cancel the monitors of those who understand, and disconnect the others")
  func conversion() throws {
    let script = try CoreScript()
    let (aware, unaware) = (script.open(), script.open(isAware: false))
    for session in [aware, unaware] {
      script.call(session, "monitor", ["Zoo", "m", ["Animal": [:]]])
    }
    let schema = try JSON(parsing: CoreScript.schema)
    #expect(
      script.call(aware, "convert", ["Zoo", schema]) == [
        "replace Zoo", #"1 <- monitor_canceled ["m"]"#, "1 <- {}", "close 2",
      ])
  }

  @Test("are rows of _Server")
  func rows() throws {
    let script = try CoreScript()
    let session = script.open()
    script.call(
      session, "monitor", ["_Server", "s", ["Database": ["columns": ["name", "leader"]]]])
    #expect(script.core.remove("Zoo", script.time))
    let actions = script.actions()
    #expect(actions.count == 1)
    #expect(actions.first?.hasPrefix(#"1 <- update ["s",{"Database":"#) == true)
    #expect(actions.first?.contains(#""old":{"leader":true,"name":"Zoo"}"#) == true)
    #expect(script.call(session, "list_dbs", []) == [#"1 <- ["_Server"]"#])
  }
}
