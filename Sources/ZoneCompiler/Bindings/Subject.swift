import OVSDB

/// What one result is about, and so what succeeds or fails as a whole within a transaction.
enum Subject: Hashable, CustomStringConvertible {
  // Bindings.

  /// A switch's or router's row of Datapath_Binding.
  case datapath(UUID)
  /// A row of Datapath_Binding that stands for nothing.
  case strayDatapath(UUID)
  /// The row of Port_Binding of that name.
  case portBinding(String)
  /// What Northbound is told of a switch port.
  case switchPortState(UUID)
  /// A group of chassis by its name.
  case haChassisGroup(String)
  /// The chassis that refer to a group of chassis, by the group's name.
  case haChassisReferences(String)
  /// A BFD session.
  case bfdSession(BFDTarget)
  /// The prefix that has been delegated to a router's port.
  case delegatedPrefix(UUID)

  // Groups.

  /// A multicast group of a switch.
  case multicastGroup(UUID, MulticastGroupKind)
  /// A row of Multicast_Group.
  case multicastRow(UUID)
  /// A switch port in its multicast groups.
  case multicastMember(UUID)

  // What there is one of.

  /// All logical flows.
  case logicalFlows
  /// SB_Global but for its sequence number.
  case southboundGlobal
  /// The sequence number of what is done, which goes to Southbound last.
  case sequenceNumber
  /// What NB_Global is told: how far Southbound and the chassis have come, and options.
  case northboundGlobal

  /// Those of which there is one.
  static let singles: [Subject] = [.southboundGlobal, .northboundGlobal]

  var description: String {
    switch self {
    case .datapath(let uuid): "datapath \(uuid)"
    case .strayDatapath(let uuid): "Datapath_Binding \(uuid)"
    case .portBinding(let name): "port \(name)"
    case .switchPortState(let uuid): "Logical_Switch_Port \(uuid)"
    case .haChassisGroup(let name): "HA chassis group \(name)"
    case .haChassisReferences(let name): "references to HA chassis group \(name)"
    case .bfdSession(let target): "BFD session of \(target.port) with \(target.address)"
    case .delegatedPrefix(let uuid): "prefix of Logical_Router_Port \(uuid)"
    case .multicastGroup(let datapath, let kind): "multicast group \(kind.rawValue) of \(datapath)"
    case .multicastRow(let uuid): "Multicast_Group \(uuid)"
    case .multicastMember(let port): "multicast groups of Logical_Switch_Port \(port)"
    case .logicalFlows: "logical flows"
    case .southboundGlobal: "SB_Global"
    case .sequenceNumber: "sequence number"
    case .northboundGlobal: "NB_Global"
    }
  }
}
