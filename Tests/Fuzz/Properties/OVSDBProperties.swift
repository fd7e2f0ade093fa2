import JSON
import OVSDB

/// What OVSDB's decoders must do with any JSON: throw or give a value that reads back as itself, never
/// trap.  Checked by the fuzzer, and by tests on the corpus.
///
/// Returns what was violated, or `nil`; bytes that are not JSON violate nothing here.
public func violatedOVSDBProperty(of bytes: [UInt8]) -> String? {
  guard let document = try? JSONDocument(parsing: bytes) else { return nil }
  let root = document.root
  return violatedValueProperty(of: root) ?? violatedSchemaProperty(of: root)
    ?? violatedDifferenceProperty(of: root) ?? violatedRowProperty(of: root)
    ?? violatedResultProperty(of: root)
}

private let valueTypes: [any ColumnValue.Type] = [
  String.self, Int.self, Double.self, Bool.self, UUID.self, Shade.self, String?.self, UUID?.self,
  Set<Int>.self, Set<UUID>.self, Set<Shade>.self, [String: String].self, [Int: UUID].self,
  [String: Double].self,
]

private func violatedValueProperty(of wire: JSONElement) -> String? {
  for type in valueTypes {
    if let violation = violatedRoundTrip(of: wire, as: type) { return violation }
  }
  return nil
}

private func violatedRoundTrip<V: ColumnValue>(of wire: JSONElement, as type: V.Type) -> String? {
  guard let value = try? V(wire: wire) else { return nil }
  guard let again = try? V(wire: JSONElement(value.json)), again == value else {
    return "\(value.json) does not read back as the same \(V.self)"
  }
  return nil
}

private func violatedSchemaProperty(of wire: JSONElement) -> String? {
  if let type = try? ColumnType(wire: wire) {
    guard (try? ColumnType(wire: JSONElement(type.json))) == type else {
      return "\(type.json) does not read back as the same type"
    }
  }
  if let schema = try? DatabaseSchema(wire: wire) {
    guard (try? DatabaseSchema(wire: JSONElement(schema.json))) == schema else {
      return "\(schema.json) does not read back as the same schema"
    }
  }
  return nil
}

/// `[old, difference]`: applied twice, a set's difference undoes itself; a map's takes the place of, or
/// toggles, each of its pairs.
private func violatedDifferenceProperty(of wire: JSONElement) -> String? {
  guard let first = wire[0], let second = wire[1] else { return nil }
  if let old = try? Set<UUID>(wire: first), let difference = try? Set<UUID>(wire: second) {
    var value = old
    value.apply(difference: difference)
    guard value == old.symmetricDifference(difference) else { return "a set differs wrongly" }
    value.apply(difference: difference)
    guard value == old else { return "a set's difference does not undo itself" }
  }
  if let old = try? [String: String](wire: first),
    let difference = try? [String: String](wire: second)
  {
    var value = old
    value.apply(difference: difference)
    for key in Set(old.keys).union(difference.keys) {
      let expected = difference[key].map { $0 == old[key] ? nil : $0 } ?? old[key]
      guard value[key] == expected else { return "a map's key \(key) differs wrongly" }
    }
  }
  return nil
}

private func violatedRowProperty(of wire: JSONElement) -> String? {
  for row in [wire, wire["initial"], wire["modify"]].compactMap(\.self) {
    var sample = Sample()
    guard (try? Sample.table.decode(row, into: &sample)) != nil else { continue }
    var again = Sample()
    let text = JSONElement(.object(Sample.table.json(of: sample)))
    guard (try? Sample.table.decode(text, into: &again)) != nil, again == sample else {
      return "\(text) does not read back as the same row"
    }
    guard (try? Sample.table.apply(difference: row, to: &sample)) != nil else {
      return "\(row) is a row but no difference"
    }
  }
  return nil
}

private func violatedResultProperty(of wire: JSONElement) -> String? {
  for count in [wire.count - 1, wire.count] where count >= 0 {
    guard let result = try? TransactionResult(wire: wire, operationCount: count) else { continue }
    guard result.operations.count == count else { return "a result has too many operations" }
  }
  return nil
}
