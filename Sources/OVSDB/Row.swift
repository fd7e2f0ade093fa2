/// A typed row: a plain struct with one stored property a column.
///
///     struct Animal: Row {
///       var name = ""
///       var friends: Set<UUID> = []
///       static let table = Table<Animal>("Animal", columns: [
///         Column("name", \.name), Column("friends", \.friends, type: .set(of: .reference(to: "Animal"))),
///       ])
///     }
public protocol Row: Equatable, Sendable {
  /// Every column at its default.
  init()

  /// The row's table; declare it as a stored `static let`.
  static var table: Table<Self> { get }
}
