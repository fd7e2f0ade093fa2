import OVNModel
import OVSDB

/// Samples of dropped packets, which tell the operator which flow dropped them (ovn-nb(5), NB_Global,
/// `debug_drop_collector_set` and `debug_drop_domain_id`).
enum DropSampling {
  static let collector = "debug_drop_collector_set"
  static let domain = "debug_drop_domain_id"
  /// What drops a packet without a sample.
  static let plainAction = "drop;"
}

extension World {
  /// A text of its own, since almost every key reads it, and the zone's other options change more often.
  func deriveDropAction() -> String {
    let options = zone.options
    let domain = options.integer(DropSampling.domain, default: 0)
    let isValid = 0..<255 ~= domain
    if let uuid = allRows(of: nb.globals).first?.uuid {
      report(
        isValid ? [] : ["NB_Global \(uuid): \(DropSampling.domain) must be an 8-bit number"],
        of: ProblemKey(row: uuid, aspect: "drop sampling"))
    }
    let collector = options.integer(DropSampling.collector, default: 0)
    guard isValid, 1...Int(UInt32.max) ~= collector else { return DropSampling.plainAction }
    return "sample(probability=65535,collector_set=\(collector),obs_domain=\(domain),"
      + "obs_point=$cookie); /* drop */"
  }
}
