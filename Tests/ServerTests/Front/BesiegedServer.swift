import Testbed

/// A server that listens in all ways, and programs that mean it ill.
struct BesiegedServer: Sendable {
  /// How an attacker connects.
  enum Transport: String, CaseIterable, Sendable { case unix, tcp, ssl }

  let server: ServedDatabase
  private let certificates: Certificates
  private let ports: [Transport: UInt16]
  private let script: String

  /// - Parameter openFiles: how many files the server may have open; nil is as many as usual.
  init(in folder: Workspace, openFiles: Int? = nil) async throws {
    certificates = try await Certificates(in: folder)
    ports = [.tcp: try RawListener().port, .ssl: try RawListener().port]
    script = try folder.write(Self.script, to: "hostile.py")
    server = try await ServedDatabase(
      .ours, schemaFile: InstalledSchema.northbound, name: "db", in: folder,
      options: [
        "--private-key=\(certificates.serverKey)",
        "--certificate=\(certificates.serverCertificate)", "--ca-cert=\(certificates.authority)",
        "--remote=ptcp:\(ports[.tcp] ?? 0):127.0.0.1",
        "--remote=pssl:\(ports[.ssl] ?? 0):127.0.0.1",
      ], openFiles: openFiles)
  }

  func remote(_ transport: Transport) -> String {
    switch transport {
    case .unix: server.remote
    case .tcp, .ssl: "\(transport.rawValue):127.0.0.1:\(ports[transport] ?? 0)"
    }
  }

  /// What a client of the distribution is called with to reach the server.
  var clientOptions: [String] {
    [
      "--private-key=\(certificates.clientKey)", "--certificate=\(certificates.clientCertificate)",
      "--ca-cert=\(certificates.authority)",
    ]
  }

  /// Starts an attack; returns when it has done its worst. Its connections stay until it is ended.
  @discardableResult
  func attack(_ transport: Transport, _ mode: String, count: Int = 1) async throws -> Program {
    let program = server.folder.program(
      "\(mode)-\(transport)", "/usr/bin/python3",
      [
        script, remote(transport), mode, "\(count)", certificates.clientKey,
        certificates.clientCertificate,
      ])
    try await program.start()
    try await waitUntil("\(mode) is done", deadline: .seconds(60)) {
      let isRunning = await program.isRunning
      return program.output.contains("done") || !isRunning
    }
    guard program.output.contains("done") else {
      throw TestbedError.notStarted(program: mode, reason: program.output)
    }
    return program
  }

  /// Whether a client that behaves is served over each transport.
  func isServing() async throws -> Bool {
    for transport in Transport.allCases {
      let output = try await run(
        "ovsdb-client",
        ["--timeout=20"] + clientOptions + ["list-dbs", remote(transport)])
      if output != "OVN_Northbound\n_Server\n" { return false }
    }
    return true
  }

  private static let script = #"""
    import resource, socket, ssl, sys, time
    remote, mode, count, key, certificate = sys.argv[1:]
    count = int(count)
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    kind, _, place = remote.partition(":")
    kept = []

    def transport():
        if kind == "unix":
            connection = socket.socket(socket.AF_UNIX)
            connection.connect(place)
        else:
            host, port = place.rsplit(":", 1)
            connection = socket.create_connection((host, int(port)))
        kept.append(connection)
        return connection

    def connect():
        connection = transport()
        if kind == "ssl":
            context = ssl.create_default_context()
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
            context.load_cert_chain(certificate, key)
            connection = context.wrap_socket(connection)
            kept[-1] = connection
        return connection

    def push(connection, text):
        """Sends until nobody takes it any more, or the connection is cut."""
        connection.settimeout(2)
        try:
            connection.sendall(text)
        except OSError:
            return False
        return True

    if mode == "silent":
        # Of TLS the beginning of a handshake.
        for _ in range(count):
            push(transport(), b"\x16\x03\x01\x02\x00\x01\x00" if kind == "ssl" else b"")
    elif mode == "half":
        for _ in range(count):
            push(connect(), b'{"id":1,"method":"ec')
    elif mode == "unread":
        text = (b'{"id":1,"method":"monitor","params":["OVN_Northbound",null,{"Address_Set":{}}]}'
                b'{"id":2,"method":"monitor_cancel","params":[null]}')
        connection = connect()
        for _ in range(count):
            if not push(connection, text):
                break
    elif mode == "echo":
        text = b'{"id":1,"method":"echo","params":["' + b"x" * (1 << 20) + b'"]}'
        connection = connect()
        for _ in range(count):
            if not push(connection, text):
                break
    elif mode == "flood":
        text = b'{"id":1,"method":"list_dbs","params":[]}' * 1000
        connection = connect()
        for _ in range(count):
            if not push(connection, text):
                break
    elif mode == "hoard":
        connection = connect()
        push(connection, b'{"id":1,"method":"echo","params":[')
        for _ in range(count):
            if not push(connection, b"1," * (1 << 19)):
                break
    elif mode == "waits":
        text = b"".join(
            b'{"id":%d,"method":"transact","params":["OVN_Northbound",{"op":"wait","table":"NAT",'
            b'"where":[],"columns":["type"],"until":"!=","rows":[]}]}' % number
            for number in range(count))
        connection = connect()
        push(connection, text + b'{"id":"last","method":"list_dbs","params":[]}')
        answers = b""
        while b'"last"' not in answers:
            answers += connection.recv(1 << 16)
        print("refused", answers.count(b"resources exhausted"))
    elif mode == "million":
        operation = b',{"op":"comment","comment":"x"}'
        text = b'{"id":1,"method":"transact","params":["OVN_Northbound"' + operation * count + b"]}"
        connection = connect()
        connection.sendall(text)
        answer = bytearray()
        while not answer.endswith(b'],"error":null}'):
            piece = connection.recv(1 << 20)
            if not piece:
                sys.exit("closed")
            answer += piece
        print("answered", len(answer))
    print("done", flush=True)
    time.sleep(1000)
    """#
}
