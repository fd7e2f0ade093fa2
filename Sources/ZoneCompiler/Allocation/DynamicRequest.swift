import Address
import OVNModel

/// What an element of a switch port's `addresses` asks to be allocated: an Ethernet address, IP addresses,
/// or what of them it does not give itself (ovn-nb(5), Logical_Switch_Port).
///
///     dynamic    MAC dynamic    dynamic IPv4    dynamic IPv6    dynamic IPv4 IPv6
struct DynamicRequest: Equatable {
  private static let word = "dynamic"

  private(set) var mac: MACAddress?
  private(set) var ipv4: IPv4Address?
  private(set) var ipv6: IPv6Address?
  /// Whether anything follows the word, be it an IPv6 address or not: an IPv6 address that has been
  /// allocated then counts only if it is the one that is given.
  private(set) var givesIP = false

  /// The IPv4 address as a number.
  var ipv4Number: Int? { ipv4.map { Int($0.bits) } }

  /// Reads a request, or is nil if `text` is none.
  init?(_ text: String) {
    guard Self.mayBeRequest(text) else { return nil }
    guard text.hasPrefix(Self.word) else {
      let words = text.split(separator: " ")
      guard words.count == 2, words[1] == Self.word, let mac = MACAddress(parsing: words[0]) else {
        return nil
      }
      self.mac = mac
      return
    }
    let given = text.dropFirst(Self.word.count)
    if given.isEmpty { return }
    guard given.last != " " else { return nil }
    let words = given.split(separator: " ")
    givesIP = true
    switch words.count {
    case 1:
      ipv4 = IPv4Address(parsing: words[0])
      ipv6 = IPv6Address(parsing: words[0])
      guard ipv4 != nil || Self.resemblesIP(words[0]) else { return nil }
    case 2:
      ipv4 = IPv4Address(parsing: words[0])
      ipv6 = IPv6Address(parsing: words[1])
      guard ipv4 != nil, Self.resemblesIP(words[1]) else { return nil }
    default:
      return nil
    }
  }

  /// Whether a look at both ends of `text` does not rule a request out.
  private static func mayBeRequest(_ text: String) -> Bool {
    text.utf8.first == UInt8(ascii: "d") || text.utf8.last == UInt8(ascii: "c")
  }

  /// Whether northd takes a word for an IPv6 address before it reads it.
  private static func resemblesIP(_ word: Substring) -> Bool {
    word.utf8.count <= 46 && word.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
  }
}

extension Northbound.LogicalSwitchPort {
  /// The requests among `addresses`, of which the first counts.
  var dynamicRequests: [DynamicRequest] {
    let requests = addresses.compactMap { text in DynamicRequest(text).map { (text, $0) } }
    return requests.count < 2
      ? requests.map(\.1) : requests.sorted { precedes($0.0, $1.0) }.map(\.1)
  }
}
