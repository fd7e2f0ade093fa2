import ArgumentParser

/// Whose compiler.
enum Side: String, CaseIterable, ExpressibleByArgument, CustomStringConvertible {
  case c, ours

  var description: String { self == .c ? "northd" : "ours" }
}

/// How much is done to measure.
struct Effort: Sendable {
  /// How often one thing is added and removed.
  var changes: Int
  /// After which a measurement is given up.
  var deadline: Duration
}
