import Client
import Session
import Testing

@Suite("The client's state machine, connecting")
struct ConnectionScriptTests {
  private static let cluster = Zoo.configuration([
    .tcp(host: "a", port: 1), .tcp(host: "b", port: 1),
  ])

  @Test("goes from server to server until one is the leader")
  func findsLeader() throws {
    try expect(
      """
      start
        log reconnect: info: tcp:a:1: connecting...
        connect tcp:a:1
      connected
        log reconnect: info: tcp:a:1: connected
        -> #1 get_schema ["_Server"]
      <- #1 server-schema
        -> #2 set_db_change_aware [true]
        -> #3 monitor_cond ["_Server","_Server",{"Database":[{"columns":["name","model","connected","leader","schema","cid","index"],"where":[["name","==","Zoo"]]}]}]
      <- #3 clustered connected
        close
        log ovsdb_cs: info: tcp:a:1: clustered database server is not cluster leader; trying another server
        log reconnect: info: tcp:b:1: connecting...
        connect tcp:b:1
      connected
        log reconnect: info: tcp:b:1: connected
        -> #4 get_schema ["_Server"]
      <- #4 server-schema
        -> #5 set_db_change_aware [true]
        -> #6 monitor_cond ["_Server","_Server",{"Database":[{"columns":["name","model","connected","leader","schema","cid","index"],"where":[["name","==","Zoo"]]}]}]
      <- #6 clustered leader
        close
        log ovsdb_cs: info: tcp:b:1: clustered database server is disconnected from cluster; trying another server
        log reconnect: info: tcp:b:1: waiting 1 seconds before reconnect
      at 1
        log reconnect: info: tcp:a:1: connecting...
        connect tcp:a:1
      connected
        log reconnect: info: tcp:a:1: connected
        -> #7 get_schema ["_Server"]
      <- #7 server-schema
        -> #8 set_db_change_aware [true]
        -> #9 monitor_cond ["_Server","_Server",{"Database":[{"columns":["name","model","connected","leader","schema","cid","index"],"where":[["name","==","Zoo"]]}]}]
      <- #9 clustered connected leader
        -> #10 get_schema ["Zoo"]
      """, Self.cluster)
  }

  @Test("leaves a server that loses the leadership, and one that is behind")
  func failsOver() throws {
    try expect(
      """
      start
        log reconnect: info: tcp:a:1: connecting...
        connect tcp:a:1
      connected
        log reconnect: info: tcp:a:1: connected
        -> #1 get_schema ["_Server"]
      <- #1 server-schema
        -> #2 set_db_change_aware [true]
        -> #3 monitor_cond ["_Server","_Server",{"Database":[{"columns":["name","model","connected","leader","schema","cid","index"],"where":[["name","==","Zoo"]]}]}]
      <- #3 clustered connected leader index=20
        -> #4 get_schema ["Zoo"]
      <- #4 schema 1.0.0
        schema Zoo 1.0.0
        -> #5 monitor_cond_since ["Zoo","Zoo 1",{"Animal":[{"columns":["name"]}]},"00000000-0000-0000-0000-000000000000"]
      <- #5 since new 1 {}
        contents update2 {}
        synchronised
      at 2
      <- update2 ["_Server",{"Database":{"11111111-1111-1111-1111-111111111111":{"modify":{"index":21}}}}]
      <- update2 ["_Server",{"Database":{"11111111-1111-1111-1111-111111111111":{"modify":{"leader":false}}}}]
        close
        log ovsdb_cs: info: tcp:a:1: clustered database server is not cluster leader; trying another server
        disconnected: clustered database server is not cluster leader; trying another server
        log reconnect: info: tcp:b:1: connecting...
        connect tcp:b:1
      connected
        log reconnect: info: tcp:b:1: connected
        -> #6 get_schema ["_Server"]
      <- #6 server-schema
        -> #7 set_db_change_aware [true]
        -> #8 monitor_cond ["_Server","_Server",{"Database":[{"columns":["name","model","connected","leader","schema","cid","index"],"where":[["name","==","Zoo"]]}]}]
      <- #8 clustered connected leader index=20
        close
        log ovsdb_cs: info: tcp:b:1: clustered database server has stale data; trying another server
        log reconnect: info: tcp:b:1: waiting 1 seconds before reconnect
      at 3
        log reconnect: info: tcp:a:1: connecting...
        connect tcp:a:1
      connected
        log reconnect: info: tcp:a:1: connected
        -> #9 get_schema ["_Server"]
      <- #9 server-schema
        -> #10 set_db_change_aware [true]
        -> #11 monitor_cond ["_Server","_Server",{"Database":[{"columns":["name","model","connected","leader","schema","cid","index"],"where":[["name","==","Zoo"]]}]}]
      <- #11 clustered connected leader index=21
        -> #12 get_schema ["Zoo"]
      <- #12 schema 1.0.0
        schema Zoo 1.0.0
        -> #13 monitor_cond_since ["Zoo","Zoo 2",{"Animal":[{"columns":["name"]}]},"00000000-0000-0000-0000-000000000001"]
      <- #13 since found 1 {}
        update update2 {}
        synchronised
      """, Self.cluster)
  }

  @Test("takes a server that is behind, of a cluster that was built anew, when it is told to")
  func forgetsIndex() throws {
    try expect(
      """
      start
        log reconnect: info: tcp:a:1: connecting...
        connect tcp:a:1
      connected
        log reconnect: info: tcp:a:1: connected
        -> #1 get_schema ["_Server"]
      <- #1 server-schema
        -> #2 set_db_change_aware [true]
        -> #3 monitor_cond ["_Server","_Server",{"Database":[{"columns":["name","model","connected","leader","schema","cid","index"],"where":[["name","==","Zoo"]]}]}]
      <- #3 clustered connected leader index=20
        -> #4 get_schema ["Zoo"]
      forget-index
      reconnect
        close
        log reconnect: info: tcp:a:1: on request
        log reconnect: info: tcp:b:1: connecting...
        connect tcp:b:1
      connected
        log reconnect: info: tcp:b:1: connected
        -> #5 get_schema ["_Server"]
      <- #5 server-schema
        -> #6 set_db_change_aware [true]
        -> #7 monitor_cond ["_Server","_Server",{"Database":[{"columns":["name","model","connected","leader","schema","cid","index"],"where":[["name","==","Zoo"]]}]}]
      <- #7 clustered connected leader index=3
        -> #8 get_schema ["Zoo"]
      """, Self.cluster)
  }

  @Test("takes a follower if that is enough, but no server of another cluster")
  func takesFollower() throws {
    var configuration = Self.cluster
    configuration.leaderOnly = false
    try expect(
      """
      start
        log reconnect: info: tcp:a:1: connecting...
        connect tcp:a:1
      connected
        log reconnect: info: tcp:a:1: connected
        -> #1 get_schema ["_Server"]
      <- #1 server-schema
        -> #2 set_db_change_aware [true]
        -> #3 monitor_cond ["_Server","_Server",{"Database":[{"columns":["name","model","connected","leader","schema","cid","index"],"where":[["name","==","Zoo"]]}]}]
      <- #3 clustered connected
        -> #4 get_schema ["Zoo"]
      """, configuration)
    configuration.clusterID = "33333333-3333-3333-3333-333333333333"
    try expect(
      """
      start
        log reconnect: info: tcp:a:1: connecting...
        connect tcp:a:1
      connected
        log reconnect: info: tcp:a:1: connected
        -> #1 get_schema ["_Server"]
      <- #1 server-schema
        -> #2 set_db_change_aware [true]
        -> #3 monitor_cond ["_Server","_Server",{"Database":[{"columns":["name","model","connected","leader","schema","cid","index"],"where":[["name","==","Zoo"]]}]}]
      <- #3 clustered connected
        close
        log ovsdb_cs: info: tcp:a:1: server has cluster ID none instead of 33333333-3333-3333-3333-333333333333; trying another server
        log reconnect: info: tcp:b:1: connecting...
        connect tcp:b:1
      """, configuration)
  }

  @Test("takes a relay unless it needs the leader")
  func takesRelay() throws {
    var configuration = Zoo.configuration([.unix(path: "/db")])
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
      <- #3 relay connected
        close
        log ovsdb_cs: info: unix:/db: database server is a relay, not the leader; trying another server
        log reconnect: info: unix:/db: waiting 1 seconds before reconnect
      """, configuration)
    configuration.leaderOnly = false
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
      <- #3 relay connected
        -> #4 get_schema ["Zoo"]
      """, configuration)
  }

  @Test("pauses longer and longer, and falls silent when nothing helps")
  func backsOff() throws {
    try expect(
      """
      start
        log reconnect: info: unix:/db: connecting...
        connect unix:/db
      refused
        log reconnect: info: unix:/db: connection attempt failed (Connection refused)
        log reconnect: info: unix:/db: waiting 1 seconds before reconnect
      at 0.9
      at 1
        log reconnect: info: unix:/db: connecting...
        connect unix:/db
      at 2
        log reconnect: error: unix:/db: connection attempt timed out, disconnecting
        close
        log reconnect: info: unix:/db: waiting 2 seconds before reconnect
      at 4
        log reconnect: info: unix:/db: connecting...
        connect unix:/db
      refused
        log reconnect: info: unix:/db: connection attempt failed (Connection refused)
        log reconnect: info: unix:/db: waiting 4 seconds before reconnect
      at 8
        log reconnect: info: unix:/db: connecting...
        connect unix:/db
      refused
        log reconnect: info: unix:/db: connection attempt failed (Connection refused)
        log reconnect: info: unix:/db: continuing to reconnect in the background but suppressing further logging
      at 16
        log reconnect: debug: unix:/db: connecting...
        connect unix:/db
      refused
        log reconnect: debug: unix:/db: connection attempt failed (Connection refused)
        log reconnect: debug: unix:/db: waiting 8 seconds before reconnect
      at 24
        log reconnect: debug: unix:/db: connecting...
        connect unix:/db
      connected
        log reconnect: info: unix:/db: connected
        -> #1 get_schema ["_Server"]
      """)
  }

  @Test("probes an idle server, and leaves one that does not answer")
  func probes() throws {
    try expect(
      """
      synchronised
      probe 2
      at 2
        -> #"echo" echo []
      <- music []
        log jsonrpc: debug: server sent unknown notification "music"
      at 3.9
      at 4
        -> #"echo" echo []
      at 5.9
      at 6
        log reconnect: error: unix:/db: no response to inactivity probe after 2 seconds, disconnecting
        close
        disconnected: no response to inactivity probe after 2 seconds
        log reconnect: info: unix:/db: waiting 1 seconds before reconnect
      """)
  }

  @Test("changes servers when told to")
  func changesRemotes() throws {
    try expect(
      """
      synchronised
      remotes unix:/db,unix:/other
      remotes tcp:c:1
        close
        log reconnect: info: unix:/db: remote is no longer configured
        disconnected: remote is no longer configured
        log reconnect: info: tcp:c:1: connecting...
        connect tcp:c:1
      connected
        log reconnect: info: tcp:c:1: connected
        -> #6 get_schema ["_Server"]
      reconnect
        close
        log reconnect: info: tcp:c:1: on request
        log reconnect: info: tcp:c:1: connecting...
        connect tcp:c:1
      stop
        close
      at 100
      """)
  }

  @Test("gives up after as many attempts as it may make")
  func givesUp() throws {
    var configuration = Self.cluster
    configuration.attemptsMaximum = 2
    try expect(
      """
      start
        log reconnect: info: tcp:a:1: connecting...
        connect tcp:a:1
      connected
        log reconnect: info: tcp:a:1: connected
        -> #1 get_schema ["_Server"]
      <- #1 server-schema
        -> #2 set_db_change_aware [true]
        -> #3 monitor_cond ["_Server","_Server",{"Database":[{"columns":["name","model","connected","leader","schema","cid","index"],"where":[["name","==","Zoo"]]}]}]
      <- #3 clustered connected
        close
        log ovsdb_cs: info: tcp:a:1: clustered database server is not cluster leader; trying another server
        log reconnect: info: tcp:b:1: connecting...
        connect tcp:b:1
      refused
        log reconnect: info: tcp:b:1: connection attempt failed (Connection refused)
        gave up: Connection refused
      at 100
      """, configuration)
  }

  @Test("begins with the whole contents after they were rejected, not at once")
  func rejects() throws {
    try expect(
      """
      synchronised
      reject table Animal, row 2, column name: expected a string, found 7
        close
        log ovsdb_cs: error: unix:/db: table Animal, row 2, column name: expected a string, found 7
        disconnected: table Animal, row 2, column name: expected a string, found 7
        log reconnect: info: unix:/db: waiting 1 seconds before reconnect
      at 1
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
        -> #10 monitor_cond_since ["Zoo","Zoo 2",{"Animal":[{"columns":["name"]}]},"00000000-0000-0000-0000-000000000000"]
      """)
  }
}
