import Address
import OVNModel

/// The first half of the Ethernet addresses that are allocated (ovn-nb(5), NB_Global,
/// `options:mac_prefix`).
struct MACPrefix: Equatable {
  /// How many addresses there are: neither all zeros nor all ones follow the prefix.
  static let capacity = 0xFF_FFFE

  private let bits: UInt64

  /// Reads the first three octets of `text`, whatever follows them. If there are none, or all are zero,
  /// the prefix is that of `madeUp`.
  init(_ text: String?, madeUp: MACAddress) {
    bits = text.flatMap { Self.read($0) } ?? madeUp.bits >> 24
  }

  private static func read(_ text: String) -> UInt64? {
    let groups = text.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
    guard groups.count >= 3 else { return nil }
    let last = groups[2].prefix(2).prefix { $0.isHexDigit }
    let mac = MACAddress(parsing: "\(groups[0]):\(groups[1]):\(last):0:0:0")
    return mac.flatMap { $0.bits == 0 ? nil : $0.bits >> 24 }
  }

  func isPrefix(of mac: MACAddress) -> Bool { mac.bits >> 24 == bits }

  /// The address of that number, which begins anew behind the last.
  func address(_ number: Int) -> MACAddress {
    MACAddress(bits: bits << 24 | UInt64(number % Self.capacity + 1))
  }
}

extension MACPrefix: CustomStringConvertible {
  /// Three groups of two lower-case digits: `0a:58:00`.
  var description: String { String(MACAddress(bits: bits << 24).description.prefix(8)) }
}

extension World {
  /// The prefix that addresses are allocated from now.
  var macPrefix: MACPrefix { macPrefixes[.only] ?? MACPrefix(nil, madeUp: madeUpMAC) }

  func deriveMACPrefix() -> MACPrefix {
    MACPrefix(allRows(of: nb.globals).first?.row.options["mac_prefix"], madeUp: madeUpMAC)
  }
}
