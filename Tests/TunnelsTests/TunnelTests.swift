import JSON
import OVNModel
import OVSDB
import Testing

@testable import Tunnels

@Suite("The tunnel to a chassis")
struct TunnelTests {
  /// The tunnels from `me` to `peer`, without the names of their ports.
  private func tunnels(
    _ externalIDs: [String: String] = [:], mine: [String] = ["geneve 192.0.2.1"],
    myConfig: [String: String] = [:], theirs: [String] = ["geneve 192.0.2.2 csum=true"],
    theirConfig: [String: String] = [:], theirZones: Set<String> = [], global: [String: JSON] = [:]
  ) throws -> [String] {
    let scene = try Scene(externalIDs)
    try scene.setGlobal(global)
    try scene.addChassis("me", encaps: mine, config: myConfig)
    try scene.addChassis("peer", encaps: theirs, config: theirConfig, zones: theirZones)
    try scene.settle()
    #expect(scene.isAtRest)
    return try scene.tunnels().values.sorted()
  }

  @Test(
    "has the options that the peer's encap says",
    arguments: [
      ("geneve 192.0.2.2", "peer@192.0.2.2 geneve key=flow remote_ip=192.0.2.2"),
      (
        "geneve 192.0.2.2 csum=true",
        "peer@192.0.2.2 geneve csum=true key=flow remote_ip=192.0.2.2"
      ),
      (
        "geneve 192.0.2.2 csum=false",
        "peer@192.0.2.2 geneve csum=false key=flow remote_ip=192.0.2.2"
      ),
      ("geneve 192.0.2.2 csum=maybe", "peer@192.0.2.2 geneve key=flow remote_ip=192.0.2.2"),
      (
        "geneve 192.0.2.2 dst_port=6082",
        "peer@192.0.2.2 geneve dst_port=6082 key=flow remote_ip=192.0.2.2"
      ),
      ("geneve 2001:db8::2", "peer@2001:db8::2 geneve key=flow remote_ip=2001:db8::2"),
    ])
  func followsEncap(encap: String, tunnel: String) throws {
    #expect(try tunnels(theirs: [encap]) == [tunnel])
  }

  @Test(
    "has the options that the chassis's own operator says",
    arguments: [
      (["ovn-encap-tos": "inherit"], " tos=inherit"),
      (["ovn-encap-tos": "none"], ""),
      (["ovn-encap-tos": "4", "ovn-encap-tos-me": "8", "ovn-encap-tos-you": "2"], " tos=8"),
    ])
  func followsTypeOfService(options: [String: String], end: String) throws {
    #expect(
      try tunnels(options) == [
        "peer@192.0.2.2 geneve csum=true key=flow remote_ip=192.0.2.2\(end)"
      ])
  }

  @Test(
    "may be fragmented, and leaves from an address, as the operator says",
    arguments: [
      (["ovn-encap-df_default": "false"], "csum=true df_default=false key=flow"),
      (["ovn-set-local-ip": "true"], "csum=true key=flow local_ip=192.0.2.1"),
      (["ovn-set-local-ip": "false"], "csum=true key=flow"),
    ])
  func followsOptions(options: [String: String], middle: String) throws {
    #expect(
      try tunnels(options) == ["peer@192.0.2.2 geneve \(middle) remote_ip=192.0.2.2"])
  }

  @Test(
    "is encrypted for the peer of that name",
    arguments: [
      ([:], ""),
      (["ipsec_encapsulation": "true"], " ipsec_encapsulation=yes"),
      (["ipsec_forceencaps": "true"], " ipsec_forceencaps=yes"),
    ])
  func isEncrypted(options: [String: String], extra: String) throws {
    #expect(
      try tunnels(global: ["ipsec": true.json, "options": options.json]) == [
        "peer@192.0.2.2 geneve csum=true\(extra) key=flow local_ip=192.0.2.1 remote_ip=192.0.2.2"
          + " remote_name=peer"
      ])
  }

  @Test(
    "is of the best type that both have, one for each address",
    arguments: [
      (["geneve a", "vxlan a"], ["geneve b", "vxlan b"], ["peer@b geneve"]),
      (["geneve a", "vxlan a"], ["stt b", "vxlan b"], ["peer@b vxlan"]),
      (["stt a", "vxlan a"], ["stt b", "geneve b", "vxlan b"], ["peer@b stt"]),
      (["geneve a"], ["geneve b", "geneve c"], ["peer@b geneve", "peer@c geneve"]),
      (["geneve a"], ["geneve b", "vxlan c"], ["peer@b geneve"]),
      (["vxlan a"], ["geneve b"], []),
    ])
  func choosesType(mine: [String], theirs: [String], expected: [String]) throws {
    let found = try tunnels(mine: mine, theirs: theirs)
    #expect(found.map { $0.split(separator: " ").prefix(2).joined(separator: " ") } == expected)
  }

  @Test(
    "needs a transport zone that both are in, unless neither is in any",
    arguments: [
      ("", [], true), ("tz1", ["tz1"], true), ("tz1,tz2", ["tz2", "tz3"], true),
      ("tz1", [], false), ("", ["tz1"], false), ("tz1", ["tz2"], false),
    ] as [(String, Set<String>, Bool)])
  func followsTransportZones(mine: String, theirs: Set<String>, exists: Bool) throws {
    #expect(try tunnels(["ovn-transport-zones": mine], theirZones: theirs).isEmpty != exists)
  }

  @Test(
    "leads into another zone only from a gateway between zones",
    arguments: [("true", true), ("false", false)])
  func crossesZones(isInterconn: String, exists: Bool) throws {
    #expect(
      try tunnels(
        myConfig: ["is-interconn": isInterconn], theirConfig: ["is-remote": "true"]
      ).isEmpty != exists)
  }
}
