public import OVSDB

extension Northbound {
  /// What names in templates stand for on one chassis (ovn-nb(5), Chassis_Template_Var).
  public struct ChassisTemplateVar: Row {
    /// The chassis' name.
    public var chassis = ""
    /// Values by name.
    public var variables: [String: String] = [:]
    /// Left to the CMS.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<ChassisTemplateVar>(
      "Chassis_Template_Var",
      columns: [
        Column("chassis", \.chassis),
        Column("variables", \.variables),
        Column("external_ids", \.externalIDs),
      ],
      indexes: [["chassis"]])
  }
}
