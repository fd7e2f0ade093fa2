/// Hands out names for new ports: `ovn-`, the beginning of the chassis's name, and the first number
/// that is free, in hexadecimal.
///
/// A name handed out stays with its chassis until that gives its names back, so that two ports of one
/// transaction never get the same.
struct PortNames {
  private struct Name: Hashable {
    /// All but the number.
    let stem: String
    let number: Int

    var text: String { stem + String(number, radix: 16) }
  }

  private var reserved: Set<Name> = []
  private var namesByPeer: [String: [Name]] = [:]
  /// Below this, all numbers of a stem are taken: chassis by the thousand may begin alike.
  private var firstFree: [String: Int] = [:]

  /// A name for a tunnel to `peer`.
  ///
  /// - Parameters:
  ///   - index: what follows `ovn` where chassis share an Open vSwitch, else nothing.
  ///   - isUsed: whether a port or an interface has the name.
  /// - Returns: nil if there are none left.
  mutating func reserve(
    for peer: String, index: String, isUsed: (String) -> Bool
  ) -> String? {
    let beginning = peer.utf8.prefix(index.isEmpty ? 6 : 5)
    let stem = "ovn\(index)-\(String(decoding: beginning, as: UTF8.self))-"
    let numbers = (firstFree[stem] ?? 0)..<Int(UInt16.max)
    let number = numbers.first { number in
      let name = Name(stem: stem, number: number)
      return !reserved.contains(name) && !isUsed(name.text)
    }
    guard let number else { return nil }
    let name = Name(stem: stem, number: number)
    firstFree[stem] = number + 1
    reserved.insert(name)
    namesByPeer[peer, default: []].append(name)
    return name.text
  }

  /// Gives back the names of a chassis's tunnels.
  mutating func release(of peer: String) {
    for name in namesByPeer.removeValue(forKey: peer) ?? [] {
      reserved.remove(name)
      firstFree[name.stem] = min(firstFree[name.stem] ?? 0, name.number)
    }
  }

  /// Ports are gone: any name may be free.
  mutating func portsHaveGone() { firstFree = [:] }
}
