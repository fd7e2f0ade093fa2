public import OVSDB

extension Southbound {
  /// What names in templates stand for on one chassis (ovn-sb(5), Chassis_Template_Var).
  public struct ChassisTemplateVar: Row {
    /// The chassis' name.
    public var chassis = ""
    /// Values by name.
    public var variables: [String: String] = [:]

    public init() {}

    public static let table = Table<ChassisTemplateVar>(
      "Chassis_Template_Var",
      columns: [
        Column("chassis", \.chassis),
        Column("variables", \.variables),
      ],
      indexes: [["chassis"]])
  }
}
