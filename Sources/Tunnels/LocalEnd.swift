import OVNModel
import OVSDB
import Reconcile

/// This chassis's part in all its tunnels.
struct LocalEnd: Equatable {
  /// The integration bridge, which has the tunnels as ports.
  let bridge: UUID
  /// Which letter the names of ports have behind `ovn`: none but where chassis share an Open vSwitch.
  let index: String
  /// Nil while the chassis is not registered: its tunnels then stay as they are.
  let chassis: Registered?

  /// A chassis that is registered in its zone.
  struct Registered: Equatable {
    let uuid: UUID
    let name: String
    /// The types of its encaps.
    let types: Set<TunnelType>
    /// Whether it joins its zone to others, and so has tunnels to their gateways.
    let isInterconn: Bool
    let transportZones: Set<String>
    /// Options that the interfaces of all tunnels have.
    let options: [String: String]
    /// Whether tunnels are encrypted, and so must know the name of the peer (ovs-monitor-ipsec(8)).
    let isEncrypted: Bool
    /// `Interface.bfd` of the tunnels that are watched.
    let bfd: [String: String]
  }
}

extension TunnelWorld {
  /// Nil while there is no integration bridge.
  func deriveLocalEnd() -> LocalEnd? {
    guard let configuration = reads.first(0, in: vswitch.anyConfiguration)?.row else { return nil }
    let options = ChassisOptions(externalIDs: configuration.externalIDs)
    guard let bridge = reads.first(options.bridge, in: vswitch.bridgesByName)?.uuid else {
      return nil
    }
    let index = options.chassis.flatMap { configuration.otherConfig["ovn-chassis-idx-\($0)"] }
    let chassis = options.chassis.flatMap { reads.first($0, in: sb.chassisByName) }
    return LocalEnd(
      bridge: bridge, index: index ?? "",
      chassis: chassis.map { register($0, options) })
  }

  private func register(
    _ chassis: (uuid: UUID, row: Southbound.Chassis), _ options: ChassisOptions
  ) -> LocalEnd.Registered {
    let global = reads.first(0, in: sb.anyGlobal)?.row ?? Southbound.SBGlobal()
    let encaps = chassis.row.encaps.sorted().compactMap { reads.row($0, in: sb.encaps) }
    return LocalEnd.Registered(
      uuid: chassis.uuid, name: chassis.row.name,
      types: Set(encaps.compactMap { TunnelType(rawValue: $0.type) }),
      isInterconn: chassis.row.otherConfig.isTrue("is-interconn"),
      transportZones: Set(options.list("ovn-transport-zones")),
      options: commonOptions(options, global, localIP: encaps.first?.ip),
      isEncrypted: global.ipsec, bfd: detection(global))
  }

  /// What ovn-controller(8) sets by the operator's wish in each tunnel.
  private func commonOptions(
    _ options: ChassisOptions, _ global: Southbound.SBGlobal, localIP: String?
  ) -> [String: String] {
    var common = ["key": "flow"]
    if let tos = options["ovn-encap-tos"], tos != "none" { common["tos"] = tos }
    common["df_default"] = options["ovn-encap-df_default"]
    if global.ipsec {
      for key in ["ipsec_encapsulation", "ipsec_forceencaps"] where global.options.isTrue(key) {
        common[key] = "yes"
      }
    }
    if global.ipsec || options.isTrue("ovn-set-local-ip") { common["local_ip"] = localIP }
    return common
  }

  /// BFD as the operator wants it, in NB_Global's options that northd copies (ovn-nb(5)).
  private func detection(_ global: Southbound.SBGlobal) -> [String: String] {
    // Without the check, packets of a logical port could pass for BFD's (CVE-2024-2182).
    var bfd = ["enable": "true", "check_tnl_key": "true"]
    for key in ["min_rx", "decay_min_rx", "min_tx", "mult"] {
      bfd[key] = global.options["bfd-" + key.map { $0 == "_" ? "-" : String($0) }.joined()]
    }
    return bfd
  }
}

extension [String: String] {
  /// An option that is off unless it says "true", in any case.
  func isTrue(_ key: String) -> Bool { self[key]?.lowercased() == "true" }
}
