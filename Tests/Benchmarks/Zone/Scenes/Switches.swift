import OVSDB
import ZoneBench

/// Switches with as many ports each.
struct Switches: Scene {
  var count: Int
  /// Ports of each.
  var ports: Int

  var title: String { "\(grouped(count)) switches of \(ports) ports" }
  var thing: String { "port" }
  var size: Int { 0 }

  var contents: [OVSDB.Operation] {
    (0..<count).flatMap { number in
      [NorthboundEdit.addSwitch("sw\(number)", uuid: identifier(1, number))]
        + (0..<ports).flatMap { port in
          NorthboundEdit.addPort(
            "sw\(number)-\(port)", uuid: identifier(2, number * ports + port),
            to: identifier(1, number), addresses: [address(number, port)])
        }
    }
  }

  func adding(_ number: Int) -> [OVSDB.Operation] {
    NorthboundEdit.addPort(
      "more-\(number)", uuid: identifier(3, number), to: identifier(1, 0),
      addresses: [address(number >> 8 | 0x8000, number & 0xFF)])
  }

  func removing(_ number: Int) -> [OVSDB.Operation] {
    [NorthboundEdit.removePort(identifier(3, number), from: "Logical_Switch", identifier(1, 0))]
  }

  private func address(_ number: Int, _ port: Int) -> String {
    let mac = [0x0a, 0, number >> 8, number & 0xFF, port >> 8, port & 0xFF].map(octet)
    return "\(mac.joined(separator: ":")) 10.\(number >> 8).\(number & 0xFF).\(port & 0xFF)"
  }
}
