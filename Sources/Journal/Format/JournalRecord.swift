public import JSON

/// One record of a database file: the schema, or a transaction.
public struct JournalRecord: Sendable {
  /// The record's JSON object.
  public var document: JSONDocument
  /// Bytes of the file before the record's header line.
  public var offset: Int
  /// Bytes of the record, both lines.
  public var byteCount: Int

  /// The JSON object: of a transaction, members such as `_date`, `_comment`, `_is_diff` and the
  /// tables (ovsdb(5), "Standalone Format").
  public var root: JSONElement { document.root }
}
