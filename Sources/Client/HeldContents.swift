internal import OVSDB

/// What the user has been told of the rows, as far as that decides how the next connection goes on.
struct HeldContents: Hashable, Sendable {
  /// The transaction up to which the user has everything, as the server named it.
  private(set) var lastTransaction = Self.noTransaction
  private var schema: DatabaseSchema?
  private var selection: [String: [String]] = [:]
  /// Which rows the user has; `nil` while a change of that is under way, which the server may have
  /// made or not.
  private var conditions: [String: [Condition]]?

  /// Stands for "none", or for a server that does not number its transactions.
  static let noTransaction = "00000000-0000-0000-0000-000000000000"

  /// After which transaction the server may continue: none, if rows were of another shape then, or other
  /// ones.
  func continuation(
    _ schema: DatabaseSchema?, _ selection: [String: [String]], _ conditions: [String: [Condition]]
  ) -> String {
    self.schema == schema && self.selection == selection && self.conditions == conditions
      ? lastTransaction : Self.noTransaction
  }

  /// Everything was told anew, or continued, up to `transaction`.
  mutating func note(
    _ transaction: String, _ schema: DatabaseSchema?, _ selection: [String: [String]],
    _ conditions: [String: [Condition]]
  ) {
    lastTransaction = transaction
    self.schema = schema
    self.selection = selection
    self.conditions = conditions
  }

  /// An update was told.
  mutating func note(_ transaction: String) { lastTransaction = transaction }

  /// Other rows are told from now on; `nil` while it is open from when on.
  mutating func note(conditions: [String: [Condition]]?) { self.conditions = conditions }

  /// The user has forgotten the rows, or cannot trust them.
  mutating func forget() { self = HeldContents() }
}
