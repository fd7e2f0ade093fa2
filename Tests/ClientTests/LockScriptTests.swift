import Client
import Session
import Testing

@Suite("The client's state machine, locking and transacting")
struct LockScriptTests {
  @Test("asks for the lock once the server will do, again on each connection")
  func asksAgain() throws {
    try expect(
      """
      lock keys
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
        -> #5 lock ["keys"]
        -> #6 monitor_cond_since ["Zoo","Zoo 1",{"Animal":[{"columns":["name"]}]},"00000000-0000-0000-0000-000000000000"]
      <- #5 result {"locked":false}
        lock not owned
      <- #6 since new 1 {}
        contents update2 {}
        synchronised
      <- locked ["keys"]
        lock owned
      <- stolen ["keys"]
        lock not owned
      <- locked ["keys"]
        lock owned
      at 3
      closed
        log reconnect: info: unix:/db: connection closed by peer
        lock not owned
        disconnected: connection closed by peer
        log reconnect: info: unix:/db: waiting 1 seconds before reconnect
      at 4
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
        -> #11 lock ["keys"]
        -> #12 monitor_cond_since ["Zoo","Zoo 2",{"Animal":[{"columns":["name"]}]},"00000000-0000-0000-0000-000000000001"]
      """)
  }

  @Test("lets go of a lock, owned or waited for, and takes no late answer for its own")
  func letsGo() throws {
    try expect(
      """
      synchronised
      lock keys
        -> #6 lock ["keys"]
      unlock
        -> #7 unlock ["keys"]
      <- #6 result {"locked":true}
      <- #7 result {}
      lock keys
        -> #8 lock ["keys"]
      <- locked ["keys"]
      <- #8 result {"locked":false}
        lock not owned
      unlock
        -> #9 unlock ["keys"]
      <- locked ["keys"]
      <- #9 result {}
      lock keys
        -> #10 lock ["keys"]
      <- #10 result {"locked":true}
        lock owned
      lock doors
        -> #11 unlock ["keys"]
        lock not owned
        -> #12 lock ["doors"]
      <- #12 result {"locked":true}
        lock owned
      lock doors
      """)
  }

  @Test("steals a lock, and owns it when told so")
  func steals() throws {
    try expect(
      """
      synchronised
      lock keys
        -> #6 lock ["keys"]
      <- #6 result {"locked":false}
        lock not owned
      steal keys
        -> #7 unlock ["keys"]
        -> #8 steal ["keys"]
      <- #7 result {}
      <- #8 result {"locked":true}
        lock owned
      steal keys
      """)
  }

  @Test("says that a refused lock is not ours")
  func isRefused() throws {
    try expect(
      """
      synchronised
      lock keys
        -> #6 lock ["keys"]
      <- #6 error {"error":"permission error"}
        log ovsdb_cs: warning: lock keys was refused: {"error":"permission error"}
        lock not owned
      """)
  }

  @Test("tells each outcome once: the reply's, or unknown if the connection is lost first")
  func transacts() throws {
    try expect(
      """
      transact
        transaction 1 failed: not connected
      synchronised
      transact
        -> #6 transact ["Zoo",{"comment":"hello","op":"comment"}]
      transact
        -> #7 transact ["Zoo",{"comment":"hello","op":"comment"}]
      transact
        -> #8 transact ["Zoo",{"comment":"hello","op":"comment"}]
      <- #6 result [{}]
        transaction 2 committed
      <- #7 result [{},{"error":"constraint violation","details":"too many"}]
        transaction 3 failed: constraint violation: too many
      cut
        log reconnect: info: unix:/db: connection dropped (Connection reset by peer)
        transaction 4 unknown
        disconnected: Connection reset by peer
        log reconnect: info: unix:/db: waiting 1 seconds before reconnect
      transact
        transaction 5 failed: not connected
      """)
  }

  @Test("tells which operation failed, or that the request as a whole did")
  func fails() throws {
    try expect(
      """
      synchronised
      transact
        -> #6 transact ["Zoo",{"comment":"hello","op":"comment"}]
      <- #6 result [{"error":"timed out"}]
        transaction 1 failed at operation 0: timed out
      transact
        -> #7 transact ["Zoo",{"comment":"hello","op":"comment"}]
      <- #7 error {"error":"unknown database"}
        transaction 2 failed: unknown database
      transact
        -> #8 transact ["Zoo",{"comment":"hello","op":"comment"}]
      <- #8 error "canceled"
        transaction 3 failed: canceled
      """)
  }
}
