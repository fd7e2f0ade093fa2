internal import OVSDB

/// What a server says of a database it hosts: a row of `Database` in `_Server`, ovsdb-server(5).
struct ServerDatabase: Row {
  var name = ""
  /// One of `clustered`, `relay` and `standalone`.
  var model = ""
  var isConnected = false
  var isLeader = false
  /// `nil` until the server has joined its cluster or reached its relay source; empty where its text
  /// was told before the database's schema was asked for, which is newer then.
  var schema: String?
  var clusterID: UUID?
  /// The entry of the cluster's log that clients see now.
  var index: Int?

  static let table = Table<Self>(
    "Database",
    columns: [
      Column("name", \.name),
      Column("model", \.model),
      Column("connected", \.isConnected),
      Column("leader", \.isLeader),
      Column("schema", \.schema),
      Column("cid", \.clusterID),
      Column("index", \.index),
    ])
}

extension ServerDatabase {
  /// What a client wants of a server before it uses its database.
  struct Requirement: Hashable, Sendable {
    var leaderOnly: Bool
    var clusterID: String?
    /// The latest entry of the cluster's log seen so far: a server that is behind it shows the past.
    var index: Int?
  }

  /// Why a client that has this requirement should try another server; nil if it need not.
  func objection(_ requirement: Requirement) -> String? {
    if let wanted = requirement.clusterID, wanted != clusterID?.description {
      return "server has cluster ID \(clusterID?.description ?? "none") instead of \(wanted)"
    }
    switch model {
    case "clustered":
      if schema == nil { return "clustered database server has not yet joined cluster" }
      if !isConnected { return "clustered database server is disconnected from cluster" }
      if requirement.leaderOnly, !isLeader {
        return "clustered database server is not cluster leader"
      }
      if let index, let latest = requirement.index, index < latest {
        return "clustered database server has stale data"
      }
    case "relay":
      if requirement.leaderOnly { return "database server is a relay, not the leader" }
      if schema == nil || !isConnected { return "relay is not connected to its source" }
    default:
      if !isConnected { return "database server is not connected to its storage" }
    }
    return nil
  }
}
