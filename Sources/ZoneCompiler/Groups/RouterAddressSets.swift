import Derive
import OVNModel
import OVSDB
import Replica

/// The virtual addresses that a router answers for, as a set that flows name.
struct RouterAddressSet {
  /// The tunnel key of the router.
  let key: Int
  let isIPv6: Bool

  /// Its name in Southbound.
  var name: String { "\(Self.prefix)\(key)\(isIPv6 ? Self.ipv6Suffix : Self.ipv4Suffix)" }

  private static let prefix = "_rtr_lb_"
  private static let ipv4Suffix = "_ip4"
  private static let ipv6Suffix = "_ip6"
}

extension RouterAddressSet {
  /// Reads ``name``, or is nil if that is no name of such a set.
  init?(_ name: String) {
    let isIPv6 = name.hasSuffix(Self.ipv6Suffix)
    guard name.hasPrefix(Self.prefix), isIPv6 || name.hasSuffix(Self.ipv4Suffix),
      let key = Int(name.dropFirst(Self.prefix.count).dropLast(Self.ipv4Suffix.count))
    else { return nil }
    self.init(key: key, isIPv6: isIPv6)
  }
}

extension World {
  /// What a set consists of; nothing if there is no such router or no such address.
  func addresses(of set: RouterAddressSet) -> Set<String>? {
    var result: Set<String> = []
    for (_, row) in rows(set.key, in: sb.datapathsByKey) {
      guard let router = row.northboundUUID, datapaths[router]?.key == set.key,
        routers[router] != nil
      else { continue }
      result.formUnion(answeredAddresses(of: router, isIPv6: set.isIPv6))
    }
    return result.isEmpty ? nil : result
  }

  func followRouterAddressSets() {
    follow(sb.datapathBindings) { world, _, row in
      guard row.externalIDs[Key.logicalRouter] != nil else { return }
      for isIPv6 in [false, true] {
        let set = RouterAddressSet(key: row.tunnelKey, isIPv6: isIPv6)
        world.rowWork.invalidate(.addressSet(set.name))
      }
    }
  }
}
