import Session
import Testing

@Suite("Reconnecting")
struct ReconnectTests {
  private static let a = Remote.tcp(host: "a", port: 1)
  private static let b = Remote.tcp(host: "b", port: 1)
  private static let unix = Remote.unix(path: "/s")

  private func started(_ remotes: [Remote], probe: Duration? = nil) -> Reconnect {
    var randomness = SystemRandomNumberGenerator()
    var machine = Reconnect(remotes, probeInterval: probe, using: &randomness)
    machine.start(now: .zero)
    return machine
  }

  @Test("connects at once, then pauses for 1 s, doubling up to 8 s")
  func backsOff() {
    var machine = started([Self.a])
    var now = Duration.zero
    var pauses: [Duration] = []
    for _ in 0..<6 {
      #expect(machine.advance(now: now) == .connect(Self.a))
      #expect(machine.advance(now: now) == nil)
      machine.disconnected(now: now)
      pauses.append(machine.pause(now: now))
      #expect(machine.advance(now: now) == nil, "no attempt during the pause")
      now += machine.pause(now: now)
    }
    #expect(pauses == [1, 2, 4, 8, 8, 8].map { .seconds($0) })
  }

  @Test("pauses no longer than it is told to, the present pause too")
  func shorterPauses() {
    var machine = started([Self.a])
    var now = Duration.zero
    for _ in 0..<4 {
      _ = machine.advance(now: now)
      machine.disconnected(now: now)
      now += machine.pause(now: now)
    }
    _ = machine.advance(now: now)
    machine.disconnected(now: now)
    #expect(machine.pause(now: now) == .seconds(8))
    machine.setLongestBackoff(.seconds(3), now: now)
    #expect(machine.pause(now: now) == .seconds(3))
    #expect(machine.isAtLongestBackoff)
    now += .seconds(3)
    _ = machine.advance(now: now)
    machine.disconnected(now: now)
    #expect(machine.pause(now: now) == .seconds(3))
    machine.setLongestBackoff(.milliseconds(1), now: now)
    #expect(machine.pause(now: now) == .seconds(1))
    machine.setLongestBackoff(nil, now: now)
    #expect(!machine.isAtLongestBackoff)
  }

  @Test("tries every remote before it pauses")
  func goesRound() {
    var machine = started([Self.a, Self.b])
    var now = Duration.zero
    for pause in [1, 2, 4, 8, 8] {
      var tried: Set<Remote> = []
      for _ in 0..<2 {
        guard case .connect(let remote) = machine.advance(now: now) else {
          Issue.record("no attempt at \(now)")
          return
        }
        tried.insert(remote)
        machine.disconnected(now: now)
      }
      #expect(tried == [Self.a, Self.b])
      #expect(machine.pause(now: now) == .seconds(pause))
      now += .seconds(pause)
    }
  }

  @Test("starts over with short pauses once a connection has lasted")
  func resets() {
    var machine = started([Self.a])
    var now = Duration.zero
    for _ in 0..<4 {
      _ = machine.advance(now: now)
      machine.disconnected(now: now)
      now += machine.pause(now: now)
    }
    _ = machine.advance(now: now)
    machine.connected(now: now)
    machine.disconnected(now: now + .seconds(7))
    #expect(
      machine.pause(now: now + .seconds(7)) == .seconds(8), "7 s are less than the last pause")
    now += .seconds(15)
    _ = machine.advance(now: now)
    machine.connected(now: now)
    machine.disconnected(now: now + .seconds(8))
    #expect(machine.pause(now: now + .seconds(8)) == .seconds(1))
  }

  @Test("gives an attempt 1 s, later as long as the last pause")
  func timesOut() {
    var machine = started([Self.a])
    _ = machine.advance(now: .zero)
    #expect(machine.deadline == .seconds(1))
    #expect(machine.advance(now: .milliseconds(999)) == nil)
    #expect(
      machine.advance(now: .seconds(1)) == .disconnect(reason: "connection attempt timed out"))
    #expect(machine.advance(now: .seconds(2)) == .connect(Self.a))
    machine.disconnected(now: .seconds(2))
    #expect(machine.advance(now: .seconds(4)) == .connect(Self.a))
    #expect(machine.deadline == .seconds(6))
  }

  @Test(
    "probes an idle connection, and drops one that does not answer",
    arguments: [
      (a, Duration?.none, Duration?.some(.seconds(5))),
      (unix, nil, nil),
      (unix, .seconds(3), .seconds(3)),
      (a, .zero, nil),
      (a, .milliseconds(10), .seconds(1)),
    ])
  func probes(remote: Remote, configured: Duration?, expected: Duration?) {
    var machine = started([remote], probe: configured)
    _ = machine.advance(now: .zero)
    machine.connected(now: .zero)
    #expect(machine.deadline == expected)
    guard let interval = expected else { return }
    machine.receivedBytes(now: .milliseconds(500))
    #expect(machine.advance(now: interval) == nil)
    let probed = interval + .milliseconds(500)
    #expect(machine.advance(now: probed) == .probe)
    machine.receivedBytes(now: probed + .milliseconds(1))
    #expect(machine.advance(now: probed + interval) == nil, "the answer counts")
    let again = probed + .milliseconds(1) + interval
    #expect(machine.advance(now: again) == .probe)
    #expect(machine.advance(now: again) == nil, "one probe at a time")
    #expect(
      machine.advance(now: again + interval)
        == .disconnect(
          reason: "no response to inactivity probe after \(interval.components.seconds) seconds"))
    #expect(!machine.isOpen)
  }

  @Test("listens with a passive remote, again at once when the peer leaves")
  func listens() {
    let remote = Remote.passiveTCP(port: 0, address: nil)
    var machine = started([remote])
    #expect(machine.advance(now: .zero) == .listen(remote))
    #expect(machine.deadline == nil, "a peer may take its time")
    machine.connected(now: .seconds(60))
    machine.disconnected(now: .seconds(61))
    #expect(machine.advance(now: .seconds(61)) == .listen(remote))
    machine.disconnected(now: .seconds(61))
    #expect(machine.advance(now: .seconds(61)) == nil, "the port is taken")
    #expect(machine.advance(now: .seconds(62)) == .listen(remote))
  }

  @Test("keeps its place when remotes change, and skips the pause on request")
  func changesRemotes() {
    var machine = started([Self.a])
    _ = machine.advance(now: .zero)
    machine.connected(now: .zero)
    var randomness = SystemRandomNumberGenerator()
    machine.setRemotes([Self.b, Self.a, Self.unix], using: &randomness)
    #expect(machine.remote == Self.a)
    #expect(machine.isConnected)
    machine.setRemotes([], using: &randomness)
    machine.disconnected(now: .seconds(1))
    #expect(machine.advance(now: .seconds(100)) == nil)
    machine.setRemotes([Self.b], using: &randomness)
    machine.hurry(now: .seconds(100))
    #expect(machine.advance(now: .seconds(100)) == .connect(Self.b))
  }

  @Test("shuffles its remotes with the generator it is given")
  func shuffles() {
    struct Steps: RandomNumberGenerator {
      var state: UInt64
      mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state
      }
    }
    let remotes = (0..<5).map { Remote.unix(path: "/\($0)") }
    let firsts = (UInt64(0)..<50).map { seed in
      var generator = Steps(state: seed)
      return Reconnect(remotes, using: &generator).remote
    }
    var again = Steps(state: 7)
    #expect(Reconnect(remotes, using: &again).remote == firsts[7])
    #expect(Set(firsts).count == 5, "every remote comes first for some seed")
  }
}
