extension Invariant {
  /// Daemons that start anew find everything as it ought to be, and write nothing.
  static func restartsAreQuiet(_ lab: Lab) throws(BrokenInvariant) {
    let before = lab.servers.map(\.transactionCount)
    for process in lab.processes {
      process.kill()
      process.start()
    }
    let hasSettled = lab.settle(within: .seconds(3_600))
    let written = zip(lab.servers, before).filter { $0.transactionCount != $1 }
    try require(
      "a further pass writes nothing",
      (hasSettled ? [] : ["restarted daemons do not come to rest"])
        + written.map { "\($0.transactionCount - $1) transactions at \($0.name)" })
  }
}
