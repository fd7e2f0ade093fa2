import OVNModel
import OVSDB

/// Meters that limit what chassis hand to their ovn-controller (ovn-nb(5), Copp).
extension World {
  /// The meter of a protocol, if `copp` has one for it and it exists.
  func meter(_ control: String, of copp: UUID?) -> String? {
    guard let copp, let name = row(copp, in: nb.copps)?.meters[control],
      hasRows(name, in: nb.metersByName)
    else { return nil }
    return name
  }
}
