internal import Database
internal import DatabaseCommands

/// The commands on transit switches and their ports.
enum TransitSwitchCommands {
  static let table = "Transit_Switch"
  static let portTable = "Transit_Switch_Port"

  static let all: [CommandSyntax] = [
    CommandSyntax(
      "ts-add", "SWITCH", minimum: 1, maximum: 1, options: [.flag("--may-exist")], isWriting: true
    ) { context throws(CommandError) in
      try context.insertNamed(context.arguments[0], into: table, "transit switch")
    },
    CommandSyntax(
      "ts-del", "SWITCH", minimum: 1, maximum: 1, options: [.flag("--if-exists")], isWriting: true
    ) { context throws(CommandError) in
      let row = try context.requiredRowIfExists(context.arguments[0], in: table, "switch")
      if let row { context.draft.delete(row) }
    },
    CommandSyntax("ts-list") { context throws(CommandError) in
      try context.printNames(of: table)
    },
    CommandSyntax(
      "tsp-add", "SWITCH PORT [COLUMN[:KEY]=VALUE]...", minimum: 2, maximum: nil,
      options: [.flag("--may-exist")], isWriting: true, run: addPort),
    CommandSyntax(
      "tsp-set-addr", "PORT ADDRESS...", minimum: 1, maximum: nil, isWriting: true,
      run: setAddresses),
    CommandSyntax(
      "tsp-del", "PORT", minimum: 1, maximum: 1, options: [.flag("--if-exists")], isWriting: true,
      run: deletePort),
  ]

  @Sendable
  private static func addPort(_ context: inout CommandContext) throws(CommandError) {
    let name = context.arguments[1]
    let transitSwitch = try context.requiredRow(context.arguments[0], in: table, "switch")
    let existing = try context.row(name, in: portTable)
    guard existing == nil || context.command.has("--may-exist") else {
      throw CommandError("\(name): a port with this name already exists")
    }
    let port: RowReference
    if let existing {
      port = existing
    } else {
      port = context.draft.insert(into: try context.table(portTable))
      try context.set("name", of: port, to: Datum(.string(name)))
    }
    for setting in context.arguments.dropFirst(2) { try context.set(setting, of: port) }
    try context.add(port, to: "ports", of: transitSwitch)
  }

  @Sendable
  private static func deletePort(_ context: inout CommandContext) throws(CommandError) {
    let port = try context.requiredRowIfExists(context.arguments[0], in: portTable, "switch port")
    guard let port else { return }
    try context.remove(port, from: "ports", of: try transitSwitch(of: port, context))
    context.draft.delete(port)
  }

  @Sendable
  private static func setAddresses(_ context: inout CommandContext) throws(CommandError) {
    let port = try context.requiredRow(context.arguments[0], in: portTable, "switch port")
    let transitSwitch = try transitSwitch(of: port, context)
    let addresses = context.arguments.dropFirst()
    for address in addresses {
      try SwitchPortAddress.check(address)
      try SwitchPortAddress.checkDuplicates(address, of: port, on: transitSwitch, context)
    }
    try context.set("addresses", of: port, to: Datum(addresses))
  }

  private static func transitSwitch(
    of port: RowReference, _ context: CommandContext
  ) throws(CommandError) -> RowReference {
    for row in context.draft.rows(of: try context.table(table))
    where try context.value("ports", of: row).contains(.uuid(port.uuid)) {
      return row
    }
    throw CommandError(
      "transit port \(try context.string("name", of: port)) is not part of any transit switch")
  }
}
