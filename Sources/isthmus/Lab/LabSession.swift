internal import EventLoop
internal import FoundationEssentials
internal import Glibc
internal import Lab

/// A run of `isthmus lab`: zones that settle, what they know, and the time after, until Ctrl-C.
@LoopActor
final class LabSession {
  private let lab: Lab
  private let sockets: LabSockets
  private let stays: Bool
  private let settlingTime: Duration

  /// Builds the lab and lets it settle.
  ///
  /// - Throws: ``LabError`` if it cannot be built, or the folder not be made.
  init(_ topology: Topology, _ sockets: LabSockets, seed: UInt64, stays: Bool) throws {
    self.sockets = sockets
    self.stays = stays
    let start = LoopClock.now
    if let folder = sockets.dir {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      lab = Lab(folder: folder)
    } else {
      lab = Lab(seed: seed)
    }
    lab.followCalendar()
    let progress = LabProgress(lab, zoneCount: topology.zones.count)
    defer { progress.end() }
    try lab.build(topology)
    settlingTime = LoopClock.now - start
  }

  /// Shows what the zones know, and stays if that is wanted.
  func run() async throws {
    show()
    guard stays else { return try showCostOfChange() }
    let folder = try LabFolder(sockets.dir)
    defer { folder.remove() }
    let front = LabFront(lab)
    defer { front.close() }
    try front.listen(inFolder: folder.path)
    if let port = sockets.tcp { try front.listen(firstPort: port) }
    if let port = sockets.tls { try front.listen(firstPort: port, tls: sockets.configuration) }
    showRemotes(front, folder.path)
    await Self.untilSignal()
    print()
  }

  private static func untilSignal() async {
    var signals: [Signal] = []
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      var waiting: CheckedContinuation<Void, Never>? = continuation
      let end = { @LoopActor in
        waiting?.resume()
        waiting = nil
      }
      signals = [Signal.Number.interrupt, .terminate, .hangUp].compactMap {
        try? Signal($0) { end() }
      }
    }
    withExtendedLifetime(signals) {}
  }
}

extension LabSession {
  /// With more zones than this only sums are shown.
  private static let shownZonesMaximum = 4

  private func show() {
    let report = LabReport(lab)
    if lab.zones.count <= Self.shownZonesMaximum {
      print("--- ovn-ic-nbctl show\n\(report.interconnectNorthbound)")
      print("--- ovn-ic-sbctl show\n\(report.interconnectSouthbound)")
      for zone in lab.zones {
        print("--- \(zone.name): ovn-sbctl show\n\(report.southbound(of: zone))")
        for router in report.routers(of: zone) {
          print("--- \(zone.name): ovn-nbctl lr-route-list \(router)")
          print(report.routes(of: router, in: zone))
        }
      }
    }
    print(
      "\(LabCounts(lab)), in \(settlingTime.text) (\(Self.processorTime.text) of processor), with"
        + " \(Self.peakMemory) MB")
    fflush(nil)
  }

  /// Shows what a change costs, where there are too many zones to show what they know.
  private func showCostOfChange() throws(LabError) {
    guard lab.zones.count > Self.shownZonesMaximum, let zone = lab.zones.last else { return }
    let start = LoopClock.now
    guard let cost = try lab.costOfRoute(in: zone) else { return }
    print("\(cost); both ways in \((LoopClock.now - start).text)")
    fflush(nil)
  }

  private func showRemotes(_ front: LabFront, _ folder: String) {
    if lab.servers.count <= 32 {
      print("\nThe databases, until Ctrl-C:")
      for server in lab.servers {
        for remote in front.remotes(of: server) { print("  \(server.tool) --db=\(remote)") }
      }
    } else {
      print("\nThe databases, until Ctrl-C, as \(folder)/NAME.sock:")
      for server in lab.servers.prefix(8) { print("  \(server.name)") }
      print("  and \(lab.servers.count - 8) more")
    }
    fflush(nil)
  }

  /// The most memory that the process has occupied.
  private static var peakMemory: Int { usage.ru_maxrss / 1024 }

  /// The processor time that the process has used.
  private static var processorTime: Duration {
    let usage = usage
    return [usage.ru_utime, usage.ru_stime].reduce(.zero) {
      $0 + .seconds($1.tv_sec) + .microseconds($1.tv_usec)
    }
  }

  private static var usage: rusage {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage
  }
}

extension LabServer {
  /// The program that looks into such a database.
  fileprivate var tool: String {
    switch databaseName {
    case "OVN_Northbound": "ovn-nbctl"
    case "OVN_Southbound": "ovn-sbctl"
    case "OVN_IC_Northbound": "ovn-ic-nbctl"
    case "OVN_IC_Southbound": "ovn-ic-sbctl"
    default: "ovs-vsctl --no-wait"
    }
  }
}

extension Duration {
  /// Seconds with two decimals, or milliseconds if there are few.
  var text: String {
    let (seconds, attoseconds) = components
    let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
    if milliseconds < 1000 { return "\(milliseconds) ms" }
    let hundredths = String(100 + milliseconds / 10 % 100).dropFirst()
    return "\(milliseconds / 1000).\(hundredths) s"
  }
}
