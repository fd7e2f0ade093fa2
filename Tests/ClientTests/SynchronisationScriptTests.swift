import Client
import JSON
import OVSDB
import Session
import Testing

@Suite("The client's state machine, synchronising")
struct SynchronisationScriptTests {
  @Test("asks the server about itself, then for the schema, then for the rows")
  func synchronises() throws {
    try expect(
      """
      start
        log reconnect: info: unix:/db: connecting...
        connect unix:/db
      connected
        log reconnect: info: unix:/db: connected
        -> #1 get_schema ["_Server"]
      <- #1 server-schema
        -> #2 set_db_change_aware [true]
        -> #3 monitor_cond ["_Server","_Server",{"Database":[{"columns":["name","model","connected","leader","schema","cid","index"],"where":[["name","==","Zoo"]]}]}]
      <- #2 result {}
      <- #3 standalone
        -> #4 get_schema ["Zoo"]
      <- #4 schema 1.0.0
        schema Zoo 1.0.0
        -> #5 monitor_cond_since ["Zoo","Zoo 1",{"Animal":[{"columns":["name"]}]},"00000000-0000-0000-0000-000000000000"]
      <- #5 since new 1 {}
        contents update2 {}
        synchronised
      <- update3 ["Zoo 1","2",{"Animal":{"22222222-2222-2222-2222-222222222222":{"insert":{"name":"ant"}}}}]
        update update2 {"Animal":{"22222222-2222-2222-2222-222222222222":{"insert":{"name":"ant"}}}}
      """)
  }

  @Test("continues after the last transaction it has seen")
  func continues() throws {
    try expect(
      """
      synchronised
      <- update3 ["Zoo 1","00000000-0000-0000-0000-000000000002",{}]
        update update2 {}
      at 10
      closed
        log reconnect: info: unix:/db: connection closed by peer
        disconnected: connection closed by peer
        log reconnect: info: unix:/db: waiting 1 seconds before reconnect
      at 11
        log reconnect: info: unix:/db: connecting...
        connect unix:/db
      connected
        log reconnect: info: unix:/db: connected
        -> #6 get_schema ["_Server"]
      <- #6 server-schema
        -> #7 set_db_change_aware [true]
        -> #8 monitor_cond ["_Server","_Server",{"Database":[{"columns":["name","model","connected","leader","schema","cid","index"],"where":[["name","==","Zoo"]]}]}]
      <- #8 standalone
        -> #9 get_schema ["Zoo"]
      <- #9 schema 1.0.0
        schema Zoo 1.0.0
        -> #10 monitor_cond_since ["Zoo","Zoo 2",{"Animal":[{"columns":["name"]}]},"00000000-0000-0000-0000-000000000002"]
      <- #10 since found 3 {"Animal":{}}
        update update2 {"Animal":{}}
        synchronised
      """)
  }

  @Test("begins anew where the server has forgotten the transaction, or the schema is another")
  func beginsAnew() throws {
    try expect(
      """
      synchronised
      at 10
      closed
        log reconnect: info: unix:/db: connection closed by peer
        disconnected: connection closed by peer
        log reconnect: info: unix:/db: waiting 1 seconds before reconnect
      at 11
        log reconnect: info: unix:/db: connecting...
        connect unix:/db
      connected
        log reconnect: info: unix:/db: connected
        -> #6 get_schema ["_Server"]
      <- #6 server-schema
        -> #7 set_db_change_aware [true]
        -> #8 monitor_cond ["_Server","_Server",{"Database":[{"columns":["name","model","connected","leader","schema","cid","index"],"where":[["name","==","Zoo"]]}]}]
      <- #8 standalone
        -> #9 get_schema ["Zoo"]
      <- #9 schema 1.0.0
        schema Zoo 1.0.0
        -> #10 monitor_cond_since ["Zoo","Zoo 2",{"Animal":[{"columns":["name"]}]},"00000000-0000-0000-0000-000000000001"]
      <- #10 since new 3 {"Animal":{}}
        contents update2 {"Animal":{}}
        synchronised
      at 20
      closed
        log reconnect: info: unix:/db: connection closed by peer
        disconnected: connection closed by peer
        log reconnect: info: unix:/db: waiting 1 seconds before reconnect
      at 21
        log reconnect: info: unix:/db: connecting...
        connect unix:/db
      connected
        log reconnect: info: unix:/db: connected
        -> #11 get_schema ["_Server"]
      <- #11 server-schema
        -> #12 set_db_change_aware [true]
        -> #13 monitor_cond ["_Server","_Server",{"Database":[{"columns":["name","model","connected","leader","schema","cid","index"],"where":[["name","==","Zoo"]]}]}]
      <- #13 standalone
        -> #14 get_schema ["Zoo"]
      <- #14 schema 1.0.1
        schema Zoo 1.0.1
        -> #15 monitor_cond_since ["Zoo","Zoo 3",{"Animal":[{"columns":["name"]}]},"00000000-0000-0000-0000-000000000000"]
      """)
  }

  @Test("falls back to the methods that an older server knows")
  func fallsBack() throws {
    try expect(
      """
      start
        log reconnect: info: unix:/db: connecting...
        connect unix:/db
      connected
        log reconnect: info: unix:/db: connected
        -> #1 get_schema ["_Server"]
      <- #1 error {"error":"unknown database","details":"_Server"}
        -> #2 get_schema ["Zoo"]
      <- #2 schema 1.0.0
        schema Zoo 1.0.0
        -> #3 monitor_cond_since ["Zoo","Zoo 1",{"Animal":[{"columns":["name"]}]},"00000000-0000-0000-0000-000000000000"]
      <- #3 error "unknown method"
        -> #4 monitor_cond ["Zoo","Zoo 1",{"Animal":[{"columns":["name"]}]}]
      <- #4 error {"error":"unknown method"}
        -> #5 monitor ["Zoo","Zoo 1",{"Animal":[{"columns":["name"]}]}]
      <- #5 result {"Animal":{}}
        contents update {"Animal":{}}
        synchronised
      <- update ["Zoo 1",{"Animal":{"22222222-2222-2222-2222-222222222222":{"new":{"name":"ant"}}}}]
        update update {"Animal":{"22222222-2222-2222-2222-222222222222":{"new":{"name":"ant"}}}}
      """)
  }

  @Test("asks for the rows of which a condition holds, where the server can tell them apart")
  func conditions() throws {
    var configuration = Zoo.configuration([.unix(path: "/db")])
    configuration.conditions = ["Animal": [Condition("name", .notEqual, "ant")]]
    try expect(
      """
      start
        log reconnect: info: unix:/db: connecting...
        connect unix:/db
      connected
        log reconnect: info: unix:/db: connected
        -> #1 get_schema ["_Server"]
      <- #1 error {"error":"unknown database","details":"_Server"}
        -> #2 get_schema ["Zoo"]
      <- #2 schema 1.0.0
        schema Zoo 1.0.0
        -> #3 monitor_cond_since ["Zoo","Zoo 1",{"Animal":[{"columns":["name"],"where":[["name","!=","ant"]]}]},"00000000-0000-0000-0000-000000000000"]
      <- #3 error "unknown method"
        -> #4 monitor_cond ["Zoo","Zoo 1",{"Animal":[{"columns":["name"],"where":[["name","!=","ant"]]}]}]
      <- #4 error {"error":"unknown method"}
        -> #5 monitor ["Zoo","Zoo 1",{"Animal":[{"columns":["name"]}]}]
      """, configuration)
  }

  @Test("uses differences with a server that cannot continue")
  func usesDifferences() throws {
    try expect(
      """
      start
        log reconnect: info: unix:/db: connecting...
        connect unix:/db
      connected
        log reconnect: info: unix:/db: connected
        -> #1 get_schema ["_Server"]
      <- #1 server-schema
        -> #2 set_db_change_aware [true]
        -> #3 monitor_cond ["_Server","_Server",{"Database":[{"columns":["name","model","connected","leader","schema","cid","index"],"where":[["name","==","Zoo"]]}]}]
      <- #3 standalone
        -> #4 get_schema ["Zoo"]
      <- #4 schema 1.0.0
        schema Zoo 1.0.0
        -> #5 monitor_cond_since ["Zoo","Zoo 1",{"Animal":[{"columns":["name"]}]},"00000000-0000-0000-0000-000000000000"]
      <- #5 error "unknown method"
        -> #6 monitor_cond ["Zoo","Zoo 1",{"Animal":[{"columns":["name"]}]}]
      <- #6 result {}
        contents update2 {}
        synchronised
      <- update2 ["Zoo 1",{"Animal":{"22222222-2222-2222-2222-222222222222":{"delete":null}}}]
        update update2 {"Animal":{"22222222-2222-2222-2222-222222222222":{"delete":null}}}
      at 10
      closed
        log reconnect: info: unix:/db: connection closed by peer
        disconnected: connection closed by peer
        log reconnect: info: unix:/db: waiting 1 seconds before reconnect
      at 11
        log reconnect: info: unix:/db: connecting...
        connect unix:/db
      connected
        log reconnect: info: unix:/db: connected
        -> #7 get_schema ["_Server"]
      <- #7 server-schema
        -> #8 set_db_change_aware [true]
        -> #9 monitor_cond ["_Server","_Server",{"Database":[{"columns":["name","model","connected","leader","schema","cid","index"],"where":[["name","==","Zoo"]]}]}]
      <- #9 standalone
        -> #10 get_schema ["Zoo"]
      <- #10 schema 1.0.0
        schema Zoo 1.0.0
        -> #11 monitor_cond_since ["Zoo","Zoo 2",{"Animal":[{"columns":["name"]}]},"00000000-0000-0000-0000-000000000000"]
      """)
  }

  @Test("needs no rows to be synchronised")
  func monitorsNothing() throws {
    var configuration = Zoo.configuration([.unix(path: "/db")])
    configuration.monitored = { _ in [:] }
    try expect(
      """
      start
        log reconnect: info: unix:/db: connecting...
        connect unix:/db
      transact
        transaction 1 failed: not connected
      connected
        log reconnect: info: unix:/db: connected
        -> #1 get_schema ["_Server"]
      <- #1 server-schema
        -> #2 set_db_change_aware [true]
        -> #3 monitor_cond ["_Server","_Server",{"Database":[{"columns":["name","model","connected","leader","schema","cid","index"],"where":[["name","==","Zoo"]]}]}]
      <- #3 standalone
        -> #4 get_schema ["Zoo"]
      <- #4 schema 1.0.0
        schema Zoo 1.0.0
        synchronised
      transact
        -> #5 transact ["Zoo",{"comment":"hello","op":"comment"}]
      <- #5 result [{}]
        transaction 2 committed
      """, configuration)
  }

  @Test("waits for a database that is to come, and notices when it goes")
  func waits() throws {
    try expect(
      """
      start
        log reconnect: info: unix:/db: connecting...
        connect unix:/db
      connected
        log reconnect: info: unix:/db: connected
        -> #1 get_schema ["_Server"]
      <- #1 server-schema
        -> #2 set_db_change_aware [true]
        -> #3 monitor_cond ["_Server","_Server",{"Database":[{"columns":["name","model","connected","leader","schema","cid","index"],"where":[["name","==","Zoo"]]}]}]
      <- #3 nothing
        log ovsdb_cs: warning: server does not have database Zoo; waiting for it
      <- update2 ["_Server",{"Database":{"11111111-1111-1111-1111-111111111111":{"insert":{"name":"Zoo","model":"standalone","connected":true,"leader":true}}}}]
        -> #4 get_schema ["Zoo"]
      <- #4 schema 1.0.0
        schema Zoo 1.0.0
        -> #5 monitor_cond_since ["Zoo","Zoo 2",{"Animal":[{"columns":["name"]}]},"00000000-0000-0000-0000-000000000000"]
      <- #5 since new 1 {}
        contents update2 {}
        synchronised
      <- monitor_canceled ["Zoo 2"]
        disconnected: server canceled the monitor of Zoo
        -> #6 get_schema ["Zoo"]
      <- update2 ["_Server",{"Database":{"11111111-1111-1111-1111-111111111111":{"delete":null}}}]
        log ovsdb_cs: warning: server does not have database Zoo; waiting for it
      <- #6 error "unknown database"
      <- update2 ["_Server",{"Database":{"33333333-3333-3333-3333-333333333333":{"insert":{"name":"Zoo","model":"standalone","connected":true,"leader":true}}}}]
        -> #7 get_schema ["Zoo"]
      """)
  }

  @Test("starts over when the schema is converted, on the same connection")
  func converts() throws {
    try expect(
      """
      synchronised
      lock keys
        -> #6 lock ["keys"]
      <- #6 result {"locked":true}
        lock owned
      <- update2 ["_Server",{"Database":{"11111111-1111-1111-1111-111111111111":{"modify":{"schema":"{\\"name\\":\\"Zoo\\",\\"version\\":\\"2.0.0\\",\\"tables\\":{}}"}}}}]
        -> #7 monitor_cancel ["Zoo 1"]
        disconnected: schema of Zoo changed
        log ovsdb_cs: info: schema of Zoo changed
        -> #8 get_schema ["Zoo"]
      <- monitor_canceled ["Zoo 1"]
      <- #7 result {}
      <- #8 schema 2.0.0
        schema Zoo 2.0.0
        -> #9 monitor_cond_since ["Zoo","Zoo 2",{"Animal":[{"columns":["name"]}]},"00000000-0000-0000-0000-000000000000"]
      <- #9 since new 1 {}
        contents update2 {}
        synchronised
      <- update2 ["_Server",{"Database":{"11111111-1111-1111-1111-111111111111":{"modify":{"index":7}}}}]
      """)
  }

  @Test("starts over when the server cancels the monitor")
  func isCanceled() throws {
    try expect(
      """
      synchronised
      transact
        -> #6 transact ["Zoo",{"comment":"hello","op":"comment"}]
      <- monitor_canceled ["Zoo 1"]
        disconnected: server canceled the monitor of Zoo
        -> #7 get_schema ["Zoo"]
      <- #6 error "canceled"
        transaction 1 failed: canceled
      <- update3 ["Zoo 1","00000000-0000-0000-0000-000000000009",{}]
        log ovsdb_cs: debug: update3 of unknown monitor "Zoo 1"
      <- #7 schema 1.0.0
        schema Zoo 1.0.0
        -> #8 monitor_cond_since ["Zoo","Zoo 3",{"Animal":[{"columns":["name"]}]},"00000000-0000-0000-0000-000000000001"]
      <- #8 since new 1 {}
        contents update2 {}
        synchronised
      """)
  }
}
