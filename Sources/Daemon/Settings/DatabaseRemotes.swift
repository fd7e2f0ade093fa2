/// The connection methods (`ovsdb(7)`) of the four databases.
public struct DatabaseRemotes: Equatable, Sendable {
  public var northbound: String
  public var southbound: String
  public var interconnectNorthbound: String
  public var interconnectSouthbound: String

  /// What each database's variable says, even if that is nothing, else its socket in the run
  /// directory.
  public init(environment: (String) -> String?, directories: RunDirectories) {
    func remote(_ option: DatabaseOption) -> String {
      environment(option.variable) ?? "unix:" + directories.run.appending(path: option.socket)
    }
    northbound = remote(.northbound)
    southbound = remote(.southbound)
    interconnectNorthbound = remote(.interconnectNorthbound)
    interconnectSouthbound = remote(.interconnectSouthbound)
  }
}

/// A database that a program connects to, and how it is told where that is.
public struct DatabaseOption: Sendable {
  /// The long option, without dashes.
  public let name: String
  /// The short option.
  public let letter: Character
  /// How the help text calls the database.
  public let title: String
  /// The environment variable that holds the default.
  public let variable: String
  /// The socket, in the run directory, that is the default of the default.
  public let socket: String
  /// Where the settings keep it.
  public let remote: any WritableKeyPath<DatabaseRemotes, String> & Sendable

  public static let northbound = DatabaseOption(
    name: "ovnnb-db", letter: "D", title: "OVN_Northbound", variable: "OVN_NB_DB",
    socket: "ovnnb_db.sock", remote: \.northbound)
  public static let southbound = DatabaseOption(
    name: "ovnsb-db", letter: "d", title: "OVN_Southbound", variable: "OVN_SB_DB",
    socket: "ovnsb_db.sock", remote: \.southbound)
  public static let interconnectNorthbound = DatabaseOption(
    name: "ic-nb-db", letter: "I", title: "OVN_IC_Northbound", variable: "OVN_IC_NB_DB",
    socket: "ovn_ic_nb_db.sock", remote: \.interconnectNorthbound)
  public static let interconnectSouthbound = DatabaseOption(
    name: "ic-sb-db", letter: "i", title: "OVN_IC_Southbound", variable: "OVN_IC_SB_DB",
    socket: "ovn_ic_sb_db.sock", remote: \.interconnectSouthbound)
}
