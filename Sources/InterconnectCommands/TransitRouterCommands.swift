internal import Address
internal import Database
internal import DatabaseCommands
internal import OVSDB

/// The commands on transit routers and their ports.
enum TransitRouterCommands {
  static let table = "Transit_Router"
  static let portTable = "Transit_Router_Port"

  static let all: [CommandSyntax] = [
    CommandSyntax(
      "tr-add", "ROUTER", minimum: 1, maximum: 1, options: [.flag("--may-exist")], isWriting: true
    ) { context throws(CommandError) in
      try context.insertNamed(context.arguments[0], into: table, "transit router")
    },
    CommandSyntax(
      "tr-del", "ROUTER", minimum: 1, maximum: 1, options: [.flag("--if-exists")], isWriting: true
    ) { context throws(CommandError) in
      let row = try context.requiredRowIfExists(context.arguments[0], in: table, "router")
      if let row { context.draft.delete(row) }
    },
    CommandSyntax("tr-list") { context throws(CommandError) in
      try context.printNames(of: table)
    },
    CommandSyntax(
      "trp-add", "ROUTER PORT MAC [NETWORK]...[COLUMN[:KEY]=VALUE]...", minimum: 5, maximum: nil,
      options: [.flag("--may-exist")], isWriting: true, run: addPort),
    CommandSyntax(
      "trp-del", "PORT", minimum: 1, maximum: 1, options: [.flag("--if-exists")], isWriting: true,
      run: deletePort),
  ]

  @Sendable
  private static func addPort(_ context: inout CommandContext) throws(CommandError) {
    let (name, macText) = (context.arguments[1], context.arguments[2])
    let router = try context.requiredRow(context.arguments[0], in: table, "router")
    let existing = try context.row(name, in: portTable)
    let networks = context.arguments.dropFirst(3).prefix { !$0.contains("=") }
    guard let mac = MACAddress(parsing: macText) else {
      throw CommandError("\(name): invalid mac address \(macText)")
    }
    if let existing {
      return try check(existing, name, mac, Array(networks), context)
    }
    for network in networks where IPPrefix(parsing: network) == nil {
      throw CommandError("\(name): invalid network address: \(network)")
    }
    let port = context.draft.insert(into: try context.table(portTable))
    try context.set("name", of: port, to: Datum(.string(name)))
    try context.set("mac", of: port, to: Datum(.string(macText)))
    try context.set("tr_uuid", of: port, to: Datum(.uuid(router.uuid)))
    try context.set("networks", of: port, to: Datum(networks))
    for setting in context.arguments.dropFirst(3 + networks.count) {
      try context.set(setting, of: port)
    }
    try context.add(port, to: "ports", of: router)
  }

  /// Throws unless the port may exist, and is as it would be made.
  private static func check(
    _ port: RowReference, _ name: String, _ mac: MACAddress, _ networks: [String],
    _ context: CommandContext
  ) throws(CommandError) {
    guard context.command.has("--may-exist") else {
      throw CommandError("\(name): a port with this name already exists")
    }
    let macText = try context.string("mac", of: port)
    guard MACAddress(parsing: macText) == mac else {
      throw CommandError("\(name): port already exists with mac \(macText)")
    }
    guard let wanted = subnets(networks) else {
      throw CommandError("\(name): Invalid networks configured")
    }
    guard let present = subnets(try context.value("networks", of: port).strings) else {
      throw CommandError("\(name): Existing port has invalid networks configured")
    }
    guard wanted == present else {
      throw CommandError("\(name): port already exists with different network")
    }
  }

  /// The networks without regard to host bits; `nil` if one is none.
  private static func subnets(_ networks: [String]) -> Set<IPPrefix>? {
    let subnets = networks.compactMap { IPPrefix(parsing: $0)?.network }
    return subnets.count == networks.count ? Set(subnets) : nil
  }

  @Sendable
  private static func deletePort(_ context: inout CommandContext) throws(CommandError) {
    let port = try context.requiredRowIfExists(context.arguments[0], in: portTable, "router port")
    guard let port else { return }
    let uuid = try context.value("tr_uuid", of: port).scalar?.uuid ?? .zero
    let router = try context.requiredRow(uuid.description, in: table, "router")
    try context.remove(port, from: "ports", of: router)
    context.draft.delete(port)
  }
}
