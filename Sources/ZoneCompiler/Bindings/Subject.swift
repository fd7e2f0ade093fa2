import OVSDB

/// What one result is about, and so what succeeds or fails as a whole within a transaction.
///
/// There are several for each port, kept in several tables: so they are as wide as a name or a UUID, and what
/// is wider and rare is kept beside them (`indirect`).
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
  /// The addresses that a switch port is allocated.
  case allocatedAddresses(UUID)
  /// A group of chassis by its name.
  case haChassisGroup(String)
  /// The chassis that refer to a group of chassis, by the group's name.
  case haChassisReferences(String)
  /// A BFD session.
  indirect case bfdSession(BFDTarget)
  /// The prefix that has been delegated to a router's port.
  case delegatedPrefix(UUID)

  // Groups.

  /// A multicast group of a switch.
  case multicastGroup(UUID, MulticastGroupKind)
  /// A row of Multicast_Group.
  case multicastRow(UUID)
  /// A switch port in its multicast groups.
  case multicastMember(UUID)

  /// The groups of a switch or router that depend on who listens.
  case multicastListeners(UUID)
  /// A row of Port_Binding in those groups.
  case multicastReference(UUID)
  /// A row of IGMP_Group.
  case igmpGroup(UUID)

  // Services.

  /// The row of DNS for a Northbound row.
  case dns(UUID)
  /// A row of DNS that is for no Northbound row.
  case strayDNS(UUID)
  /// The tag of a switch's port.
  case allocatedTag(UUID)
  /// A row of MAC_Binding, and one of FDB.
  case macBinding(UUID)
  case learnedAddress(UUID)
  /// A neighbour of a router's port whose Ethernet address is given.
  indirect case staticMACBinding(NeighborTarget)
  /// A switch's row of IP_Multicast.
  case ipMulticast(UUID)
  /// A row of IP_Multicast.
  case ipMulticastRow(UUID)
  // Security and balancing.

  /// The row of Address_Set of that name.
  case addressSet(String)
  /// A group of ports, as far as it is on a switch.
  indirect case portGroup(UUID, on: UUID)
  /// A row of Port_Group.
  case portGroupRow(UUID)
  /// The row of Meter of that name.
  case meter(String)
  /// The row of Mirror of that name.
  case mirror(String)
  /// A balancer's row in Southbound.
  case loadBalancer(UUID)
  /// A row of Load_Balancer that stands for nothing.
  case strayBalancer(UUID)
  /// The row of Service_Monitor for a backend.
  indirect case serviceMonitor(MonitoredBackend)
  /// The values that a chassis has for templates, by its name.
  case templateVariables(String)

  // What there is one of.

  /// The options of DHCPv4 that chassis can encode, and those of DHCPv6.
  case dhcpOptions, dhcpv6Options
  /// What chassis may write.
  case chassisPermissions

  /// All logical flows.
  case logicalFlows
  /// SB_Global but for its sequence number.
  case southboundGlobal
  /// The sequence number of what is done, which goes to Southbound last.
  case sequenceNumber
  /// What NB_Global is told: how far Southbound and the chassis have come, and options.
  case northboundGlobal

  /// Those of which there is one.
  static let singles: [Subject] = [
    .southboundGlobal, .northboundGlobal, .dhcpOptions, .dhcpv6Options, .chassisPermissions,
  ]

  var description: String {
    switch self {
    case .datapath(let uuid): "datapath \(uuid)"
    case .strayDatapath(let uuid): "Datapath_Binding \(uuid)"
    case .portBinding(let name): "port \(name)"
    case .switchPortState(let uuid): "Logical_Switch_Port \(uuid)"
    case .allocatedAddresses(let uuid): "addresses of Logical_Switch_Port \(uuid)"
    case .haChassisGroup(let name): "HA chassis group \(name)"
    case .haChassisReferences(let name): "references to HA chassis group \(name)"
    case .bfdSession(let target): "BFD session of \(target.port) with \(target.address)"
    case .delegatedPrefix(let uuid): "prefix of Logical_Router_Port \(uuid)"
    case .multicastGroup(let datapath, let kind): "multicast group \(kind.rawValue) of \(datapath)"
    case .multicastRow(let uuid): "Multicast_Group \(uuid)"
    case .multicastMember(let port): "multicast groups of Logical_Switch_Port \(port)"
    case .multicastListeners(let uuid): "listeners of \(uuid)"
    case .multicastReference(let uuid): "multicast groups of Port_Binding \(uuid)"
    case .igmpGroup(let uuid): "IGMP_Group \(uuid)"
    case .allocatedTag(let uuid): "tag of Logical_Switch_Port \(uuid)"
    case .macBinding(let uuid): "MAC_Binding \(uuid)"
    case .learnedAddress(let uuid): "FDB \(uuid)"
    case .dns(let uuid): "DNS for \(uuid)"
    case .strayDNS(let uuid): "DNS \(uuid)"
    case .staticMACBinding(let target): "Ethernet address of \(target.address) at \(target.port)"
    case .ipMulticast(let uuid): "IP_Multicast of \(uuid)"
    case .ipMulticastRow(let uuid): "IP_Multicast \(uuid)"
    case .dhcpOptions: "DHCP_Options"
    case .dhcpv6Options: "DHCPv6_Options"
    case .chassisPermissions: "RBAC_Role"
    case .addressSet(let name): "address set \(name)"
    case .portGroup(let uuid, let logicalSwitch): "Port_Group \(uuid) on \(logicalSwitch)"
    case .portGroupRow(let uuid): "Port_Group \(uuid)"
    case .meter(let name): "meter \(name)"
    case .mirror(let name): "mirror \(name)"
    case .loadBalancer(let uuid), .strayBalancer(let uuid): "Load_Balancer \(uuid)"
    case .serviceMonitor(let backend): "Service_Monitor of \(backend.logicalPort)"
    case .templateVariables(let chassis): "template variables of chassis \(chassis)"
    case .logicalFlows: "logical flows"
    case .southboundGlobal: "SB_Global"
    case .sequenceNumber: "sequence number"
    case .northboundGlobal: "NB_Global"
    }
  }
}
