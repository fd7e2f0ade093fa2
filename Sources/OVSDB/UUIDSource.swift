/// Makes UUIDs that differ from one another and from those of other sources, and need not be
/// unguessable: the system's generator is asked once, and not for each.
///
/// Two sources of one seed make the same UUIDs in the same order.
public final class UUIDSource {
  private var words: Words

  /// A source like no other.
  public init() {
    words = Words(states: (.random(in: .min ... .max), .random(in: .min ... .max)))
  }

  /// A source that repeats itself in another run.
  public init(seed: UInt64) { words = Words(states: (seed, ~seed)) }

  /// A UUID of version 4 (RFC 9562 5.4).
  public func next() -> UUID { .random(using: &words) }
}

/// Two sequences of SplitMix64, in turn.
private struct Words: RandomNumberGenerator {
  var states: (UInt64, UInt64)

  mutating func next() -> UInt64 {
    states = (states.1, states.0 &+ 0x9E37_79B9_7F4A_7C15)
    var value = states.1
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
