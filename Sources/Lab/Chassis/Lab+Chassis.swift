internal import Client
internal import Replica
internal import Session
internal import Tunnels

/// Chassis of a lab.
extension Lab {
  /// Adds an ovn-controller, and starts it.
  ///
  /// - Parameters:
  ///   - name: what the process is called; its chassis is called what its Open_vSwitch says.
  ///   - vswitch: where its Open_vSwitch database is served.
  ///   - southbound: where its zone's Southbound database is served.
  ///   - isReachable: whether tunnels to the chassis of that name work.
  func addChassis(
    _ name: String, on site: Site, vswitch: Remote, southbound: Remote,
    isReachable: @escaping (String) -> Bool
  ) -> LabProcess {
    let remotes: [(ChassisDatabase, Remote)] = [(.vswitch, vswitch), (.southbound, southbound)]
    var clients: [String: DatabaseClientConfiguration] = [:]
    for (database, remote) in remotes {
      let (ours, tunnels) = (
        ChassisController.declared(database), TunnelController.declared(database)
      )
      clients[database.rawValue] = DatabaseClientConfiguration(
        database: database.rawValue, remotes: [remote],
        conditions: database == .southbound ? ChassisController.conditions : [:],
        expectedSchema: schema(at: remote)
      ) { schema in
        // Both keep what they need of what comes.
        ours.monitored(in: schema).merging(tunnels.monitored(in: schema)) { left, right in
          left + right.filter { !left.contains($0) }
        }
      }
    }
    return addProcess(name, on: site, clients: clients) {
      Chassis(hostname: site.name, isReachable: isReachable)
    }
  }

  /// Tells every chassis that tunnels to one work now, or work no longer.
  func reachabilityChanged(of chassis: String) {
    for process in processes {
      process.command(Chassis.self) { $0.reachabilityChanged(of: chassis) }
    }
  }
}
