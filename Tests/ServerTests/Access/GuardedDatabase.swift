import Testbed

/// A Southbound database whose clients have roles, as ovn-northd writes them: each kind of client
/// by a remote of its own.
struct GuardedDatabase: Sendable {
  /// Who asks.
  enum Client: String, CaseIterable, Sendable {
    /// Shows a certificate of the name `client`, has the role `ovn-controller`.
    case chassis
    /// Another one, whose certificate says `localhost`.
    case neighbour
    /// The role, but no certificate.
    case nameless
    /// The certificate of `chassis`, with the role `keeper` that ``permissions`` describes.
    case keeper
    /// The certificate of `chassis`, with a role that is nowhere described.
    case unknown
  }

  let server: ServedDatabase
  private let certificates: Certificates
  private let ports: [Client: String]

  /// What the role `keeper` may do: some rows by a value in a map, some by a set, some tables
  /// without inserting, and one table with columns that do not exist.
  private static let permissions = #"""
    ["OVN_Southbound",
     {"op":"insert","table":"RBAC_Permission","uuid-name":"a","row":{"table":"Port_Binding",
      "authorization":["set",["options:owner","type"]],"insert_delete":true,
      "update":["set",["mac","tag"]]}},
     {"op":"insert","table":"RBAC_Permission","uuid-name":"b","row":{"table":"Chassis",
      "authorization":"transport_zones","insert_delete":true,"update":"nb_cfg"}},
     {"op":"insert","table":"RBAC_Permission","uuid-name":"c","row":{"table":"Address_Set",
      "authorization":"","insert_delete":false,"update":"addresses"}},
     {"op":"insert","table":"RBAC_Permission","uuid-name":"d","row":{"table":"DNS",
      "authorization":["set",["missing","missing:key","external_ids","records:"]],
      "insert_delete":true}},
     {"op":"insert","table":"RBAC_Role","row":{"name":"keeper","permissions":["map",
      [["Port_Binding",["named-uuid","a"]],["Chassis",["named-uuid","b"]],
       ["Address_Set",["named-uuid","c"]],["DNS",["named-uuid","d"]]]]}}]
    """#

  init(_ kind: ServedDatabase.Kind, name: String, in folder: Workspace) async throws {
    certificates = try await Certificates(in: folder, prefix: name)
    server = try await ServedDatabase(
      kind, schemaFile: InstalledSchema.southbound, name: name, in: folder,
      options: [
        "--private-key=\(certificates.serverKey)",
        "--certificate=\(certificates.serverCertificate)",
        "--ca-cert=\(certificates.authority)",
        "--remote=db:OVN_Southbound,SB_Global,connections",
      ])
    try await Self.writeRoles(server)
    try await server.client("transact", server.remote, Self.permissions)
    ports = try await Self.openRemotes(server)
  }

  /// Has the real northd write what `ovn-controller` may do.
  private static func writeRoles(_ server: ServedDatabase) async throws {
    let northbound = try await ServedDatabase(
      .reference, schemaFile: InstalledSchema.northbound, name: "\(server.name)-nb",
      in: server.folder)
    let northd = server.folder.program(
      "\(server.name)-northd", "ovn-northd",
      [
        "--ovnnb-db=\(northbound.remote)", "--ovnsb-db=\(server.remote)",
        "--unixctl=\(server.folder.path("\(server.name)-northd.ctl"))", "-vconsole:off",
        "-vsyslog:off",
      ])
    try await northd.start()
    try await waitUntil("northd has written the role") {
      try await run("ovn-sbctl", ["--db=\(server.remote)", "--bare", "list", "RBAC_Role"])
        .contains("ovn-controller")
    }
    await northd.stop()
    await northbound.program.stop()
  }

  private static func target(of client: Client) -> (target: String, role: String) {
    switch client {
    case .chassis, .neighbour: ("pssl:0:127.0.0.1", "ovn-controller")
    case .nameless: ("ptcp:0:127.0.0.1", "ovn-controller")
    case .keeper: ("pssl:0:127.0.0.2", "keeper")
    case .unknown: ("pssl:0:127.0.0.3", "nobody")
    }
  }

  private static func openRemotes(_ server: ServedDatabase) async throws -> [Client: String] {
    let sbctl = ["--timeout=10", "--db=\(server.remote)"]
    var (creations, names) = ([String](), [String]())
    for client in Client.allCases where client != .neighbour {
      let (target, role) = target(of: client)
      creations += [
        "--", "--id=@\(client)", "create", "Connection", #"target="\#(target)""#, "role=\(role)",
      ]
      names.append("@\(client)")
    }
    try await run(
      "ovn-sbctl",
      sbctl + creations + [
        "--", "set", "SB_Global", ".", "connections=\(names.joined(separator: ","))",
      ]
    )
    var ports: [Client: String] = [:]
    for client in Client.allCases {
      try await waitUntil("the port of \(client) is told") {
        let port = try await attempt(
          "ovn-sbctl",
          sbctl + ["get", "Connection", target(of: client).target, "status:bound_port"]
        ).output.filter(\.isNumber)
        ports[client] = port
        return !port.isEmpty
      }
    }
    return ports
  }

  private func remote(of client: Client) -> String {
    let host =
      switch client {
      case .chassis, .neighbour, .nameless: "127.0.0.1"
      case .keeper: "127.0.0.2"
      case .unknown: "127.0.0.3"
      }
    return "\(client == .nameless ? "tcp" : "ssl"):\(host):\(ports[client] ?? "")"
  }

  /// What a client with no files of keys is told to use.
  private func options(of client: Client) -> [String] {
    let (key, certificate) =
      client == .neighbour
      ? (certificates.serverKey, certificates.serverCertificate)
      : (certificates.clientKey, certificates.clientCertificate)
    return [
      "--private-key=\(key)", "--certificate=\(certificate)",
      "--ca-cert=\(certificates.authority)",
    ]
  }

  /// Runs operations, the elements of a JSON array, as a client; returns the results.
  func transact(_ operations: String, as client: Client) async throws -> String {
    try await run(
      "ovsdb-client",
      ["--timeout=10"] + options(of: client) + [
        "transact", remote(of: client), "[\"OVN_Southbound\",\(operations)]",
      ])
  }

  /// How to reach the database as `ovn-controller` of the chassis `client`.
  var chassisRemote: (remote: String, options: [String]) {
    (remote(of: .chassis), options(of: .chassis))
  }
}
