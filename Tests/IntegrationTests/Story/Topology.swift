import Testbed

/// What an operator does to a zone.
extension Zone {
  /// Sets keys of NB_Global.options.
  func setOptions(_ options: [String: String]) async throws {
    try await northbound.ctl(
      ["set", "NB_Global", "."] + options.map { #"options:\#($0)="\#($1)""# }.sorted())
  }

  /// Turns on advertising and learning.
  func exchangeRoutes() async throws {
    try await setOptions(["ic-route-adv": "true", "ic-route-learn": "true"])
  }

  /// What ovn-controller does on a host that is an interconnection gateway.
  func addGateway(_ name: String, types: String = "geneve", ip: String) async throws {
    try await sbctl(
      "chassis-add", name, types, ip, "--", "set", "Chassis", name, "hostname=\(name).example",
      "other_config:is-interconn=true")
  }

  func addRouter(_ name: String) async throws { try await nbctl("lr-add", name) }

  /// Joins a router to a transit switch with the `number`-th address of its subnet.
  ///
  /// The ports are called `ROUTER-SWITCH` and `SWITCH-ROUTER`.
  func attach(
    _ router: String, to transitSwitch: String, number: Int, subnet: String = "169.254.100",
    networks: [String] = []
  ) async throws {
    let networks = networks.isEmpty ? ["\(subnet).\(number)/24"] : networks
    try await northbound.ctl(
      ["lrp-add", router, "\(router)-\(transitSwitch)", mac(number)] + networks
        + attachment(of: router, to: transitSwitch))
  }

  private func attachment(of router: String, to transitSwitch: String) -> [String] {
    let port = "\(transitSwitch)-\(router)"
    return [
      "--", "lsp-add", transitSwitch, port, "--", "lsp-set-type", port, "router",
      "--", "lsp-set-addresses", port, "router",
      "--", "lsp-set-options", port, "router-port=\(router)-\(transitSwitch)",
    ]
  }

  /// Connects a subnet to a router, by a port called `ROUTER-NAME`.
  func addSubnet(_ networks: String..., to router: String, name: String) async throws {
    try await northbound.ctl(
      ["lrp-add", router, "\(router)-\(name)", "00:00:00:01:00:0\(networks.count)"] + networks)
  }

  /// Adds a static route.
  func addRoute(
    _ prefix: String, via nextHop: String, to router: String, options: String...
  ) async throws {
    try await northbound.ctl(options + ["lr-route-add", router, prefix, nextHop])
  }

  /// Sets keys of a router port's options.
  func setPortOptions(_ port: String, _ options: [String: String]) async throws {
    try await northbound.ctl(
      ["set", "Logical_Router_Port", port] + options.map { #"options:\#($0)="\#($1)""# }.sorted())
  }
}

/// The MAC address of the `number`-th router on a transit switch.
func mac(_ number: Int) -> String { "aa:aa:aa:aa:aa:\(number < 10 ? "0" : "")\(number)" }
