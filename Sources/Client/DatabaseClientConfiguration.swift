public import OVSDB
public import Session
public import TLS

/// What a client is to keep a replica of, and where from.
public struct DatabaseClientConfiguration: Sendable {
  /// The database's name, as `OVN_Northbound`.
  public var database: String
  /// Where its servers are; of several, any that serves the database well will do.
  public var remotes: [Remote]
  /// The cluster that the servers must belong to, if that was given.
  public var clusterID: String?
  /// Whether only the leader of a cluster will do: its contents are never behind.
  public var leaderOnly: Bool
  /// After how many connections, and attempts at one, the client gives up; `nil` is never.
  public var attemptsMaximum: Int?
  /// How long a connection may be idle before the peer is probed, and how long the peer may take to
  /// answer: zero for never, nil for 5 s over TCP and TLS and never over a Unix socket.
  public var probeInterval: Duration?
  /// Keys and certificates, for remotes that want TLS; the files are read again when they change.
  public var tls: TLSConfiguration?
  /// Chooses, from what the server's schema has, the tables and their columns to monitor. Nothing at
  /// all leaves a client that only sends transactions.
  public var monitored: @Sendable (DatabaseSchema) -> [String: [String]]
  /// Of a table that is here only the rows are monitored of which one of the conditions holds, none if
  /// there are no conditions, unless the server is too old to leave out the others. They hold until
  /// ``DatabaseClient/setConditions(_:)``.
  public var conditions: [String: [Condition]]
  /// What the database's schema is likely to be: if it is, this one is kept, and no copy.
  public var expectedSchema: ExpectedSchema?

  /// Creates a configuration.
  public init(
    database: String, remotes: [Remote], clusterID: String? = nil, leaderOnly: Bool = true,
    attemptsMaximum: Int? = nil, probeInterval: Duration? = nil, tls: TLSConfiguration? = nil,
    conditions: [String: [Condition]] = [:], expectedSchema: ExpectedSchema? = nil,
    monitored: @escaping @Sendable (DatabaseSchema) -> [String: [String]]
  ) {
    self.database = database
    self.remotes = remotes
    self.clusterID = clusterID
    self.leaderOnly = leaderOnly
    self.attemptsMaximum = attemptsMaximum
    self.probeInterval = probeInterval
    self.tls = tls
    self.monitored = monitored
    self.conditions = conditions
    self.expectedSchema = expectedSchema
  }
}
