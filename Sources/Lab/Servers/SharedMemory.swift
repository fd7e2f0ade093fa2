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

  /// What databases of a schema have in common.
  func layout(of schema: DatabaseSchema) -> DatabaseLayout {
    let name = "\(schema.name) \(schema.version)"
    if let layout = layouts[name], layout.schema == schema { return layout }
    let layout = DatabaseLayout(schema)
    layouts[name] = layout
    return layout
  }
}
