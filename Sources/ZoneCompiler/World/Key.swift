/// Keys of options, `other_config` and `external_ids`, as OVN writes them.
///
/// A family that alone reads a key extends this in its own file.
enum Key {
  static let logicalSwitch = "logical-switch"
  static let logicalRouter = "logical-router"
  static let interconnTS = "interconn-ts"
  static let requestedTunnelKey = "requested-tnl-key"
  static let requestedChassis = "requested-chassis"
  static let routerPort = "router-port"
  static let peer = "peer"
  static let chassis = "chassis"
  static let isRemote = "is-remote"
  static let queue = "qdisc_queue_id"
  static let flowPort = "in_out_port"
}

extension [String: String] {
  /// An option that is off unless it says "true", in any case (OVS's smap_get_bool).
  func isTrue(_ key: String) -> Bool { self[key]?.lowercased() == "true" }

  /// An option that is on unless it says "false", in any case.
  func isNotFalse(_ key: String) -> Bool { self[key]?.lowercased() != "false" }

  /// A number, or what stands for it if there is none that can be read.
  func integer(_ key: String, default standard: Int) -> Int {
    self[key].flatMap { Int(option: $0) } ?? standard
  }
}

extension Int {
  /// Reads a number as OVS reads those of options: after any blanks.
  init?(option text: String) {
    self.init(text.drop { $0.isASCII && $0.isWhitespace })
  }
}

/// Orders strings by their bytes, as OVSDB orders a set of strings, and so as northd goes through one.
func precedes(_ left: String, _ right: String) -> Bool {
  left.utf8.lexicographicallyPrecedes(right.utf8)
}
