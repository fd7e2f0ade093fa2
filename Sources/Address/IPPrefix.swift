/// An address and how many of its first bits name a network.
///
/// Host bits are kept: `192.0.2.1/24` is an interface's address as well as a network, and neither
/// equal to `192.0.2.0/24` nor printed as it. OVN publishes connected networks in this form.
public struct IPPrefix: Hashable, Sendable {
  /// The address with its host bits.
  public let address: IPAddress
  private let storedLength: UInt8

  /// The number of bits that name the network: 0…32 or 0…128.
  public var length: Int { Int(storedLength) }

  /// The prefix of `length` bits; nil if an address of that family has fewer.
  public init?(_ address: IPAddress, length: Int) {
    guard 0...address.bitWidth ~= length else { return nil }
    self.init(address, checkedLength: length)
  }

  /// The prefix that holds one address: /32 or /128.
  public init(host address: IPAddress) {
    self.init(address, checkedLength: address.bitWidth)
  }

  init(_ address: IPAddress, checkedLength length: Int) {
    self.address = address
    self.storedLength = UInt8(length)
  }

  /// The same prefix with all host bits zero.
  public var network: IPPrefix {
    switch address {
    case .v4(let address):
      let bits = address.bits & IPv4Address.mask(length: length)
      return IPPrefix(.v4(IPv4Address(bits: bits)), checkedLength: length)
    case .v6(let address):
      let bits = address.bits & IPv6Address.mask(length: length)
      return IPPrefix(.v6(IPv6Address(bits: bits)), checkedLength: length)
    }
  }

  /// Whether `other` is of the same family and its first `length` bits equal the prefix's.
  public func contains(_ other: IPAddress) -> Bool {
    switch (address, other) {
    case (.v4(let own), .v4(let other)):
      (own.bits ^ other.bits) & IPv4Address.mask(length: length) == 0
    case (.v6(let own), .v6(let other)):
      (own.bits ^ other.bits) & IPv6Address.mask(length: length) == 0
    default:
      false
    }
  }

  /// Whether every address of `other` is in this prefix.
  public func covers(_ other: IPPrefix) -> Bool {
    other.length >= length && contains(other.address)
  }

  /// Whether the prefix is of length zero.
  public var isDefaultRoute: Bool { length == 0 }

  /// Whether all of the prefix is link-local: inside 169.254.0.0/16 or fe80::/10.
  public var isLinkLocal: Bool {
    switch address {
    case .v4(let address): length >= 16 && address.bits >> 16 == 0xa9fe
    case .v6(let address): length >= 10 && address.high >> 54 == 0xfe80 >> 6
    }
  }
}

extension IPPrefix: Comparable {
  public static func < (left: Self, right: Self) -> Bool {
    left.address != right.address ? left.address < right.address : left.length < right.length
  }
}

extension IPPrefix: CustomStringConvertible {
  /// The canonical address with its host bits, a slash and the length: `192.0.2.1/24`.
  public var description: String {
    var text: [UInt8] = []
    text.reserveCapacity(49)
    address.write(to: &text)
    text.append(.slash)
    text.append(decimal: length)
    return text.text
  }
}
