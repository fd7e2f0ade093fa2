/// The notation of a monitor's updates.
enum MonitorFormat: Hashable {
  /// <table-updates> of RFC 7047 4.1.6: rows before and after.
  case update
  /// <table-updates2> of ovsdb-server(7) 4.1.14: what is different.
  case update2
  /// As `update2`, each with the ID of the transaction (ovsdb-server(7) 4.1.16).
  case update3

  /// The method of the notification.
  var method: String {
    switch self {
    case .update: "update"
    case .update2: "update2"
    case .update3: "update3"
    }
  }

  /// By the method of the request that asks for it.
  init?(requestedBy method: String) {
    switch method {
    case "monitor": self = .update
    case "monitor_cond": self = .update2
    case "monitor_cond_since": self = .update3
    default: return nil
    }
  }
}
