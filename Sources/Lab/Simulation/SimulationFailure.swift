/// Something in a simulation that does not hold as it must.
public struct SimulationFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The seed that brings it about.
  public let seed: UInt64
  /// After how many steps it was found.
  public let stepCount: Int
  /// What does not hold.
  public let cause: BrokenInvariant

  public var description: String { "seed \(seed), step \(stepCount): \(cause)" }
}

/// An invariant that does not hold, and how.
public struct BrokenInvariant: Error, Hashable, Sendable, CustomStringConvertible {
  /// What ought to hold.
  public let invariant: String
  /// What was found instead, a line each.
  public let findings: [String]

  public var description: String {
    "\(invariant): \(findings.prefix(12).joined(separator: "\n    "))"
  }
}
