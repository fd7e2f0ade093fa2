extension SimulationStep: CustomStringConvertible {
  public var description: String {
    switch self {
    case .cut(let left, let right): "cut \(left) from \(right)"
    case .join(let left, let right): "join \(left) to \(right)"
    case .reset(let left, let right): "reset the connections between \(left) and \(right)"
    case .killServer(let name), .killDaemon(let name): "kill -9 \(name)"
    case .startServer(let name), .startDaemon(let name): "start \(name)"
    case .pauseDaemon(let name): "pause \(name)"
    case .resumeDaemon(let name): "resume \(name)"
    case .slowDisk(let name, let delay): "\(name)'s disk takes \(delay) ms"
    case .emptyServer(let name): "put an empty database in the place of \(name)'s"
    case .addTransitSwitch(let name): "ts-add \(name)"
    case .deleteTransitSwitch(let name): "ts-del \(name)"
    case .attach(let zone, let name, let host): "\(zone): attach its router to \(name) as .\(host)"
    case .detach(let zone, let name): "\(zone): detach its router from \(name)"
    case .readdressPort(let zone, let name, let host):
      "\(zone): its port on \(name) is .\(host) now"
    case .addRoute(let zone, let prefix, let table):
      "\(zone): lr-route-add \(prefix)" + (table.isEmpty ? "" : " in table \(table)")
    case .deleteRoute(let zone, let prefix): "\(zone): lr-route-del \(prefix)"
    case .addNetwork(let zone, let number): "\(zone): add network \(number) to its router"
    case .removeNetwork(let zone, let number): "\(zone): remove network \(number) from its router"
    case .setZoneOption(let zone, let key, let value): "\(zone): \(Self.option(key, value))"
    case .setRouterOption(let zone, let key, let value):
      "\(zone): its router's \(Self.option(key, value))"
    case .setPortOption(let zone, let name, let key, let value):
      "\(zone): its port's on \(name) \(Self.option(key, value))"
    case .enableRouter(let zone, let isEnabled):
      "\(zone): \(isEnabled ? "enable" : "disable") its router"
    case .renameZone(let zone, let name): "\(zone): is called \"\(name)\" now"
    case .setGateway(let zone, let isGateway):
      "\(zone): its gateway is \(isGateway ? "" : "no ")gateway between zones"
    case .readdressGateway(let zone, let host): "\(zone): its gateway's address ends in .\(host)"
    case .moveGateway(let source, let target): "move \(source)'s gateway to \(target)"
    case .addLoadBalancer(let zone, let vip): "\(zone): lb-add \(vip) to its router"
    case .removeLoadBalancer(let zone, let vip): "\(zone): lb-del \(vip)"
    case .setTunnelMode(let isVXLAN): "vxlan_mode=\(isVXLAN)"
    case .sync: "--wait=sb sync"
    case .syncZone(let zone): "\(zone): --wait=hv sync"
    case .deleteRow(let table, let server, let number):
      "\(server): somebody deletes row \(number) of the daemons' in \(table)"
    case .changeLearnedRoute(let zone, let number):
      "\(zone): somebody changes learned route \(number)"
    case .changeRoute(let number): "ic-sb: somebody changes route \(number)"
    case .forgeRoute(let zone, let prefix):
      "ic-sb: somebody publishes \(prefix) in the name of \(zone)"
    case .changeRemotePort(let zone, let number):
      "\(zone): somebody changes remote port \(number)"
    case .forgetTunnelKeys(let zone): "\(zone): somebody removes the tunnel keys asked for"
    case .heal: "heal"
    }
  }

  private static func option(_ key: String, _ value: String?) -> String {
    value.map { "\(key)=\($0)" } ?? "\(key) is removed"
  }
}

extension SimulationStep {
  /// What kind of fault it is, for counting; nil for what operators and other writers do.
  var fault: String? {
    switch self {
    case .cut: "cuts"
    case .reset: "resets"
    case .killServer: "servers killed"
    case .killDaemon: "daemons killed"
    case .pauseDaemon: "daemons paused"
    case .emptyServer: "databases emptied"
    case .deleteRow, .changeLearnedRoute, .changeRoute, .forgeRoute, .changeRemotePort,
      .forgetTunnelKeys:
      "rows of daemons changed"
    default: nil
    }
  }
}
