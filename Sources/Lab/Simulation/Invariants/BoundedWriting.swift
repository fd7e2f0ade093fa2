extension Invariant {
  /// No writers keep overwriting each other: a mesh comes to rest in a number of transactions that its
  /// size bounds.
  static func boundedWriting(_ lab: Lab, since before: Int) throws(BrokenInvariant) {
    let written = lab.transactionCount - before
    let bound = 150 * (lab.zones.count + 2)
    try require(
      "healing costs at most \(bound) transactions",
      written > bound ? ["there were \(written)"] : [])
  }
}
