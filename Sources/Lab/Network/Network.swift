internal import JSON
internal import Seeded
internal import Session

/// Connections between the machines of the lab: ordered messages that take their time, and faults.
///
/// Delays and their order come from a seed, so that a run repeats itself.
public final class Network {
  /// How long a message takes between two machines; on one machine it takes none.
  public var delay: ClosedRange<Duration> = .zero ... .zero

  /// How many messages have been sent.
  public private(set) var messageCount = 0
  /// What sums up all messages, if somebody asks for it.
  public internal(set) var digest: MessageDigest?

  let agenda: Agenda
  /// What all that is on it keeps once.
  let memory: SharedMemory
  private var generator: SeededGenerator
  /// Who listens.
  private var listeners: [Remote: (NetworkConnection) -> Void] = [:]
  /// On which machine each remote is, whether or not anybody listens.
  private var places: [Remote: Site] = [:]
  /// The ranks of machines on the agenda.
  private var ranks: [Site: Int] = [:]
  /// Machines that hear nothing of each other.
  private var partitions: Set<Set<Site>> = []
  /// Connections with messages that a partition holds up.
  private var held: [NetworkConnection] = []
  private var connections: [Int: NetworkConnection] = [:]
  private var lastConnection = 0

  init(agenda: Agenda, seed: UInt64, memory: SharedMemory) {
    self.agenda = agenda
    self.memory = memory
    generator = SeededGenerator(seed: seed)
  }

  /// Offers `remote` on a machine; each connection is handed over when it stands.
  func listen(
    at remote: Remote, on site: Site, accept: @escaping (NetworkConnection) -> Void
  ) {
    listeners[remote] = accept
    places[remote] = site
  }

  /// When a machine's turn comes among the machines that have something to do at one time: those that
  /// were there later come first.
  ///
  /// So each zone works off what it was told, with all that follows on its own machines, before the next
  /// zone does, and what they share waits for all: in a large lab little is under way at once.
  func rank(of site: Site) -> Int {
    if let rank = ranks[site] { return rank }
    let rank = -ranks.count
    ranks[site] = rank
    return rank
  }

  /// Offers `remote` no longer. Connections stay.
  func stopListening(at remote: Remote) { listeners[remote] = nil }

  /// Begins to connect; `receive` is called with what becomes of it.
  ///
  /// - Parameter isForeign: whether the client is outside the lab and takes its messages as text.
  func connect(
    to remote: Remote, from site: Site, isForeign: Bool = false,
    receive: @escaping (NetworkConnection.Event) -> Void
  ) -> NetworkConnection {
    lastConnection += 1
    let connection = NetworkConnection(
      number: lastConnection, remote: remote, sites: [site, places[remote] ?? site],
      isForeign: isForeign, network: self)
    connections[connection.number] = connection
    connection.receive(at: .client, receive)
    connection.send(.opening, from: .client)
    return connection
  }

  /// Hands the server's end of a connection to whoever listens, or refuses it.
  func arrived(_ connection: NetworkConnection) {
    guard let accept = listeners[connection.remote] else {
      connection.send(.refusal, from: .server)
      return
    }
    connection.send(.acceptance, from: .server)
    accept(connection)
  }

  /// Takes account of what an end has sent.
  func noteSent(
    _ packet: NetworkConnection.Packet, on connection: NetworkConnection,
    to end: NetworkConnection.End
  ) {
    messageCount += 1
    digest?.add(packet, on: connection.number, to: end, at: agenda.now)
  }

  func forget(_ connection: NetworkConnection) { connections[connection.number] = nil }
}

// Faults.
extension Network {
  /// Keeps two machines from hearing of each other: what they send is held up.
  public func cut(_ left: Site, from right: Site) { partitions.insert([left, right]) }

  /// Ends the partition of two machines, and lets through what was held up.
  public func join(_ left: Site, to right: Site) {
    partitions.remove([left, right])
    release()
  }

  /// Ends all partitions.
  public func joinAll() {
    partitions = []
    release()
  }

  /// Ends the connections between two machines, as a router does that forgets them.
  public func reset(_ left: Site, _ right: Site) {
    for connection in openConnections where Set(connection.sites) == [left, right] {
      connection.reset()
    }
  }

  /// Whether two machines hear of each other.
  public func isJoined(_ left: Site, to right: Site) -> Bool {
    left == right || !partitions.contains([left, right])
  }

  /// Connections that stand or are being made, in the order in which they were begun.
  var openConnections: [NetworkConnection] {
    connections.values.sorted { $0.number < $1.number }
  }

  /// How many messages a partition holds up.
  public var isHoldingBack: Bool { !held.isEmpty }

  func hold(_ connection: NetworkConnection) {
    if !held.contains(where: { $0 === connection }) { held.append(connection) }
  }

  private func release() {
    let connections = held
    held = []
    for connection in connections { connection.release() }
  }

  /// How long the next message takes on its way.
  func drawDelay(between sites: [Site]) -> Duration {
    guard sites.first != sites.last, delay.upperBound > .zero else { return .zero }
    let (low, high) = (delay.lowerBound.nanoseconds, delay.upperBound.nanoseconds)
    return .nanoseconds(Int64.random(in: low...max(low, high), using: &generator))
  }
}

extension Duration {
  /// Whole nanoseconds.
  fileprivate var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
  }
}
