internal import Database
internal import OVNModel
internal import OVSDB

/// What the compilers have made of the zones, a line for each flow of each datapath.
///
/// Which flows share a row is left out, as that may depend on which came first; and the numbers of the
/// members of ECMP groups, as they follow the UUIDs of routes.
extension MeshContents {
  var flows: Set<String> {
    var flows: Set<String> = []
    for zone in zones { zone.zone.southbound.addFlows(to: &flows, of: zone.zone.name) }
    return flows
  }
}

extension LabServer {
  fileprivate func addFlows(to flows: inout Set<String>, of zone: String) {
    guard let table = database?.tables[Southbound.LogicalFlow.table.name],
      let columns = FlowColumns(table)
    else { return }
    let names = rows(Southbound.DatapathBinding.self).mapValues { $0.externalIDs["name"] ?? "?" }
    let groups = rows(Southbound.LogicalDPGroup.self).mapValues(\.datapaths)
    for row in table.rows.values {
      let text = columns.text(row)
      let group = row[columns.group].scalar?.uuid.flatMap { groups[$0] } ?? []
      for datapath in row[columns.datapath].scalar?.uuid.map({ [$0] }) ?? group.sorted() {
        flows.insert("\(zone): flow of \(names[datapath] ?? "?"): \(text)")
      }
    }
  }
}

/// Where the columns of Logical_Flow are: thousands of rows are read as they are stored.
private struct FlowColumns {
  let datapath: Int
  let group: Int
  private let described: [Int]

  init?(_ table: DatabaseTable) {
    let names =
      ["logical_datapath", "logical_dp_group"]
      + ["pipeline", "table_id", "priority", "match", "actions"]
    let positions = names.compactMap(table.layout.position(of:))
    guard positions.count == names.count else { return nil }
    datapath = positions[0]
    group = positions[1]
    described = Array(positions.dropFirst(2))
  }

  /// `ingress 3 100 MATCH ACTIONS`.
  func text(_ row: DatabaseRow) -> String {
    var text = ""
    for position in described {
      let atom = row[position].scalar
      if !text.isEmpty { text += " " }
      text += atom?.string.map(Self.withoutMember) ?? atom?.integer.map(String.init) ?? ""
    }
    return text
  }

  /// `reg8[0..15] == 7 && reg8[16..31] == 2` without the 2.
  private static func withoutMember(_ match: String) -> String {
    let group = "reg8[0..15] == "
    guard match.hasPrefix(group), let end = match.lastIndex(of: "=") else { return match }
    return String(match[...end])
  }
}
