import Testbed
import Testing

@Suite("A load balancer's address", .crowded, .requiresOurs)
struct LoadBalancerTests {
  /// Two zones of which the first advertises addresses and the second learns them.
  private func meshWithBalancer(_ story: (Mesh) async throws -> Void) async throws {
    try await withMesh(.newest) { mesh in
      try await mesh.join(ipv6: true)
      try await mesh.az1.nbctl(
        "lb-add", "lb1", "30.0.0.1:80", "10.0.0.1:80", "--",
        "lb-add", "lb1", "30.0.0.1:443", "10.0.0.1:443", "--",
        "lb-add", "lb1", "[2001:db8:30::1]:80", "[2001:db8::1]:80", "--", "lr-lb-add", "lr1", "lb1")
      try await mesh.az1.setOptions(["ic-route-adv-lb": "true"])
      try await mesh.az2.setOptions(["ic-route-learn-lb": "true"])
      try await eventually(both) { try await mesh.az2.learnedRoutes(of: "lr2") }
      try await story(mesh)
    }
  }

  private let both = [
    "2001:db8:30::1/128 via 2001:db8:100::1 loadbalancer",
    "30.0.0.1/32 via 169.254.100.1 loadbalancer",
  ]

  @Test("is a route once for all its ports, as long as both zones want it")
  func exchange() async throws {
    try await meshWithBalancer { mesh in
      try await mesh.az2.setOptions(["ic-route-learn-lb": "false"])
      try await eventually([]) { try await mesh.az2.learnedRoutes(of: "lr2") }
      #expect(try await mesh.routes().count == 2)
      try await mesh.az2.setOptions(["ic-route-learn-lb": "true"])
      try await eventually(both) { try await mesh.az2.learnedRoutes(of: "lr2") }
      try await mesh.az1.setOptions(["ic-route-adv-lb": "false"])
      try await eventually([]) { try await mesh.az2.learnedRoutes(of: "lr2") }
      #expect(try await mesh.routes().isEmpty)
    }
  }

  @Test("goes with its last port, or when the balancer leaves the router")
  func withdrawal() async throws {
    try await meshWithBalancer { mesh in
      try await mesh.az1.nbctl("lb-del", "lb1", "30.0.0.1:80")
      try await mesh.az1.nbctl("lb-del", "lb1", "[2001:db8:30::1]:80")
      try await eventually([both[1]]) { try await mesh.az2.learnedRoutes(of: "lr2") }
      try await mesh.az1.nbctl("lr-lb-del", "lr1", "lb1")
      try await eventually([]) { try await mesh.az2.learnedRoutes(of: "lr2") }
    }
  }

  @Test("comes from groups of balancers too")
  func groups() async throws {
    try await meshWithBalancer { mesh in
      try await mesh.az1.nbctl(
        "lr-lb-del", "lr1", "lb1", "--", "--id=@g", "create", "Load_Balancer_Group", "name=group",
        "--", "set", "Logical_Router", "lr1", "load_balancer_group=@g")
      try await eventually([]) { try await mesh.az2.learnedRoutes(of: "lr2") }
      let balancer = try #require(
        try await mesh.az1.northbound.rows("Load_Balancer").first?.uuid)
      try await mesh.az1.nbctl("add", "Load_Balancer_Group", "group", "load_balancer", balancer)
      try await eventually(both) { try await mesh.az2.learnedRoutes(of: "lr2") }
    }
  }

  @Test("is not learned where it is served as well")
  func servedLocally() async throws {
    try await meshWithBalancer { mesh in
      try await mesh.az2.nbctl(
        "lb-add", "lb2", "30.0.0.1:80", "10.0.0.2:80", "--", "lr-lb-add", "lr2", "lb2")
      try await eventually([both[0]]) { try await mesh.az2.learnedRoutes(of: "lr2") }
      try await mesh.az2.nbctl("lr-lb-del", "lr2", "lb2")
      try await eventually(both) { try await mesh.az2.learnedRoutes(of: "lr2") }
    }
  }

  @Test("is kept back where IC-Southbound cannot hold it")
  func olderSchema() async throws {
    try await withMesh(.release2303) { mesh in
      try await mesh.join()
      try await mesh.az1.nbctl(
        "lb-add", "lb1", "30.0.0.1:80", "10.0.0.1:80", "--", "lr-lb-add", "lr1", "lb1")
      try await mesh.az1.setOptions(["ic-route-adv-lb": "true"])
      try await mesh.az1.addRoute("10.11.0.0/16", via: "169.254.100.9", to: "lr1")
      try await eventually(["10.11.0.0/16 via 169.254.100.1 static"]) {
        try await mesh.az2.learnedRoutes(of: "lr2")
      }
      try await mesh.settle()
      #expect(try await mesh.routes().count == 1)
    }
  }
}
