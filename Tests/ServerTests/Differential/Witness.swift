import JSON
import OVSDB

/// One server of a comparison: sends it transactions, and tells what it says in words that do not
/// depend on the UUIDs it chose.
final class Witness {
  private let actor: RawClient
  private let watcher: RawClient
  private var names: [String: String] = [:]
  private var uuids: [String] = []

  init(socket: String) throws {
    actor = try RawClient(socket)
    watcher = try RawClient(socket)
  }

  /// Starts monitors of all kinds; returns the replies.
  func watch() throws -> [JSON] {
    let tables = RandomTransactions.columns.mapValues { columns in
      JSON.object(["columns": .array(columns.map { .string($0) })])
    }
    var halves = tables
    halves["Animal"] = [
      ["columns": ["name", "foods"], "select": ["delete": false, "initial": false]],
      ["columns": ["legs"], "select": ["modify": false]],
    ]
    var some = tables
    some["Animal"] = [
      "columns": ["legs", "notes", "foods", "age"],
      "where": [["legs", "<", 4], ["foods", "includes", "egg"]],
    ]
    let calls: [(String, JSON)] = [
      ("monitor", ["Menagerie", "all", .object(tables)]),
      ("monitor", ["Menagerie", "halves", .object(halves)]),
      ("monitor_cond", ["Menagerie", "some", .object(some)]),
      ("monitor_cond", ["Menagerie", "whole", .object(tables)]),
      (
        "monitor_cond_since",
        ["Menagerie", "since", .object(some), "00000000-0000-0000-0000-000000000000"]
      ),
    ]
    return try calls.map { normalised(try watcher.call($0, $1).reply["result"] ?? .null) }
  }

  /// Changes what `some` sees; returns what it is told and the reply.
  func narrow(legs: Int64) throws -> [JSON] {
    let (reply, before) = try watcher.call(
      "monitor_cond_change",
      ["some", "some", ["Animal": [["where": [["legs", "==", .integer(legs)]]]]]])
    return (before + [reply["result"] ?? reply]).map(normalised).sorted {
      $0.description < $1.description
    }
  }

  /// Runs a transaction; returns the results and what monitors were told.
  func transact(_ operations: [JSON]) throws -> (results: JSON, updates: [JSON]) {
    let reply = try actor.call(
      "transact", .array(["Menagerie"] + operations.map(withUUIDs))
    ).reply
    let results = reply["result"] ?? .null
    let isFailed = results.arrayValue?.contains { $0["error"] != nil } ?? true
    for result in results.arrayValue ?? [] where !isFailed {
      guard let uuid = result["uuid"]?[1]?.stringValue else { continue }
      names[uuid] = "row-\(uuids.count)"
      uuids.append(uuid)
    }
    // What is told before the answer was told of this transaction.
    let updates = try watcher.call("echo", []).before
    return (
      normalised(isFailed ? withoutUUIDs(results) : results),
      updates.map(normalised).sorted { $0.description < $1.description }
    )
  }

  /// Rows inserted so far.
  var rowCount: Int { uuids.count }

  private func withUUIDs(_ json: JSON) -> JSON {
    switch json {
    case .string(let text) where text.hasPrefix("row-"):
      Int(text.dropFirst(4)).flatMap { uuids.indices.contains($0) ? .string(uuids[$0]) : nil }
        ?? json
    case .array(let elements): .array(elements.map(withUUIDs))
    case .object(let members): .object(members.mapValues(withUUIDs))
    default: json
    }
  }

  private func withoutUUIDs(_ results: JSON) -> JSON {
    .array((results.arrayValue ?? [results]).map { $0["uuid"] == nil ? $0 : ["uuid": "?"] })
  }

  /// The value with names for UUIDs, and sets, maps and rows in an order of their own.
  private func normalised(_ json: JSON) -> JSON {
    switch json {
    case .string(let text): return .string(named(text))
    case .array(let elements):
      if elements.count == 2, let tag = elements[0].stringValue, tag == "set" || tag == "map",
        let contents = elements[1].arrayValue
      {
        return .array([elements[0], .array(sorted(contents))])
      }
      return .array(elements.map(normalised))
    case .object(let members):
      var result: [String: JSON] = [:]
      for (name, value) in members {
        result[named(name)] =
          name == "rows" ? .array(sorted(value.arrayValue ?? [])) : normalised(value)
      }
      return .object(result)
    default: return json
    }
  }

  private func sorted(_ elements: [JSON]) -> [JSON] {
    elements.map(normalised).sorted { $0.description < $1.description }
  }

  /// UUIDs anywhere in a text by their rows' names, others all alike.
  private func named(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if index + 36 <= bytes.count, bytes[index] != UInt8(ascii: "-"),
        UUID(utf8: bytes[index..<index + 36].span) != nil
      {
        let uuid = String(decoding: bytes[index..<index + 36], as: UTF8.self)
        result += (names[uuid] ?? "some UUID").utf8
        index += 36
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
