extension Bench {
  /// A mesh in which routes are exchanged: two zones, two transit switches, two routers of this zone.
  func populate() {
    register(
      "az1",
      ["ic-route-adv": "true", "ic-route-learn": "true", "ic-route-adv-lb": "true"])
    let other = addZone("az2")
    let first = addTransitSwitch("ts1")
    let second = addTransitSwitch("ts2", key: 16_711_683)
    let left = addRouter("left")
    let right = addRouter("right")
    connect(left, to: first)
    connect(left, to: second, named: "ts2", address: "00:00:00:00:00:03 169.254.101.3/24")
    connect(right, to: first, address: "00:00:00:00:00:02 169.254.100.2/24 fd00::2/64", key: 2)
    addRouterPort("left-lan", to: left, networks: ["10.1.0.1/24"])
    addStaticRoute("10.7.0.0/16", via: "10.1.0.9", to: left)
    publishRoute("10.2.0.0/24", via: "169.254.100.9", by: other)
    publishRoute("2001:db8::/32", via: "fd00::9", by: other)
    publishRoute("10.3.0.0/16", via: "169.254.101.9", on: "ts2", by: other)
  }
}
