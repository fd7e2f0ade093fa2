import Testbed
import Testing

extension Trait where Self == ConditionTrait {
  /// Where the C daemon of 23.03 behaves otherwise: the test runs for ours only.
  static var requiresOurs: Self {
    .enabled(if: !InterconnectProgram.ours.isReference, "the C daemon behaves otherwise")
  }
}

extension SchemaGeneration {
  /// The generations on which a story is told. The C daemon of 23.03 gets its own databases only.
  static let tested: [SchemaGeneration] =
    InterconnectProgram.ours.isReference ? [.release2303] : allCases
}
