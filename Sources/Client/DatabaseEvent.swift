public import JSON
public import OVSDB
public import Session

/// What a client tells, in the order in which it happened.
///
///     (schema (contents | update) coverage? synchronised (update | coverage)*)* disconnected
///
/// A ``disconnected(_:)`` ends what began with a ``schema(_:)``. Transactions, locks and log lines
/// come anywhere between; the update of our own transaction comes before its outcome.
public enum DatabaseEvent: Sendable {
  /// The server's schema, told on each connection before anything is told of the rows.
  case schema(DatabaseSchema)
  /// Every monitored row: forget what you had. The element is <table-updates> or <table-updates2>.
  case contents(JSONElement, UpdateFormat)
  /// What changed since the last contents or update.
  case update(JSONElement, UpdateFormat)
  /// Which rows are here, told to a client with conditions: of a table that is named all of which one of
  /// the conditions holds, whatever others may be here or not; of any other table all.
  case coverage([String: [Condition]])
  /// What was told so far is what the database holds.
  case synchronised
  /// The outcome of one transaction, once for each.
  case transaction(TransactionID, TransactionOutcome)
  /// Whether we own the lock asked for; told on every answer and every change.
  case lock(isOwned: Bool)
  /// The rows told so far are no longer kept up to date; why. Keep them: the next connection may
  /// continue where this one stopped.
  case disconnected(String)
  /// The last connection that the configuration allows ended, by this error or, if there is none, since
  /// the server did not serve the database as wanted. Nothing more is tried.
  case gaveUp(RPCError?)
  /// A line for the log.
  case log(ClientLog)
}
