public import JSON

/// One operation of a transaction: RFC 7047 5.2.
public enum Operation: Hashable, Sendable {
  /// Adds a row; other operations of the transaction may refer to it by `name`.  The server chooses its
  /// UUID unless `uuid` does (ovsdb-server(7), 5.2.1).
  case insert(table: String, row: [String: JSON], name: String? = nil, uuid: UUID? = nil)
  /// Reads rows; all columns if `columns` is `nil`.
  case select(table: String, where: [Condition], columns: [String]? = nil)
  /// Sets columns of rows.
  case update(table: String, where: [Condition], row: [String: JSON])
  /// Changes columns of rows, in order.
  case mutate(table: String, where: [Condition], mutations: [Mutation])
  /// Removes rows.
  case delete(table: String, where: [Condition])
  /// Fails the transaction unless rows are, or are not, the given ones.  Waits `timeout`
  /// milliseconds for it: 0 not at all, `nil` for ever.
  case wait(
    timeout: Int? = nil, table: String, where: [Condition], columns: [String]? = nil,
    until: Condition.Function, rows: [[String: JSON]])
  /// If `durable`, the reply comes when the transaction is on disk.
  case commit(durable: Bool)
  /// Fails the transaction.
  case abort
  /// A line for the log of the database's file.
  case comment(String)
  /// Fails the transaction unless this connection owns the lock.
  case assert(lock: String)
}
