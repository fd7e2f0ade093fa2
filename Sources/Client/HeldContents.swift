internal import OVSDB

/// What the user has been told of the rows, as far as that decides how the next connection goes on.
struct HeldContents: Hashable, Sendable {
  /// The transaction up to which the user has everything, as the server named it.
  private(set) var lastTransaction = Self.noTransaction
  private var schema: DatabaseSchema?
  private var selection: [String: [String]] = [:]

  /// Stands for "none", or for a server that does not number its transactions.
  static let noTransaction = "00000000-0000-0000-0000-000000000000"

  /// After which transaction the server may continue: none, if rows were of another shape then.
  func continuation(_ schema: DatabaseSchema?, _ selection: [String: [String]]) -> String {
    self.schema == schema && self.selection == selection ? lastTransaction : Self.noTransaction
  }

  /// Everything was told anew, or continued, up to `transaction`.
  mutating func note(
    _ transaction: String, _ schema: DatabaseSchema?, _ selection: [String: [String]]
  ) {
    lastTransaction = transaction
    self.schema = schema
    self.selection = selection
  }

  /// An update was told.
  mutating func note(_ transaction: String) { lastTransaction = transaction }

  /// The user has forgotten the rows, or cannot trust them.
  mutating func forget() { self = HeldContents() }
}
