/// A key of a load balancer's `vips`: a virtual address, and the port it serves if not all of them.
///
/// The text is `IP`, `IP:PORT` or, for IPv6, `[IP]:PORT` (ovn-nb(5), Load_Balancer). Names are not
/// resolved and templates not expanded.
public struct LoadBalancerVIP: TextParsable {
  /// The virtual address.
  public let address: IPAddress
  /// The port, 1…65535; nil when the text names none.
  public let port: UInt16?

  /// The virtual address, with a port if it serves only that.
  public init(address: IPAddress, port: UInt16? = nil) {
    self.address = address
    self.port = port
  }

  public init?(utf8 text: Span<UInt8>) {
    var position = 0
    if text.skip(.leftBracket, at: &position) {
      guard let address = IPv6Address(scanning: text, at: &position),
        text.skip(.rightBracket, at: &position)
      else { return nil }
      self.init(.v6(address), portIn: text, at: position)
    } else if let address = IPv4Address(scanning: text, at: &position) {
      self.init(.v4(address), portIn: text, at: position)
    } else if let address = IPv6Address(utf8: text) {
      self.init(address: .v6(address))
    } else {
      return nil
    }
  }

  /// Takes `:PORT`, or nothing, from `position` to the end.
  private init?(_ address: IPAddress, portIn text: Span<UInt8>, at start: Int) {
    var position = start
    guard position < text.count else {
      self.init(address: address)
      return
    }
    guard text.skip(.colon, at: &position),
      let port = text.scanDecimal(at: &position, digits: 5, maximum: 65535),
      port > 0, position == text.count
    else { return nil }
    self.init(address: address, port: UInt16(port))
  }
}

extension LoadBalancerVIP: Comparable {
  public static func < (left: Self, right: Self) -> Bool {
    left.address != right.address
      ? left.address < right.address : (left.port ?? 0) < (right.port ?? 0)
  }
}

extension LoadBalancerVIP: CustomStringConvertible {
  /// The key as OVN writes it: `192.0.2.1:80`, `[2001:db8::1]:80`.
  public var description: String {
    switch (address, port) {
    case (_, nil): address.description
    case (.v4, let port?): "\(address):\(port)"
    case (.v6, let port?): "[\(address)]:\(port)"
    }
  }
}
