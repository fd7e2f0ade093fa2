import OVNModel
import OVSDB
import Testing

/// The schema that the distribution installs (OVN 23.03, Open vSwitch 3.1), of which a declared one
/// is a later version.
struct Predecessor: Sendable, CustomTestStringConvertible {
  /// The later version.
  let schema: DatabaseSchema
  /// The later version's number.
  let newVersion: String
  /// The distribution's file, as ``installedSchema(_:)`` takes it.
  let file: String
  /// The version in that file.
  let version: String
  /// Everything that upstream has changed since, a fact a line: `+` is a table or column that is new,
  /// `-` one that is gone, `->` one that is declared otherwise now.
  let changes: [String]

  var testDescription: String { "\(schema.name) \(version)" }

  static let all = [
    Predecessor(
      schema: Northbound.schema, newVersion: "7.19.0", file: "ovn/ovn-nb", version: "7.0.0",
      changes: northboundChanges),
    Predecessor(
      schema: Southbound.schema, newVersion: "21.11.0", file: "ovn/ovn-sb", version: "20.27.0",
      changes: southboundChanges),
    Predecessor(
      schema: ICNorthbound.schema, newVersion: "1.4.0", file: "ovn/ovn-ic-nb", version: "1.0.0",
      changes: icNorthboundChanges),
    Predecessor(
      schema: ICSouthbound.schema, newVersion: "2.7.0", file: "ovn/ovn-ic-sb", version: "1.1.1",
      changes: icSouthboundChanges),
    Predecessor(
      schema: OpenVSwitch.schema, newVersion: "8.8.0", file: "openvswitch/vswitch",
      version: "8.3.1", changes: openVSwitchChanges),
  ]

  static func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }
}
