/// A row's identity: 128 bits, written as `550e8400-e29b-41d4-a716-446655440000`.
@frozen
public struct UUID: Hashable, Sendable {
  /// The first 64 bits, as written.
  public var high: UInt64
  /// The last 64 bits, as written.
  public var low: UInt64

  @inlinable
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The UUID of all zeros, a UUID column's default (RFC 7047 5.2.1).
  @inlinable public static var zero: UUID { UUID(high: 0, low: 0) }

  /// A random UUID of version 4 (RFC 9562 5.4).
  public static func random(using generator: inout some RandomNumberGenerator) -> UUID {
    let high: UInt64 = generator.next()
    let low: UInt64 = generator.next()
    return UUID(
      high: high & 0xFFFF_FFFF_FFFF_0FFF | 0x4000,
      low: low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
  }

  /// A random UUID of version 4, from the system's generator.
  public static func random() -> UUID {
    var generator = SystemRandomNumberGenerator()
    return random(using: &generator)
  }
}

extension UUID: Comparable {
  /// The order of the written forms, as `ovsdb-server` sorts.
  @inlinable
  public static func < (left: UUID, right: UUID) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}
