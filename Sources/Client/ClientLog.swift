/// A line for the log: what an operator should know about a connection.
public struct ClientLog: Hashable, Sendable, CustomStringConvertible {
  /// How much it matters, as syslog ranks it.
  public enum Level: Hashable, Sendable {
    case debug, info, warning, error
  }

  /// The name under which Open vSwitch's programs log the like.
  public enum Module: String, Hashable, Sendable {
    /// Opening and losing connections.
    case reconnect
    /// Messages that break JSON-RPC.
    case rpc = "jsonrpc"
    /// What a database server says of itself and of its database.
    case client = "ovsdb_cs"
  }

  /// How much it matters.
  public var level: Level
  /// What it is about.
  public var module: Module
  /// What happened, after the remote that it happened with.
  public var message: String

  /// The line, as `reconnect: info: tcp:192.0.2.1:6641: connected`.
  public var description: String { "\(module.rawValue): \(level): \(message)" }
}
