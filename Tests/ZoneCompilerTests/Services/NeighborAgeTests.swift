import JSON
import OVSDB
import Testing
import ZoneBench
import ZoneCompiler

@Suite("A neighbour that a router has learned")
struct NeighborAgeTests {
  private let bench = Bench()
  private let router = UUID(high: 1, low: 1)
  private let chassis = UUID(high: 4, low: 1)

  /// A router with a port.
  init() {
    bench.edit(
      [NorthboundEdit.addRouter("router", uuid: router)]
        + NorthboundEdit.addRouterPort(
          "port", uuid: UUID(high: 1, low: 2), to: router, mac: "0a:00:00:00:00:01",
          networks: ["10.0.0.1/24"]))
    bench.settle()
  }

  private func limit(_ seconds: String) {
    bench.edit([
      NorthboundEdit.setMap(
        router, in: "Logical_Router", "options", to: ["mac_binding_age_threshold": seconds])
    ])
  }

  private func learn(_ number: Int, at time: Int) {
    bench.editSouthbound([
      ChassisEdit.learnNeighbor(
        "10.0.0.\(number)", uuid: UUID(high: 2, low: UInt64(number)), at: "port", of: router,
        time: time)
    ])
  }

  /// The addresses of those that are known once the compiler has done its work.
  private var known: [String] {
    bench.settle()
    #expect(bench.refusals == [])
    return bench.strings("ip", in: "MAC_Binding", of: .southbound).values.sorted()
  }

  @Test("is forgotten when it is as old as the operator allows, and not before")
  func age() {
    limit("60")
    learn(7, at: bench.wallTime)
    learn(8, at: bench.wallTime + 20_000)
    #expect(known == ["10.0.0.7", "10.0.0.8"])
    let sleep = bench.sleep ?? .zero
    #expect(sleep > .seconds(50) && sleep <= .seconds(60))
    bench.wait(sleep - .milliseconds(1))
    #expect(known == ["10.0.0.7", "10.0.0.8"])
    bench.wait(.milliseconds(1))
    #expect(known == ["10.0.0.8"])
    bench.wait(.seconds(20))
    #expect(known == [])
    #expect(bench.sleep == nil)
  }

  @Test(
    "is remembered for ever if the operator does not say how long",
    arguments: ["0", "nonsense", "-1"])
  func forEver(seconds: String) {
    limit(seconds)
    learn(7, at: 0)
    #expect(known == ["10.0.0.7"])
    #expect(bench.sleep == nil)
  }

  @Test("has the age that it was learned again at")
  func renewal() {
    limit("60")
    learn(7, at: bench.wallTime)
    #expect(known == ["10.0.0.7"])
    bench.wait(.seconds(40))
    bench.editSouthbound([
      .update(
        table: "MAC_Binding", where: [.uuid(equals: UUID(high: 2, low: 7))],
        row: ["timestamp": .integer(Int64(bench.wallTime))])
    ])
    bench.wait(.seconds(40))
    #expect(known == ["10.0.0.7"])
    bench.wait(.seconds(20))
    #expect(known == [])
  }

  @Test("minds a change of what the operator allows")
  func change() {
    limit("600")
    learn(7, at: bench.wallTime - 100_000)
    #expect(known == ["10.0.0.7"])
    limit("101")
    #expect(known == ["10.0.0.7"])
    limit("60")
    #expect(known == [])
  }

  @Test("is remembered while some chassis does not say when it has learned of one")
  func oldChassis() {
    limit("60")
    bench.editSouthbound(ChassisEdit.addChassis("old", uuid: chassis))
    learn(7, at: 0)
    #expect(known == ["10.0.0.7"])
    bench.editSouthbound([
      NorthboundEdit.setMap(
        chassis, in: "Chassis", "other_config", to: ["mac-binding-timestamp": "true"])
    ])
    #expect(known == [])
  }

  @Test("waits for its turn if only so many may be forgotten at once")
  func removalLimit() {
    bench.edit([NorthboundEdit.setOption("mac_binding_removal_limit", to: "2")])
    limit("60")
    for number in 10..<15 { learn(number, at: number) }
    #expect(known == ["10.0.0.12", "10.0.0.13", "10.0.0.14"])
    bench.wait(.seconds(5))
    #expect(known == ["10.0.0.14"])
    #expect((bench.sleep ?? .zero) > .zero)
    bench.wait(.seconds(5))
    #expect(known == [])
  }
}
