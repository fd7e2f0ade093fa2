/// What one result of a chassis is about.
enum ChassisSubject: Hashable, Comparable, CustomStringConvertible {
  /// The bridge that logical ports are plugged into.
  case integrationBridge
  /// Chassis, its encaps, and Chassis_Private.
  case registration
  /// The Port_Binding of that name, and its Interface here.
  case port(String)
  /// Goes last.
  case sequenceNumber

  var description: String {
    switch self {
    case .integrationBridge: "integration bridge"
    case .registration: "chassis"
    case .port(let name): "port \(name)"
    case .sequenceNumber: "sequence number"
    }
  }
}
