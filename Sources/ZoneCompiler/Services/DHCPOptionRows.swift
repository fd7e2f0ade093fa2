import Derive
import OVNModel
import OVSDB
import Replica
import Transactions

/// An option of DHCP that chassis can encode: its name in `DHCP_Options.options`, its number, and what its
/// value is.
struct DHCPOption: Equatable {
  let name: String
  let code: Int
  let type: String

  init(_ name: String, _ code: Int, _ type: String) {
    self.name = name
    self.code = code
    self.type = type
  }

  /// Those of DHCPv4 (RFC 2132 and successors); from 252 on the numbers are OVN's own use.
  static let version4 = [
    DHCPOption("offerip", 0, "ipv4"), DHCPOption("netmask", 1, "ipv4"),
    DHCPOption("router", 3, "ipv4"), DHCPOption("dns_server", 6, "ipv4"),
    DHCPOption("log_server", 7, "ipv4"), DHCPOption("lpr_server", 9, "ipv4"),
    DHCPOption("hostname", 12, "str"), DHCPOption("domain_name", 15, "str"),
    DHCPOption("swap_server", 16, "ipv4"), DHCPOption("ip_forward_enable", 19, "bool"),
    DHCPOption("policy_filter", 21, "ipv4"), DHCPOption("default_ttl", 23, "uint8"),
    DHCPOption("mtu", 26, "uint16"), DHCPOption("broadcast_address", 28, "ipv4"),
    DHCPOption("router_discovery", 31, "bool"), DHCPOption("router_solicitation", 32, "ipv4"),
    DHCPOption("arp_cache_timeout", 35, "uint32"), DHCPOption("ethernet_encap", 36, "bool"),
    DHCPOption("tcp_ttl", 37, "uint8"), DHCPOption("tcp_keepalive_interval", 38, "uint32"),
    DHCPOption("nis_server", 41, "ipv4"), DHCPOption("ntp_server", 42, "ipv4"),
    DHCPOption("netbios_name_server", 44, "ipv4"), DHCPOption("netbios_node_type", 46, "uint8"),
    DHCPOption("lease_time", 51, "uint32"), DHCPOption("server_id", 54, "ipv4"),
    DHCPOption("T1", 58, "uint32"), DHCPOption("T2", 59, "uint32"),
    DHCPOption("tftp_server", 66, "host_id"), DHCPOption("bootfile_name", 67, "str"),
    DHCPOption("domain_search_list", 119, "domains"),
    DHCPOption("classless_static_route", 121, "static_routes"),
    DHCPOption("tftp_server_address", 150, "ipv4"), DHCPOption("path_prefix", 210, "str"),
    DHCPOption("ms_classless_static_route", 249, "static_routes"), DHCPOption("wpad", 252, "str"),
    DHCPOption("next_server", 253, "ipv4"), DHCPOption("bootfile_name_alt", 254, "str"),
  ]

  /// Those of DHCPv6 (RFC 8415 and RFC 3646).
  static let version6 = [
    DHCPOption("server_id", 2, "mac"), DHCPOption("ia_addr", 5, "ipv6"),
    DHCPOption("dns_server", 23, "ipv6"), DHCPOption("domain_search", 24, "str"),
  ]
}

/// Rows of DHCP_Options and DHCPv6_Options, which tell chassis what they can encode.
extension World {
  func dhcpOptionRows() -> ZoneEdits {
    let present = allRows(of: sb.dhcpOptions).map { uuid, row in
      (uuid: uuid, option: DHCPOption(row.name, row.code, row.type))
    }
    let table = Southbound.DHCPOptions.table.name
    return edits(from: present, to: DHCPOption.version4, in: table) { option in
      var row = Southbound.DHCPOptions()
      row.name = option.name
      row.code = option.code
      row.type = option.type
      return .insert(table, columns(of: row, in: .southbound))
    }
  }

  func dhcpv6OptionRows() -> ZoneEdits {
    let present = allRows(of: sb.dhcpv6Options).map { uuid, row in
      (uuid: uuid, option: DHCPOption(row.name, row.code, row.type))
    }
    let table = Southbound.DHCPv6Options.table.name
    return edits(from: present, to: DHCPOption.version6, in: table) { option in
      var row = Southbound.DHCPv6Options()
      row.name = option.name
      row.code = option.code
      row.type = option.type
      return .insert(table, columns(of: row, in: .southbound))
    }
  }

  private func edits(
    from present: [(uuid: UUID, option: DHCPOption)], to wanted: [DHCPOption], in table: String,
    insertion: (DHCPOption) -> Edit
  ) -> ZoneEdits {
    var missing = wanted
    var edits: [Edit] = []
    for (uuid, option) in present {
      if let index = missing.firstIndex(of: option) {
        missing.remove(at: index)
      } else {
        edits.append(.delete(table, uuid))
      }
    }
    return [.southbound: edits + missing.map(insertion)]
  }

  func followDHCPOptions() {
    followWhole(sb.dhcpOptions)
    followWhole(sb.dhcpv6Options)
  }
}
