/// The folders of a daemon's files.
public struct RunDirectories: Equatable, Sendable {
  /// Pidfiles and sockets: `OVN_RUNDIR`, or `/var/run/ovn`.
  public var run: String
  /// Log files: `OVS_LOGDIR`, else `OVN_LOGDIR`, else `/var/log/openvswitch`, which is where the C
  /// daemon logs when it is not told.
  public var log: String
  /// Configuration: `OVN_SYSCONFDIR`, or `/etc`.
  public var configuration: String
  /// Databases: `OVN_DBDIR`, else `ovn` in `OVN_SYSCONFDIR` if that is set, else `/var/lib/ovn`.
  public var databases: String

  public init(environment: (String) -> String?) {
    func named(_ name: String) -> String? {
      environment(name).flatMap { $0.isEmpty ? nil : $0 }
    }
    run = named("OVN_RUNDIR") ?? "/var/run/ovn"
    log = named("OVS_LOGDIR") ?? named("OVN_LOGDIR") ?? "/var/log/openvswitch"
    configuration = named("OVN_SYSCONFDIR") ?? "/etc"
    databases =
      named("OVN_DBDIR") ?? named("OVN_SYSCONFDIR")?.appending(path: "ovn") ?? "/var/lib/ovn"
  }
}

extension String {
  /// The path of `path` when a relative one is understood from here.
  public func appending(path: String) -> String {
    if path.hasPrefix("/") { return path }
    return hasSuffix("/") ? self + path : "\(self)/\(path)"
  }
}
