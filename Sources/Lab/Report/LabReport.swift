internal import OVNModel
internal import OVSDB

/// What the databases of a lab say, in the words of OVN's tools.
public struct LabReport {
  private let lab: Lab

  /// A report on what `lab` holds whenever it is asked.
  public init(_ lab: Lab) { self.lab = lab }

  /// As `ovn-ic-nbctl show`.
  public var interconnectNorthbound: String {
    let switches = lab.interconnect?.northbound.rows(ICNorthbound.TransitSwitch.self) ?? [:]
    return switches.values.map(\.name).sorted().map { "Transit_Switch \($0)\n" }.joined()
  }

  /// As `ovn-ic-sbctl show`.
  public var interconnectSouthbound: String {
    guard let server = lab.interconnect?.southbound else { return "" }
    let gateways = Dictionary(
      grouping: server.rows(ICSouthbound.Gateway.self).values, by: \.availabilityZone)
    let ports = Dictionary(
      grouping: server.rows(ICSouthbound.PortBinding.self).values.filter { !$0.gateway.isEmpty },
      by: \.gateway)
    let encaps = server.rows(ICSouthbound.Encap.self)
    var text = ""
    let zones = server.rows(ICSouthbound.AvailabilityZone.self).sorted {
      $0.value.name < $1.value.name
    }
    for (uuid, zone) in zones {
      text += "availability-zone \(zone.name)\n"
      for gateway in (gateways[uuid] ?? []).sorted(by: { $0.name < $1.name }) {
        text += "    gateway \(gateway.name)\n"
        if !gateway.hostname.isEmpty { text += "        hostname: \(gateway.hostname)\n" }
        let own = gateway.encaps.compactMap { encaps[$0] }.sorted { $0.type < $1.type }
        for encap in own {
          text += "        type: \(encap.type)\n            ip: \(encap.ip)\n"
        }
        for port in (ports[gateway.name] ?? []).sorted(by: { $0.logicalPort < $1.logicalPort }) {
          text += "        port \(port.logicalPort)\n"
          text += "            transit switch: \(port.transitSwitch)\n"
          text += "            address: [\"\(port.address)\"]\n"
        }
      }
    }
    return text
  }

  /// As `ovn-sbctl show` in a zone.
  public func southbound(of zone: Zone) -> String {
    let server = zone.southbound
    let encaps = server.rows(Southbound.Encap.self)
    let ports = Dictionary(
      grouping: server.rows(Southbound.PortBinding.self).values.filter { $0.chassis != nil },
      by: \.chassis)
    var text = ""
    let chassis = server.rows(Southbound.Chassis.self).sorted { $0.value.name < $1.value.name }
    for (uuid, row) in chassis {
      text += "Chassis \(Self.value(row.name))\n"
      if !row.hostname.isEmpty { text += "    hostname: \(Self.value(row.hostname))\n" }
      for encap in row.encaps.compactMap({ encaps[$0] }).sorted(by: { $0.type < $1.type }) {
        text += "    Encap \(encap.type)\n        ip: \"\(encap.ip)\"\n"
        if encap.options.isEmpty { continue }
        let options = encap.options.sorted { $0.key < $1.key }
        let list = options.map { "\($0.key)=\"\($0.value)\"" }.joined(separator: ", ")
        text += "        options: {\(list)}\n"
      }
      for port in (ports[uuid] ?? []).sorted(by: { $0.logicalPort < $1.logicalPort }) {
        text += "    Port_Binding \(Self.value(port.logicalPort))\n"
      }
    }
    return text
  }

  /// OVSDB's tools put what could be taken for something else in quotation marks.
  private static func value(_ text: String) -> String {
    let isIdentifier =
      text.utf8.first.map { Character(UnicodeScalar($0)).isLetter || $0 == UInt8(ascii: "_") }
      ?? false
    let isPlain = text.utf8.allSatisfy {
      let character = Character(UnicodeScalar($0))
      return character.isLetter || character.isNumber || "_-.".contains(character)
    }
    return isIdentifier && isPlain && text != "true" && text != "false" ? text : "\"\(text)\""
  }
}
