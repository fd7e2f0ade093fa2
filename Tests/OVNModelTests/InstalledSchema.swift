import Foundation
import JSON
import OVSDB

/// Reads a schema that the distribution's packages have installed: `ovn/ovn-nb` …
func installedSchema(_ name: String) throws -> DatabaseSchema {
  let file = try Data(contentsOf: URL(filePath: "/usr/share/\(name).ovsschema"))
  return try DatabaseSchema(wire: JSONDocument(parsing: file).root)
}

extension [String: TableSchema] {
  /// What changed between these tables and newer ones: a line for each column or table, sorted.
  func changes(to newer: [String: TableSchema]) -> [String] {
    Set(keys).union(newer.keys).sorted().flatMap { name in
      TableSchema.changes(of: name, from: self[name], to: newer[name])
    }
  }
}

extension TableSchema {
  fileprivate static func changes(of name: String, from older: Self?, to newer: Self?) -> [String] {
    guard let newer else { return ["- \(name)"] }
    let facts = newer.facts
    let added = older == nil ? ["+ \(name): \(facts)"] : []
    let changed = older.map { $0.facts == facts ? [] : ["\(name): \($0.facts) -> \(facts)"] } ?? []
    let older = older?.columns ?? [:]
    return added + changed
      + Set(older.keys).union(newer.columns.keys).sorted().flatMap { column in
        ColumnSchema.changes(
          of: "\(name).\(column)", from: older[column], to: newer.columns[column])
      }
  }

  private var facts: String {
    var facts = isRoot ? ["root"] : []
    if let maxRows { facts.append("maximum \(maxRows)") }
    return (facts + indexes.map { "index \($0.joined(separator: ","))" }).joined(separator: " ")
  }
}

extension ColumnSchema {
  fileprivate static func changes(of name: String, from older: Self?, to newer: Self?) -> [String] {
    guard older != newer else { return [] }
    guard let newer else { return ["- \(name)"] }
    guard let older else { return ["+ \(name): \(newer.facts)"] }
    return ["\(name): \(older.facts) -> \(newer.facts)"]
  }

  private var facts: String {
    "\(type.json)" + (isEphemeral ? " ephemeral" : "") + (isMutable ? "" : " immutable")
  }
}
