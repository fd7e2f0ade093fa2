/// Which chassis hear of each other: what BFD tells in a real network.
extension Lab {
  /// Ends a chassis as a power cut does. Its rows stay; the others see that its tunnels are dead.
  public func kill(_ machine: Machine) {
    machine.controller?.kill()
    reachabilityChanged(of: machine.name)
  }

  /// Starts a chassis that was ended.
  public func start(_ machine: Machine) {
    machine.controller?.start()
    reachabilityChanged(of: machine.name)
  }

  /// Keeps two machines from hearing of each other, chassis or not.
  public func cut(_ left: Site, from right: Site) {
    network.cut(left, from: right)
    tellChassis(of: left, right)
  }

  /// Ends the partition of two machines.
  public func join(_ left: Site, to right: Site) {
    network.join(left, to: right)
    tellChassis(of: left, right)
  }

  /// Whether tunnels from a machine to the chassis of that name work. One that the lab knows nothing of
  /// may be anywhere.
  func isReachable(_ chassis: String, from site: Site) -> Bool {
    guard let machine = machine(chassis) else { return true }
    return (machine.controller?.isRunning ?? true) && network.isJoined(site, to: machine.site)
  }

  /// The chassis of that name, of any zone.
  public func machine(_ name: String) -> Machine? { machines[name] }

  private func tellChassis(of sites: Site...) {
    for machine in machines.values.sorted(by: { $0.name < $1.name })
    where sites.contains(machine.site) {
      reachabilityChanged(of: machine.name)
    }
  }
}
