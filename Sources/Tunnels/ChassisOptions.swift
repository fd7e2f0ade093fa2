/// What the operator of a chassis has set in `external_ids` of its Open_vSwitch row
/// (ovn-controller(8)).
///
/// A key followed by `-` and the chassis's name holds for that chassis alone and goes first, where
/// several share one Open vSwitch.
public struct ChassisOptions: Equatable, Sendable {
  /// The chassis's name, `system-id`.
  public let chassis: String?
  private let values: [String: String]

  /// The options in an Open_vSwitch row's `external_ids`.
  public init(externalIDs values: [String: String]) {
    self.values = values
    chassis = values["system-id"]
  }

  /// The value of a key.
  public subscript(key: String) -> String? {
    chassis.flatMap { values["\(key)-\($0)"] } ?? values[key]
  }

  /// Whether an option that is off by default is on.
  public func isTrue(_ key: String) -> Bool { self[key]?.lowercased() == "true" }

  /// The different elements of a list with commas, in order.
  public func list(_ key: String) -> [String] {
    Set((self[key] ?? "").split(separator: ",").map(String.init)).sorted()
  }

  /// The name of the integration bridge.
  public var bridge: String { self["ovn-bridge"] ?? "br-int" }
}
