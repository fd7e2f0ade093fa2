/// Chassis that stand in for each other (ovn-nb(5), HA_Chassis_Group).
public struct HAChassisGroupTopology: Hashable, Sendable {
  public var name: String
  /// The chassis, by name, with their priorities: of those that work, the highest is active.
  public var chassis: [String: Int]

  public init(name: String, chassis: [String: Int]) {
    self.name = name
    self.chassis = chassis
  }
}

/// What DHCPv4 requests from a network are answered with (ovn-nb(5), DHCP_Options).
public struct DHCPOptionsTopology: Hashable, Sendable {
  /// What ports of the topology refer to it by; the row has no name.
  public var name: String
  /// `IP/LENGTH`: the network that the ports' addresses are in.
  public var cidr: String
  /// `lease_time`, `router`, `server_id` …
  public var options: [String: String]

  public init(name: String, cidr: String, options: [String: String] = [:]) {
    self.name = name
    self.cidr = cidr
    self.options = options
  }
}

/// How a router translates an address (ovn-nb(5), NAT).
public struct NATTopology: Hashable, Sendable {
  /// `snat`, `dnat`, `dnat_and_snat`.
  public var type: String
  public var externalIP: String
  /// An address, or for `snat` a network.
  public var logicalIP: String
  /// The port that has the address, to translate on its own chassis.
  public var logicalPort: String?
  /// The Ethernet address outside, with ``logicalPort``.
  public var externalMAC: String?

  public init(
    type: String, externalIP: String, logicalIP: String, logicalPort: String? = nil,
    externalMAC: String? = nil
  ) {
    self.type = type
    self.externalIP = externalIP
    self.logicalIP = logicalIP
    self.logicalPort = logicalPort
    self.externalMAC = externalMAC
  }
}
