/// The modules by which levels are set.
public enum LogModules {
  /// The modules under which this program's parts log; further ones join when a logger is made.
  public static let own: Set<String> = [
    "backtrace", "coverage", "daemon_unix", "fatal_signal", "jsonrpc", "memory", "ovn_ic",
    "ovn_northd", "ovn_util", "ovsdb_cs", "ovsdb_idl", "reconnect", "stream_ssl", "unixctl", "vlog",
  ]

  /// Modules of Open vSwitch's library that have no counterpart here.  Naming one is allowed, so
  /// that options written for the C daemon go on working, and has no effect.
  public static let inherited: Set<String> = [
    "bundle", "command_line", "conntrack", "conntrack_tp", "cooperative_multitasking", "ct_dpif",
    "daemon", "dns_resolve", "dpdk", "dpif", "dpif_lookup_autovalidator", "dpif_lookup_generic",
    "dpif_mfex_extract_study", "dpif_netdev", "dpif_netdev_extract", "dpif_netdev_impl",
    "dpif_netdev_lookup", "dpif_netlink", "dpif_netlink_rtnl", "dpif_offload", "entropy", "flow",
    "hmap", "inc_proc_eng", "inc_proc_ic", "ipf", "lockfile", "meta_flow", "native_tnl", "netdev",
    "netdev_linux", "netdev_offload", "netdev_offload_tc", "netdev_vport", "netlink",
    "netlink_conntrack", "netlink_notifier", "netlink_socket", "nx_match", "odp_execute",
    "odp_execute_impl", "odp_util", "ofp_actions", "ofp_bundle", "ofp_connection", "ofp_errors",
    "ofp_flow", "ofp_group", "ofp_match", "ofp_meter", "ofp_monitor", "ofp_msgs", "ofp_packet",
    "ofp_port", "ofp_protocol", "ofp_queue", "ofp_table", "ofp_util", "ovs_numa", "ovs_rcu",
    "ovs_replay", "ovs_router", "ovs_thread", "ovsdb_error", "ox_stat", "pmd_perf", "poll_loop",
    "process", "route_table", "sha1", "signals", "socket_util", "socket_util_unix", "stopwatch",
    "stream", "stream_fd", "stream_replay", "stream_tcp", "stream_unix", "svec", "tc", "timeval",
    "userspace_tso", "util", "uuid",
  ]

  /// Every module that a specification may name.
  public static let known = own.union(inherited)
}
