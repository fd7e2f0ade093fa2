import Client
import JSON
import OVSDB
import Session
import Testing

@Suite("The client's state machine, asked for other rows")
struct ConditionScriptTests {
  /// Of the table Animal no rows at first.
  private static var configuration: DatabaseClientConfiguration {
    var configuration = Zoo.configuration([.unix(path: "/db")])
    configuration.conditions = ["Animal": []]
    return configuration
  }

  /// From an attempt at a connection to where it asks for the rows, with requests numbered from `first`
  /// on.
  private static func connection(from first: Int) -> String {
    """
      log reconnect: info: unix:/db: connecting...
      connect unix:/db
    connected
      log reconnect: info: unix:/db: connected
      -> #\(first) get_schema ["_Server"]
    <- #\(first) error {"error":"unknown database"}
      -> #\(first + 1) get_schema ["Zoo"]
    <- #\(first + 1) schema 1.0.0
      schema Zoo 1.0.0
    """
  }

  /// From the end of a connection to where the next one asks for the rows.
  private static func reconnection(_ reason: String, _ line: String, from first: Int) -> String {
    """
      log reconnect: info: unix:/db: \(line)
      disconnected: \(reason)
      log reconnect: info: unix:/db: waiting 1 seconds before reconnect
    at 11
    \(connection(from: first))
    """
  }

  @Test("tells which rows are here before it is synchronised, and changes that as soon as it is")
  func beginsWithWanted() throws {
    try expect(
      """
      start
      \(Self.connection(from: 1))
        -> #3 monitor_cond_since ["Zoo","Zoo 1",{"Animal":[{"columns":["name"],"where":[false]}]},"00000000-0000-0000-0000-000000000000"]
      conditions {"Animal":["ant"]}
      <- #3 since new 1 {}
        contents update2 {}
        coverage {"Animal":[]}
        synchronised
        coverage {"Animal":[]}
        -> #4 monitor_cond_change ["Zoo 1","Zoo 1",{"Animal":[{"where":[["name","==","ant"]]}]}]
      <- update3 ["Zoo 1","1",{"Animal":{"22222222-2222-2222-2222-222222222222":{"insert":{"name":"ant"}}}}]
        update update2 {"Animal":{"22222222-2222-2222-2222-222222222222":{"insert":{"name":"ant"}}}}
      <- #4 result {}
        coverage {"Animal":[["name","==","ant"]]}
      """, Self.configuration)
  }

  @Test("has one change under way, during which only what both have is sure to be here")
  func oneAtATime() throws {
    try expect(
      """
      synchronised
      conditions {"Animal":["ant","bee"]}
        coverage {"Animal":[]}
        -> #6 monitor_cond_change ["Zoo 1","Zoo 1",{"Animal":[{"where":[["name","==","ant"],["name","==","bee"]]}]}]
      conditions {"Animal":["bee"]}
        coverage {"Animal":[]}
      conditions {"Animal":["bee","cat"]}
        coverage {"Animal":[]}
      <- #6 result {}
        coverage {"Animal":[["name","==","ant"],["name","==","bee"]]}
        coverage {"Animal":[["name","==","bee"]]}
        -> #7 monitor_cond_change ["Zoo 1","Zoo 1",{"Animal":[{"where":[["name","==","bee"],["name","==","cat"]]}]}]
      <- update3 ["Zoo 1","1",{"Animal":{"22222222-2222-2222-2222-222222222222":{"delete":null}}}]
        update update2 {"Animal":{"22222222-2222-2222-2222-222222222222":{"delete":null}}}
      <- #7 result {}
        coverage {"Animal":[["name","==","bee"],["name","==","cat"]]}
      conditions {"Animal":["bee","cat"]}
        coverage {"Animal":[["name","==","bee"],["name","==","cat"]]}
      conditions {}
        coverage {"Animal":[["name","==","bee"],["name","==","cat"]]}
        -> #8 monitor_cond_change ["Zoo 1","Zoo 1",{"Animal":[{"where":[true]}]}]
      <- #8 result {}
        coverage {}
      """, Self.configuration)
  }

  @Test("continues on the next connection with a change that was confirmed")
  func confirmed() throws {
    try expect(
      """
      synchronised
      conditions {"Animal":["ant"]}
        coverage {"Animal":[]}
        -> #6 monitor_cond_change ["Zoo 1","Zoo 1",{"Animal":[{"where":[["name","==","ant"]]}]}]
      <- #6 result {}
        coverage {"Animal":[["name","==","ant"]]}
      closed
      \(Self.reconnection("connection closed by peer", "connection closed by peer", from: 7))
        -> #9 monitor_cond_since ["Zoo","Zoo 2",{"Animal":[{"columns":["name"],"where":[["name","==","ant"]]}]},"00000000-0000-0000-0000-000000000001"]
      <- #9 since found 2 {}
        update update2 {}
        coverage {"Animal":[["name","==","ant"]]}
        synchronised
      """, Self.configuration)
  }

  @Test("begins anew on the next connection after a change that was not confirmed")
  func unconfirmed() throws {
    try expect(
      """
      synchronised
      conditions {"Animal":["ant"]}
        coverage {"Animal":[]}
        -> #6 monitor_cond_change ["Zoo 1","Zoo 1",{"Animal":[{"where":[["name","==","ant"]]}]}]
      <- update3 ["Zoo 1","00000000-0000-0000-0000-000000000001",{"Animal":{"22222222-2222-2222-2222-222222222222":{"insert":{"name":"ant"}}}}]
        update update2 {"Animal":{"22222222-2222-2222-2222-222222222222":{"insert":{"name":"ant"}}}}
      conditions {"Animal":["bee"]}
        coverage {"Animal":[]}
      cut
      \(Self.reconnection("Connection reset by peer", "connection dropped (Connection reset by peer)", from: 7))
        -> #9 monitor_cond_since ["Zoo","Zoo 2",{"Animal":[{"columns":["name"],"where":[["name","==","bee"]]}]},"00000000-0000-0000-0000-000000000000"]
      <- #9 since new 1 {}
        contents update2 {}
        coverage {"Animal":[["name","==","bee"]]}
        synchronised
      """, Self.configuration)
  }

  @Test("begins anew on the next connection if other rows are wanted by then")
  func changedMeanwhile() throws {
    try expect(
      """
      synchronised
      closed
        log reconnect: info: unix:/db: connection closed by peer
        disconnected: connection closed by peer
        log reconnect: info: unix:/db: waiting 1 seconds before reconnect
      conditions {"Animal":["ant"]}
      at 1
        log reconnect: info: unix:/db: connecting...
        connect unix:/db
      conditions {"Animal":["bee"]}
      connected
        log reconnect: info: unix:/db: connected
        -> #6 get_schema ["_Server"]
      <- #6 error {"error":"unknown database"}
        -> #7 get_schema ["Zoo"]
      conditions {"Animal":["cat"]}
      <- #7 schema 1.0.0
        schema Zoo 1.0.0
        -> #8 monitor_cond_since ["Zoo","Zoo 2",{"Animal":[{"columns":["name"],"where":[["name","==","cat"]]}]},"00000000-0000-0000-0000-000000000000"]
      """, Self.configuration)
  }

  @Test("connects anew when a change is refused, and begins there with what is wanted")
  func refused() throws {
    try expect(
      """
      synchronised
      conditions {"Animal":["ant"]}
        coverage {"Animal":[]}
        -> #6 monitor_cond_change ["Zoo 1","Zoo 1",{"Animal":[{"where":[["name","==","ant"]]}]}]
      <- #6 error "unknown method"
        close
        log ovsdb_cs: error: unix:/db: monitor_cond_change of Zoo failed: "unknown method"
        disconnected: monitor_cond_change of Zoo failed: "unknown method"
        log reconnect: info: unix:/db: waiting 1 seconds before reconnect
      at 1
      \(Self.connection(from: 7))
        -> #9 monitor_cond_since ["Zoo","Zoo 2",{"Animal":[{"columns":["name"],"where":[["name","==","ant"]]}]},"00000000-0000-0000-0000-000000000000"]
      """, Self.configuration)
  }

  @Test("sets up a new monitor with what is wanted, whatever is answered to the old one's change")
  func schemaChanged() throws {
    try expect(
      """
      synchronised
      conditions {"Animal":["ant"]}
        coverage {"Animal":[]}
        -> #6 monitor_cond_change ["Zoo 1","Zoo 1",{"Animal":[{"where":[["name","==","ant"]]}]}]
      <- monitor_canceled ["Zoo 1"]
        disconnected: server canceled the monitor of Zoo
        -> #7 get_schema ["Zoo"]
      <- #6 error {"error":"syntax error","details":"unknown monitor session"}
      <- #7 schema 1.0.1
        schema Zoo 1.0.1
        -> #8 monitor_cond_since ["Zoo","Zoo 3",{"Animal":[{"columns":["name"],"where":[["name","==","ant"]]}]},"00000000-0000-0000-0000-000000000000"]
      """, Self.configuration)
  }

  @Test("tells that all rows are here where the server cannot leave any out")
  func plain() throws {
    try expect(
      """
      start
      \(Self.connection(from: 1))
        -> #3 monitor_cond_since ["Zoo","Zoo 1",{"Animal":[{"columns":["name"],"where":[false]}]},"00000000-0000-0000-0000-000000000000"]
      <- #3 error "unknown method"
        -> #4 monitor_cond ["Zoo","Zoo 1",{"Animal":[{"columns":["name"],"where":[false]}]}]
      <- #4 error {"error":"unknown method"}
        -> #5 monitor ["Zoo","Zoo 1",{"Animal":[{"columns":["name"]}]}]
      <- #5 result {"Animal":{}}
        contents update {"Animal":{}}
        coverage {}
        synchronised
      conditions {"Animal":["ant"]}
        coverage {}
      """, Self.configuration)
  }
}
