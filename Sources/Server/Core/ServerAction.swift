public import Database
public import JSON
public import OVSDB
public import Session

/// What a ``ServerCore`` asks of its owner, to be done in order.
public enum ServerAction {
  /// Write a commit to the database's file. What follows may only be sent when it is safe there.
  case record(database: String, Commit)
  /// Replace the contents of the database's file, schema included.
  case replace(database: String, DatabaseSchema, contents: JSON)
  /// Send a message.
  case send(SessionID, RPCMessage<JSON>)
  /// Send a message that is already written, as it is for several sessions.
  case sendText(SessionID, [UInt8])
  /// Send a database's schema as the result of a request: much text that is the same for all sessions.
  case sendSchema(SessionID, id: JSON, DatabaseLayout)
  /// Close a session's connection; the session is already gone.
  case disconnect(SessionID, reason: String)
}
