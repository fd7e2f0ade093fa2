import JSON
import OVNModel
import OVSDB
import Transactions

/// The prefix that a router's port has got by delegation: a chassis writes it into Port_Binding, and
/// Northbound is told.
extension World {
  func delegatedPrefix(_ uuid: UUID) -> ZoneEdits {
    guard let port = routerPorts[uuid], port.options.isTrue("prefix"),
      let prefix = delegatedPrefix(of: port.name)
        ?? (port.isGateway ? delegatedPrefix(of: port.redirectName) : nil),
      row(uuid, in: nb.routerPorts)?.ipv6Prefix != [prefix]
    else { return [:] }
    let columns = ["ipv6_prefix": JSON.set([.string(prefix)])]
    return [.northbound: [.update(Northbound.LogicalRouterPort.table.name, uuid, columns)]]
  }

  /// What stands behind the number of the identity association.
  private func delegatedPrefix(of name: String) -> String? {
    guard let list = first(name, in: sb.portBindingsByName)?.row.options["ipv6_ra_pd_list"],
      let colon = list.utf8.firstIndex(of: UInt8(ascii: ":")), UInt32(list[..<colon]) != nil
    else { return nil }
    let prefix = list[list.index(after: colon)...].split(separator: " ").first
    return prefix.map(String.init)
  }
}
