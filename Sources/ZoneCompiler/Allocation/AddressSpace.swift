import Address
import OVNModel
import OVSDB

/// What a switch's ports are allocated addresses from (ovn-nb(5), Logical_Switch, `other_config:subnet` and
/// those behind it).
struct AddressSpace: Equatable {
  /// A subnet. Addresses are counted as they are numbered.
  struct Subnet: Equatable {
    /// The first address behind the network's own, which the network's router is thought to have.
    let first: Int
    /// The last address before that for broadcasts; before the first one if the network has no room.
    let last: Int
    /// What is not allocated, in order and without overlap: the first address, those that the operator
    /// excludes, those of routers at the switch.
    let blocked: [ClosedRange<Int>]

    /// The addresses around `address` that are not allocated.
    func block(around address: Int) -> ClosedRange<Int>? {
      var (low, high) = (0, blocked.count)
      while low < high {
        let middle = (low + high) / 2
        if blocked[middle].upperBound < address { low = middle + 1 } else { high = middle }
      }
      guard blocked.indices.contains(low), blocked[low].contains(address) else { return nil }
      return blocked[low]
    }

    /// Whether `address` may be allocated if nobody has it.
    func isAllocatable(_ address: Int) -> Bool {
      address >= first && address <= last && block(around: address) == nil
    }
  }

  let subnet: Subnet?
  /// The first 64 bits of addresses that are made of Ethernet addresses.
  let ipv6Prefix: UInt64?
}

extension World {
  static let subnetKey = "subnet"
  static let ipv6PrefixKey = "ipv6_prefix"
  static let macOnlyKey = "mac_only"

  /// Whether a switch's configuration may be one that addresses are allocated by.
  static func mayAllocate(_ otherConfig: [String: String]) -> Bool {
    [subnetKey, ipv6PrefixKey, macOnlyKey].contains { otherConfig[$0] != nil }
  }

  /// A switch that allocates addresses.
  func deriveAddressSpace(_ logicalSwitch: UUID) -> AddressSpace? {
    let problem = ProblemKey(row: logicalSwitch, aspect: "address allocation")
    guard let config = row(logicalSwitch, in: nb.switches)?.otherConfig, Self.mayAllocate(config)
    else {
      report([], of: problem)
      return nil
    }
    var problems: [String] = []
    defer { report(problems.map { "\(logicalSwitch): \($0)" }, of: problem) }
    let subnet = config[Self.subnetKey].flatMap {
      readSubnet($0, of: logicalSwitch, config["exclude_ips"], &problems)
    }
    let prefix = config[Self.ipv6PrefixKey].flatMap { readIPv6Prefix($0, &problems) }
    let onlyMACs =
      config[Self.subnetKey] == nil && config[Self.ipv6PrefixKey] == nil
      && config.isTrue(Self.macOnlyKey)
    if subnet == nil, prefix == nil, !onlyMACs { return nil }
    return AddressSpace(subnet: subnet, ipv6Prefix: prefix)
  }

  private func readSubnet(
    _ text: String, of logicalSwitch: UUID, _ excluded: String?, _ problems: inout [String]
  ) -> AddressSpace.Subnet? {
    guard let prefix = IPPrefix(parsing: text), prefix.length < 32,
      case .v4(let address) = prefix.network.address
    else {
      problems.append("bad 'subnet' \(text)")
      return nil
    }
    let first = Int(address.bits) + 1
    let size = 1 << (32 - prefix.length)
    var blocked = [first...first]
    if let excluded { blocked += readExclusions(excluded, in: first..<first + size - 1, &problems) }
    blocked += routerAddresses(on: logicalSwitch).map { $0...$0 }
    return AddressSpace.Subnet(first: first, last: first + size - 3, blocked: merge(blocked))
  }

  private func readIPv6Prefix(_ text: String, _ problems: inout [String]) -> UInt64? {
    guard let prefix = IPPrefix(parsing: text), case .v6(let address) = prefix.address else {
      problems.append("bad 'ipv6_prefix' \(text)")
      return nil
    }
    if text.contains("/"), prefix.length != 64 {
      problems.append("bad 'ipv6_prefix' \(text): must be /64")
      return nil
    }
    return address.high
  }

  /// `exclude_ips`: addresses and ranges `FIRST..LAST`. Reading ends at what is neither.
  private func readExclusions(
    _ text: String, in subnet: Range<Int>, _ problems: inout [String]
  ) -> [ClosedRange<Int>] {
    var result: [ClosedRange<Int>] = []
    for word in text.split(whereSeparator: \.isWhitespace) {
      let bounds = word.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false)
        .map { IPv4Address(parsing: $0).map { Int($0.bits) } }
      guard let first = bounds.first ?? nil, let last = bounds.last ?? nil else {
        problems.append("bad exclude_ips (Syntax error at `\(word)' expecting address.)")
        break
      }
      let (low, high) = (max(first, subnet.lowerBound), min(last, subnet.upperBound - 1))
      if low <= high {
        result.append(low...high)
      } else {
        problems.append("bad exclude_ips (\(word): excluded addresses not in subnet)")
      }
    }
    return result
  }

  /// The addresses that routers have at a switch.
  private func routerAddresses(on logicalSwitch: UUID) -> [Int] {
    members(RosterKey(logicalSwitch, .type(.router))).flatMap { port in
      (routerPort(of: port)?.addresses.ipv4 ?? []).compactMap(\.prefix.ipv4Number)
    }
  }

  private func merge(_ ranges: [ClosedRange<Int>]) -> [ClosedRange<Int>] {
    var result: [ClosedRange<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = result.last, range.lowerBound <= last.upperBound + 1 {
        result[result.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
    return result
  }
}
