internal import JSON
internal import OVSDB
internal import Server

/// Faults of the network, the servers and the daemons.
extension Simulation {
  func performFault(_ step: SimulationStep) throws(LabError) {
    switch step {
    case .cut(let left, let right): lab.cut(Site(left), from: Site(right))
    case .join(let left, let right): lab.join(Site(left), to: Site(right))
    case .reset(let left, let right): lab.network.reset(Site(left), Site(right))
    case .killServer(let name): lab.server(name)?.kill()
    case .startServer(let name): try start(lab.server(name))
    case .killDaemon(let name):
      if let machine = machine(running: name) {
        lab.kill(machine)
      } else {
        lab.process(name)?.kill()
      }
    case .startDaemon(let name):
      if let machine = machine(running: name) {
        lab.start(machine)
      } else {
        lab.process(name)?.start()
      }
    case .pauseDaemon(let name): lab.process(name)?.setPaused(true)
    case .resumeDaemon(let name): lab.process(name)?.setPaused(false)
    case .slowDisk(let name, let delay): lab.server(name)?.syncDelay = .milliseconds(delay)
    case .emptyServer(let name):
      lab.server(name)?.kill()
      lab.server(name)?.removeDatabase()
      try restore(name)
    default: break
    }
  }

  /// The chassis whose ovn-controller is called that.
  private func machine(running name: String) -> Machine? {
    lab.zones.lazy.flatMap(\.chassis).first { $0.controller?.name == name }
  }

  private func start(_ server: LabServer?) throws(LabError) {
    do throws(DatabaseFileError) { try server?.start() } catch { throw LabError("\(error)") }
  }

  /// The operator makes the transit switches anew.
  private func restore(_ name: String) throws(LabError) {
    guard let server = lab.server(name) else { return }
    try start(server)
    guard name == lab.interconnect?.northbound.name else { return }
    try server.transact(.insert(table: "Transit_Switch", row: ["name": "ts1"]))
  }

  /// Ends all faults.
  ///
  /// - Throws: ``BrokenInvariant`` if a server cannot read its file.
  func endFaults() throws(BrokenInvariant) {
    lab.network.joinAll()
    for server in lab.servers {
      do throws(LabError) { try start(server) } catch {
        throw BrokenInvariant(
          invariant: "a server starts again from its file", findings: ["\(server.name): \(error)"])
      }
    }
    for process in lab.processes where !process.isRunning { process.start() }
    for process in lab.processes { process.setPaused(false) }
    for name in lab.machines.keys.sorted() { lab.reachabilityChanged(of: name) }
  }
}
