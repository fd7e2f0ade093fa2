import OVNModel
import OVSDB

/// A meter of one rule's own: each user of a fair meter has its rate for itself.
struct PrivateMeter {
  /// The meter that it is a copy of.
  let meter: String
  let acl: UUID

  /// Its name in Southbound.
  var name: String { "\(meter)__\(acl)" }
}

extension PrivateMeter {
  /// Reads ``name``, or is nil if that is no name of a private meter.
  init?(_ name: String) {
    let length = 36
    guard name.utf8.count > length + 2, let acl = UUID(String(name.suffix(length))) else {
      return nil
    }
    let rest = name.dropLast(length)
    guard rest.hasSuffix("__") else { return nil }
    self.init(meter: String(rest.dropLast(2)), acl: acl)
  }
}

extension World {
  /// Whether a meter's users each have a copy.
  func isFair(_ meter: String) -> Bool { first(meter, in: nb.metersByName)?.row.fair == true }
}
