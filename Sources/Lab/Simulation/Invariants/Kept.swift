extension Invariant {
  /// Whatever a server has acknowledged is there after it was killed and started again.
  static func kept(_ lab: Lab) throws(BrokenInvariant) {
    try require(
      "servers keep what they have acknowledged", lab.servers.flatMap { $0.ledger?.breaches ?? [] })
  }
}
