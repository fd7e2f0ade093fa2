public import EventLoop
internal import Session
public import TLS

/// A lab that others can join: its servers are reached at sockets of this machine, and its time is
/// that of the wall clock.
///
/// The lab itself knows nothing of this: who comes in from outside is one more client on its network.
@LoopActor
public final class LabFront {
  /// The lab; whoever changes it calls ``wake()`` afterwards.
  public let lab: Lab
  /// What the clock read when the lab's time was zero.
  private let beginning: Duration
  private var timer: Timer?
  private var isTurnScheduled = false
  private var listeners: [ServerListener] = []
  private var connections: [ObjectIdentifier: ForeignConnection] = [:]
  /// Connections that something has gone through since the last turn, or that wait to be read.
  private var busy: [ObjectIdentifier: ForeignConnection] = [:]

  /// The longest that the lab is let go on before sockets are looked at again.
  private static let turnMaximum = Duration.milliseconds(10)
  /// How often it is seen whether a client has read what waited for it.
  private static let drainTime = Duration.milliseconds(10)
  /// Connections beyond this are turned away.
  private static let connectionsMaximum = 10_000

  /// From now on the lab's time passes.
  public init(_ lab: Lab) {
    self.lab = lab
    beginning = LoopClock.now - lab.now
    wake()
  }

  /// Serves all servers at Unix sockets in a folder, `NAME.sock` each.
  ///
  /// - Throws: ``LabError`` if a socket cannot be made there.
  public func listen(inFolder folder: String) throws(LabError) {
    for server in lab.servers {
      try listen(for: server, at: .passiveUnix(path: "\(folder)/\(server.name).sock"), nil)
    }
  }

  /// Serves all servers over TCP on 127.0.0.1, at ports from `firstPort` on in the order of
  /// ``Lab/servers``; of 0, at any that are free.
  ///
  /// - Throws: ``LabError`` if a port is taken, or there are not enough.
  public func listen(firstPort: UInt16) throws(LabError) {
    try listen(firstPort: firstPort, nil)
  }

  /// As ``listen(firstPort:)``, over TLS.
  public func listen(firstPort: UInt16, tls: TLSConfiguration) throws(LabError) {
    try listen(firstPort: firstPort, TLSContext(tls))
  }

  private func listen(firstPort: UInt16, _ tls: TLSContext?) throws(LabError) {
    for (index, server) in lab.servers.enumerated() {
      guard let port = UInt16(exactly: firstPort == 0 ? 0 : Int(firstPort) + index) else {
        throw LabError("no port is left for \(server.name)")
      }
      let remote: Remote =
        tls == nil
        ? .passiveTCP(port: port, address: "127.0.0.1")
        : .passiveSSL(port: port, address: "127.0.0.1")
      try listen(for: server, at: remote, tls)
    }
  }

  private func listen(
    for server: LabServer, at remote: Remote, _ tls: TLSContext?
  ) throws(LabError) {
    listeners.append(
      try ServerListener(server, at: remote, tls) { [weak self] stream in
        self?.accept(stream, server)
      })
  }

  /// The ways to a server, as its clients' `--db` options take them.
  public func remotes(of server: LabServer) -> [String] {
    listeners.filter { $0.server === server }.map { "\($0.remote)" }
  }

  /// How many clients from outside there are.
  public var clientCount: Int { connections.count }

  /// Lets go of all clients and removes the sockets.
  public func close() {
    timer = nil
    for listener in listeners { listener.close() }
    for connection in connections.values { connection.close() }
    listeners = []
    connections = [:]
    busy = [:]
  }
}

extension LabFront {
  private func accept(_ stream: any ByteStream, _ server: LabServer) {
    guard let remote = server.remotes.first, connections.count < Self.connectionsMaximum else {
      return stream.close()
    }
    let connection = ForeignConnection(stream, to: remote, of: lab.network, front: self)
    connections[ObjectIdentifier(connection)] = connection
    wake()
  }

  func ended(_ connection: ForeignConnection) {
    connections[ObjectIdentifier(connection)] = nil
    busy[ObjectIdentifier(connection)] = nil
    wake()
  }

  /// Sees to it that the lab goes on after what is being handled now.
  public func wake() {
    if isTurnScheduled { return }
    isTurnScheduled = true
    LoopActor.spawn { [weak self] in self?.turn() }
  }

  private func turn() {
    isTurnScheduled = false
    let end = LoopClock.now + Self.turnMaximum
    let isInTime = lab.run(until: LoopClock.now - beginning) { LoopClock.now < end }
    attachZones()
    for (key, connection) in busy where !connection.updateFlow() { busy[key] = nil }
    if isInTime { waitForNextTime() } else { wake() }
  }

  private func waitForNextTime() {
    var delay = lab.nextTime.map { $0 + beginning - LoopClock.now }
    // Streams do not tell when they are drained.
    if !busy.isEmpty { delay = min(delay ?? Self.drainTime, Self.drainTime) }
    timer = delay.map { Timer(after: $0) { [weak self] in self?.wake() } }
  }

  /// Something goes through a connection.
  func passes(_ connection: ForeignConnection) {
    busy[ObjectIdentifier(connection)] = connection
    wake()
  }

  /// The daemon of a zone may have come from outside, and have made its transit switches only now.
  private func attachZones() {
    if lab.attachments.isEmpty { return }
    let count = lab.attachments.count
    // What a zone refuses it refuses for good: its operator has made the switch's ports otherwise.
    try? lab.attach()
    if lab.attachments.count < count { wake() }
  }
}
