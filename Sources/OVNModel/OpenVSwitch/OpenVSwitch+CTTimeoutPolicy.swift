public import OVSDB

extension OpenVSwitch {
  /// When tracked connections are forgotten (ovs-vswitchd.conf.db(5), CT_Timeout_Policy).
  public struct CTTimeoutPolicy: Row {
    /// After how many seconds, by the connection's state: `tcp_established`, `udp_single` …
    public var timeouts: [String: Int] = [:]
    /// Left to others.
    public var externalIDs: [String: String] = [:]

    public init() {}

    public static let table = Table<CTTimeoutPolicy>(
      "CT_Timeout_Policy",
      columns: [
        Column(
          "timeouts", \.timeouts,
          type: .map(
            .string(
              .oneOf([
                "tcp_syn_sent", "tcp_syn_recv", "tcp_established", "tcp_fin_wait", "tcp_close_wait",
                "tcp_last_ack", "tcp_time_wait", "tcp_close", "tcp_syn_sent2", "tcp_retransmit",
                "tcp_unack", "udp_first", "udp_single", "udp_multiple", "icmp_first", "icmp_reply",
              ])), .integer(in: 0...4_294_967_295))),
        Column("external_ids", \.externalIDs),
      ],
      isRoot: false)
  }
}
