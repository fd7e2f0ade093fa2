internal import Database
internal import DatabaseCommands

/// The commands on the database server's TLS settings.
struct SSLCommands: Sendable {
  /// The table of one row that refers to them.
  let settings: String

  var all: [CommandSyntax] {
    [
      CommandSyntax("get-ssl") { context throws(CommandError) in try get(&context) },
      CommandSyntax("del-ssl", isWriting: true) { context throws(CommandError) in
        try delete(&context)
      },
      CommandSyntax(
        "set-ssl",
        "PRIVATE-KEY CERTIFICATE CA-CERT [SSL-PROTOS [SSL-CIPHERS [SSL-CIPHERSUITES]]]",
        minimum: 3, maximum: 6, options: [.flag("--bootstrap")], isWriting: true
      ) { context throws(CommandError) in try set(&context) },
    ]
  }

  private func get(_ context: inout CommandContext) throws(CommandError) {
    try verify(&context)
    guard let row = context.draft.rows(of: try context.table("SSL")).first else { return }
    let columns = ["private_key", "certificate", "ca_cert", "bootstrap_ca_cert"]
    for column in columns {
      context.draft.verify(try context.column(column, of: "SSL"), of: row)
    }
    context.print("Private key: \(try context.string("private_key", of: row))")
    context.print("Certificate: \(try context.string("certificate", of: row))")
    context.print("CA Certificate: \(try context.string("ca_cert", of: row))")
    let bootstraps = try context.value("bootstrap_ca_cert", of: row).scalar?.boolean ?? false
    context.print("Bootstrap: \(bootstraps)")
  }

  private func delete(_ context: inout CommandContext) throws(CommandError) {
    guard let row = context.draft.rows(of: try context.table("SSL")).first else { return }
    try verify(&context)
    context.draft.delete(row)
    guard let global = try context.settingsRow(settings) else { return }
    try context.set("ssl", of: global, to: Datum())
  }

  private func set(_ context: inout CommandContext) throws(CommandError) {
    try verify(&context)
    let table = try context.table("SSL")
    if let old = context.draft.rows(of: table).first { context.draft.delete(old) }
    let row = context.draft.insert(into: table)
    let columns = [
      "private_key", "certificate", "ca_cert", "ssl_protocols", "ssl_ciphers", "ssl_ciphersuites",
    ]
    for (column, argument) in zip(columns, context.arguments) {
      try context.set(column, of: row, to: Datum(.string(argument)))
    }
    let bootstraps = context.command.has("--bootstrap")
    try context.set("bootstrap_ca_cert", of: row, to: Datum(.boolean(bootstraps)))
    guard let global = try context.settingsRow(settings) else { return }
    try context.set("ssl", of: global, to: Datum(.uuid(row.uuid)))
  }

  /// No other client may set others meanwhile.
  private func verify(_ context: inout CommandContext) throws(CommandError) {
    guard let global = try context.settingsRow(settings) else { return }
    context.draft.verify(try context.column("ssl", of: settings), of: global)
  }
}
