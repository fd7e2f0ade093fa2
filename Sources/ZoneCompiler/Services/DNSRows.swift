import Derive
import JSON
import OVNModel
import OVSDB
import Replica
import Transactions

/// Rows of DNS: names and addresses of Northbound, and the switches whose machines may ask for them. Chassis
/// look for lower case.
extension World {
  /// Whether a switch's machines can ask for anything.
  func hasDNSRecords(_ logicalSwitch: UUID) -> Bool {
    guard let records = row(logicalSwitch, in: nb.switches)?.dnsRecords else { return false }
    return records.contains { row($0, in: nb.dns)?.records.isEmpty == false }
  }

  /// The edits of the row for a Northbound row.
  func dnsRecords(_ uuid: UUID) -> ZoneEdits {
    let table = Southbound.DNS.table.name
    let present = rows(uuid.description, in: sb.dnsByIdentity)
    let switches = rows(uuid, in: nb.switchesByDNS).compactMap { datapaths[$0.uuid]?.row }
    guard let northbound = row(uuid, in: nb.dns), !switches.isEmpty else {
      return [.southbound: present.map { .delete(table, $0.uuid) }]
    }
    var edits = present.dropFirst().map { Edit.delete(table, $0.uuid) }
    var wanted = Southbound.DNS()
    wanted.records = northbound.records.mapValues { $0.asciiLowercased }
    wanted.datapaths = Set(switches)
    wanted.externalIDs = [Key.dnsIdentity: uuid.description]
    if let (kept, row) = present.first {
      let columns = differences(
        from: row, to: wanted, in: .southbound, columns: ["records", "datapaths"])
      if !columns.isEmpty { edits.append(.update(table, kept, columns)) }
    } else {
      edits.append(
        .insert(table, columns(of: wanted, in: .southbound), uuid: freeRow(uuid, in: sb.dns)))
    }
    return [.southbound: edits]
  }

  /// The edits of a row that stands for no Northbound row.
  func strayDNS(_ uuid: UUID) -> ZoneEdits {
    guard let row = row(uuid, in: sb.dns), row.northboundUUID == nil else { return [:] }
    return [.southbound: [.delete(Southbound.DNS.table.name, uuid)]]
  }

  func followDNS() {
    follow(nb.dns) { world, uuid, _ in world.rowWork.invalidate(.dns(uuid)) }
    follow(sb.dns) { world, uuid, row in
      world.rowWork.invalidate(row.northboundUUID.map { .dns($0) } ?? .strayDNS(uuid))
    }
  }
}

extension Key {
  /// Which Northbound row a row of DNS is for.
  static let dnsIdentity = "dns_id"
}

extension Southbound.DNS {
  /// The Northbound row that the row is for.
  var northboundUUID: UUID? { externalIDs[Key.dnsIdentity].flatMap { UUID($0) } }
}

extension String {
  /// The string with the capitals of ASCII made small, and no others.
  fileprivate var asciiLowercased: String {
    String(decoding: utf8.map { 0x41...0x5A ~= $0 ? $0 + 0x20 : $0 }, as: UTF8.self)
  }
}
