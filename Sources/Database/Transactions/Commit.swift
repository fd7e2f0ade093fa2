public import OVSDB

/// How a transaction ended.
public enum TransactionRun {
  /// With this reply, the text of the array of results that RFC 7047 4.1.3 describes; and with changes,
  /// unless it failed or changed nothing.
  case completed(reply: [UInt8], Commit?)
  /// Nothing was done: a `wait` is not fulfilled.  To be tried again when something has changed, and
  /// at that time of the context's clock, `nil` being never.
  case waits(until: Duration?)
}

/// What a transaction changed.
public struct Commit: Sendable {
  /// Each row once, those of a table one after the other.
  public var changes: [RowChange]
  /// The text to append to the journal, one JSON object; `nil` if only ephemeral columns changed.
  public var record: [UInt8]?
  /// The transaction's comments, a line each.
  public var comment: String?
  /// Whether the client asked that the record be on disk before the reply.
  public var isDurable: Bool
}

/// A row before and after a transaction; both share what did not change.
///
/// A history keeps many.  So all else is found out from the two.
public struct RowChange: Sendable {
  /// Of its table.
  public let layout: TableLayout
  private let oldCells: [DatabaseRow.Cell]?
  private var newCells: [DatabaseRow.Cell]?

  init(layout: TableLayout, old: DatabaseRow?, new: DatabaseRow?) {
    self.layout = layout
    oldCells = old?.cells
    newCells = new?.cells
  }

  /// `nil` if the transaction inserted it.
  public var old: DatabaseRow? { oldCells.map(layout.row) }

  /// `nil` if the transaction deleted it.
  public var new: DatabaseRow? {
    get { newCells.map(layout.row) }
    set { newCells = newValue?.cells }
  }

  /// The table's name.
  public var table: String { layout.name }

  /// Which row it is.
  public var uuid: UUID { (new ?? old)?.uuid ?? .zero }

  /// Positions of the columns that differ, `_version` among them; all of an inserted or deleted row.
  public var changed: [Int] {
    guard let old, let new else { return layout.positions }
    return old.positions(differingFrom: new)
  }
}
