internal import Client
internal import Database
internal import JSON
internal import OVSDB

/// What servers and daemons of a lab say alike and so keep once, as they are one process: in a large
/// lab a thousand zones know the same gateways and write the same flows.
final class SharedMemory {
  /// Of messages.
  let texts = SharedTexts()
  /// Of rows in servers.
  let values = SharedValues(count: 1 << 16)
  private var layouts: [String: DatabaseLayout] = [:]
  private var wires: [String: (layout: DatabaseLayout, wire: JSONElement)] = [:]

  /// What databases of a schema have in common.
  func layout(of schema: DatabaseSchema) -> DatabaseLayout {
    let name = Self.name(of: schema)
    if let layout = layouts[name], layout.schema == schema { return layout }
    let layout = DatabaseLayout(schema)
    layouts[name] = layout
    return layout
  }

  /// The schema of a layout, as servers tell it.
  func wire(of layout: DatabaseLayout) -> JSONElement {
    let name = Self.name(of: layout.schema)
    if let known = wires[name], known.layout === layout { return known.wire }
    let wire = JSONElement(layout.schema.json)
    wires[name] = (layout, wire)
    return wire
  }

  /// What clients of a database are to expect its schema to be.
  func expected(_ schema: DatabaseSchema) -> ExpectedSchema {
    let layout = layout(of: schema)
    return ExpectedSchema(layout.schema, wire: wire(of: layout))
  }

  private static func name(of schema: DatabaseSchema) -> String {
    "\(schema.name) \(schema.version)"
  }
}
