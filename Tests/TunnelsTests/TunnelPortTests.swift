import JSON
import OVNModel
import OVSDB
import Testing
import Transactions

@testable import Tunnels

@Suite("The ports of a chassis's tunnels")
struct TunnelPortTests {
  private func makeScene(_ externalIDs: [String: String] = [:]) throws -> Scene {
    let scene = try Scene(externalIDs)
    try scene.addChassis("me", "geneve 192.0.2.1")
    return scene
  }

  @Test("are called by six characters of the chassis's name, and numbered where these are the same")
  func names() throws {
    let scene = try makeScene()
    try scene.addPort("ovn-gatewa-1")
    for number in 2...12 { try scene.addChassis("gateway\(number)", "geneve 192.0.2.\(number)") }
    try scene.addChassis("hv", "geneve 192.0.2.20")
    try scene.settle()
    let names = (["0"] + (2...11).map { String($0, radix: 16) }).map { "ovn-gatewa-\($0)" }
    #expect(try Set(scene.tunnels().keys) == Set(names + ["ovn-hv-0"]))
  }

  @Test("take the first number that is free")
  func reusesNumbers() throws {
    let scene = try makeScene()
    for number in 2...5 { try scene.addChassis("gateway\(number)", "geneve 192.0.2.\(number)") }
    try scene.settle()
    let second = try #require(
      scene.tunnels().first { $0.value.hasPrefix("gateway3@") }?.key)
    try scene.southbound.transact([.delete("Chassis", scene.uuid(of: "gateway3"))])
    try scene.settle()
    try scene.addChassis("gateway9", "geneve 192.0.2.9")
    try scene.settle()
    #expect(try scene.tunnels()[second]?.hasPrefix("gateway9@") == true)
  }

  @Test("have the chassis's index and five characters where several share an Open vSwitch")
  func namesWithIndex() throws {
    let scene = try makeScene()
    try scene.configure(["ovn-chassis-idx-me": "7"], column: "other_config")
    try scene.addChassis("gateway", "geneve 192.0.2.2")
    try scene.settle()
    #expect(try scene.tunnels().keys.sorted() == ["ovn7-gatew-0"])
  }

  @Test("keep their names and their rows when their options change")
  func keepsRows() throws {
    let scene = try makeScene()
    try scene.addChassis("peer", "geneve 192.0.2.2")
    try scene.settle()
    let before = try Set(scene.vswitch.rows(OpenVSwitch.Interface.self).keys)
    try scene.configure(["ovn-encap-tos": "4"])
    try scene.settle()
    #expect(
      try scene.tunnels() == [
        "ovn-peer-0": "peer@192.0.2.2 geneve key=flow remote_ip=192.0.2.2 tos=4"
      ])
    #expect(try Set(scene.vswitch.rows(OpenVSwitch.Interface.self).keys) == before)
  }

  @Test("come and go with chassis and their addresses")
  func follows() throws {
    let scene = try makeScene()
    try scene.addChassis("a", "geneve 192.0.2.2")
    try scene.addChassis("b", "geneve 192.0.2.3")
    try scene.settle()
    #expect(try scene.tunnels().keys.sorted() == ["ovn-a-0", "ovn-b-0"])
    try scene.setEncaps(of: "a", ["geneve 192.0.2.4", "geneve 192.0.2.5"])
    try scene.southbound.transact([.delete("Chassis", scene.uuid(of: "b"))])
    try scene.settle()
    #expect(
      try Set(scene.tunnels().values) == [
        "a@192.0.2.4 geneve key=flow remote_ip=192.0.2.4",
        "a@192.0.2.5 geneve key=flow remote_ip=192.0.2.5",
      ])
    #expect(try scene.vswitch.rows(OpenVSwitch.Port.self).count == 2)
  }

  @Test("are put right when somebody changes, removes, doubles or adds one")
  func repairs() throws {
    let scene = try makeScene()
    for (index, name) in ["a", "b", "c"].enumerated() {
      try scene.addChassis(name, "geneve 192.0.2.\(index + 2)")
    }
    try scene.settle()
    let before = try scene.tunnels()
    let ports = try scene.vswitch.rows(OpenVSwitch.Port.self)
    let bridge = try #require(scene.vswitch.rows(OpenVSwitch.Bridge.self).keys.first)
    let first = try #require(ports.first { $0.value.name == "ovn-a-0" }?.key)
    try scene.vswitch.transact([
      .detach([first], from: "ports", of: "Bridge", bridge),
      .update(
        table: "Interface", where: [Condition("name", .equal, "ovn-b-0")],
        row: ["type": "vxlan", "options": ["key": "7"].json]),
    ])
    try scene.addPort("ovn-c-5", id: "c@192.0.2.4", type: "geneve")
    try scene.addPort("ovn-d-0", id: "d@192.0.2.9", type: "geneve")
    try scene.addPort("odd", id: "nonsense", type: "geneve")
    try scene.addPort("plain")
    try scene.settle()
    #expect(try scene.tunnels() == before)
    #expect(
      try scene.vswitch.rows(OpenVSwitch.Port.self).values.contains { $0.name == "plain" })
  }

  @Test("move with the integration bridge")
  func movesBridge() throws {
    let scene = try makeScene()
    try scene.addChassis("peer", "geneve 192.0.2.2")
    try scene.settle()
    try scene.addBridge("br-new")
    try scene.configure(["ovn-bridge": "br-new"])
    try scene.settle()
    #expect(try scene.tunnels().isEmpty)
    #expect(try scene.tunnels(of: "br-new").count == 1)
  }

  @Test("of other chassis that share the Open vSwitch are left alone")
  func sharesSwitch() throws {
    let scene = try makeScene()
    try scene.addBridge("br-other")
    try scene.addPort("ovn1-peer-0", to: "br-other", id: "peer@192.0.2.2", type: "geneve")
    try scene.addChassis("peer", "geneve 192.0.2.2")
    try scene.settle()
    #expect(try scene.tunnels(of: "br-other").keys.sorted() == ["ovn1-peer-0"])
    #expect(try scene.tunnels().keys.sorted() == ["ovn-peer-0"])
  }

  @Test("stay as they are while the chassis is not registered, or has no bridge")
  func waits() throws {
    let scene = try Scene()
    try scene.addPort("ovn-peer-0", id: "peer@192.0.2.2", type: "geneve")
    try scene.addChassis("other", "geneve 192.0.2.3")
    try scene.settle()
    #expect(try scene.tunnels().keys.sorted() == ["ovn-peer-0"])
    try scene.configure(["ovn-bridge": "br-none"])
    try scene.addChassis("me", "geneve 192.0.2.1")
    try scene.settle()
    #expect(try scene.tunnels().keys.sorted() == ["ovn-peer-0"])
    try scene.configure(["ovn-bridge": nil])
    try scene.settle()
    #expect(try scene.tunnels().keys.sorted() == ["ovn-other-0"])
  }

  @Test("go when the chassis leaves, registered or not")
  func leaves() throws {
    let scene = try makeScene()
    try scene.addChassis("peer", "geneve 192.0.2.2")
    try scene.addPort("plain")
    try scene.settle()
    try scene.southbound.transact([.delete("Chassis", scene.uuid(of: "me"))])
    scene.controller.leave()
    try scene.settle()
    #expect(try scene.vswitch.rows(OpenVSwitch.Port.self).values.map(\.name) == ["plain"])
  }

  @Test("cost one run for the chassis that changes, however many there are")
  func costsTheChange() throws {
    let scene = try makeScene()
    for number in 2...100 { try scene.addChassis("c\(number)", "geneve 192.0.2.\(number)") }
    try scene.settle()
    let before = scene.controller.runs
    try scene.setEncaps(of: "c50", ["geneve 198.51.100.1"])
    try scene.settle()
    #expect((1...4).contains(scene.controller.runs - before))
  }

  @Test("that the server refuses do not keep the others out")
  func survivesRefusal() throws {
    let scene = try makeScene()
    try scene.addChassis("a", "geneve 192.0.2.2")
    try scene.addChassis("b", "geneve 192.0.2.3")
    scene.feed(scene.controller)
    let operations = try #require(scene.controller.advance(now: .zero))
    let error = DatabaseError(error: "constraint violation", details: "as a test")
    // Nobody says which: both are tried alone.
    scene.controller.transactionFinished(.failed(error, operation: nil), now: .zero)
    let part = try #require(scene.controller.advance(now: .zero))
    #expect(part.count < operations.count)
    scene.controller.transactionFinished(.failed(error, operation: nil), now: .zero)
    #expect(
      scene.controller.takeMessages() == [
        "tunnels to a: transaction refused: constraint violation: as a test; next try in 0.5 seconds"
      ])
    let other = try #require(scene.controller.advance(now: .zero))
    try scene.vswitch.transact(other)
    scene.feed(scene.controller)
    scene.controller.transactionFinished(.committed, now: .zero)
    #expect(try scene.tunnels().keys.sorted() == ["ovn-b-0"])
    #expect(scene.controller.wakeAt(now: .zero) == .milliseconds(500))
    try scene.settle()
    #expect(try scene.tunnels().keys.sorted() == ["ovn-a-0", "ovn-b-0"])
  }
}
