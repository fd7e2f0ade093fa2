internal import DequeModule
internal import JSON
internal import Session

/// A connection between a client and a server of the lab.
///
/// What an end sends arrives in its order, whole or not at all: an end that is gone hears nothing,
/// and whatever was under way to it is lost.
public final class NetworkConnection {
  /// The two ends.
  enum End: Int {
    case client, server

    var other: End { self == .client ? .server : .client }
  }

  /// What an end hears.
  enum Event {
    /// The connection stands: the client is told.
    case opened
    case message(RPCMessage<JSONElement>)
    /// A message as it was written, to a client of a foreign connection.
    case text([UInt8])
    /// The other end does not read as fast as it is told, or does again.
    case congestion(Bool)
    /// The connection is over, or was refused; nothing follows.
    case ended(RPCError)
  }

  /// What travels.
  enum Packet {
    case opening, acceptance, refusal
    case message(RPCMessage<JSONElement>)
    case text([UInt8])
    case congestion(Bool)
    case end(RPCError)
  }

  let number: Int
  let remote: Remote
  /// Of the client, and of the server.
  let sites: [Site]
  /// Their ranks on the agenda.
  private let ranks: [Int]
  /// Whether the client is outside the lab and takes its messages as text.
  let isForeign: Bool
  private unowned let network: Network
  /// By end; nil once the end is gone.
  private var receivers: [((Event) -> Void)?] = [nil, nil]
  /// When the last packet to an end arrives.
  private var arrivals: [Duration] = [.zero, .zero]
  /// What is under way, by the end that it goes to: whatever arrives next is the first of it.
  private var underWay: [Deque<Packet>] = [[], []]
  /// How many packets a partition holds up, by the end that they go to.
  private var heldCounts = [0, 0]

  init(number: Int, remote: Remote, sites: [Site], isForeign: Bool, network: Network) {
    self.number = number
    self.isForeign = isForeign
    self.remote = remote
    self.sites = sites
    ranks = sites.map(network.rank)
    self.network = network
  }

  /// Says who hears what arrives at an end.
  func receive(at end: End, _ receive: @escaping (Event) -> Void) {
    receivers[end.rawValue] = receive
  }

  /// Sends a message to the other end.
  func send(_ message: RPCMessage<JSONElement>, from end: End) {
    send(.message(message), from: end)
  }

  func send(_ packet: Packet, from end: End) {
    let target = end.other
    let arrival = max(
      arrivals[target.rawValue], network.agenda.now + network.drawDelay(between: sites))
    arrivals[target.rawValue] = arrival
    network.noteSent(packet, on: self, to: target)
    underWay[target.rawValue].append(packet)
    planArrival(at: arrival, at: target)
  }

  /// How many messages have been sent to an end and not arrived.
  func backlog(to end: End) -> Int { underWay[end.rawValue].count }

  /// Lets go of an end; the other is told in time.
  func close(_ end: End) {
    guard receivers[end.rawValue] != nil else { return }
    receivers[end.rawValue] = nil
    if receivers[end.other.rawValue] != nil { send(.end(.closedByPeer), from: end) }
    forgetIfOver()
  }

  /// Breaks the connection: both ends are told.
  func reset() {
    for end in [End.client, .server] where receivers[end.rawValue] != nil {
      network.agenda.plan(at: network.agenda.now, rank: ranks[end.rawValue]) { [self] in
        deliver(.end(.stream("Connection reset by peer")), to: end)
      }
    }
  }

  /// Lets through what a partition has held up.
  func release() {
    for end in [End.client, .server] {
      let count = heldCounts[end.rawValue]
      heldCounts[end.rawValue] = 0
      for _ in 0..<count {
        let arrival = network.agenda.now + network.drawDelay(between: sites)
        planArrival(at: arrival, at: end)
      }
    }
  }

  private func planArrival(at time: Duration, at end: End) {
    network.agenda.plan(at: time, rank: ranks[end.rawValue]) { [self] in arrive(at: end) }
  }

  private func arrive(at end: End) {
    guard network.isJoined(sites[0], to: sites[1]) else {
      heldCounts[end.rawValue] += 1
      network.hold(self)
      return
    }
    guard let packet = underWay[end.rawValue].popFirst() else { return }
    if case .opening = packet {
      // The client may have given up meanwhile.
      if receivers[End.client.rawValue] != nil { network.arrived(self) }
      return
    }
    deliver(packet, to: end)
  }

  private func deliver(_ packet: Packet, to end: End) {
    guard let receive = receivers[end.rawValue] else { return }
    switch packet {
    case .opening: break
    case .acceptance: receive(.opened)
    case .message(let message): receive(.message(message))
    case .text(let text): receive(.text(text))
    case .congestion(let isCongested): receive(.congestion(isCongested))
    case .refusal: finish(end, .stream("Connection refused"), receive)
    case .end(let error): finish(end, error, receive)
    }
  }

  private func finish(_ end: End, _ error: RPCError, _ receive: (Event) -> Void) {
    receivers[end.rawValue] = nil
    receive(.ended(error))
    forgetIfOver()
  }

  private func forgetIfOver() {
    if receivers.allSatisfy({ $0 == nil }) { network.forget(self) }
  }
}
