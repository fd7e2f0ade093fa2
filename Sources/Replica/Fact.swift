public import OVSDB

/// One thing that a derivation may have read: a row, the rows under a key of an index, a row's owner.
///
/// It is a 32-bit digest of what it names, so that noting a fact costs four bytes however long the
/// name.  Two names with one digest only make a derivation run once more than needed.
@frozen
public struct Fact: Hashable, Sendable {
  public let digest: UInt32

  /// The contents of a row, or that there is none.
  @inlinable
  public init(row uuid: UUID, of table: ReplicaID) {
    let mixed = (uuid.high ^ table.salt) &* 0x9E37_79B9_7F4A_7C15 ^ uuid.low
    digest = UInt32(truncatingIfNeeded: (mixed &* 0xBF58_476D_1CE4_E5B9) >> 32)
  }

  /// Whatever `key` stands for within `space`.
  @inlinable
  public init(_ key: some Hashable, in space: ReplicaID) {
    var hasher = Hasher()
    hasher.combine(space)
    hasher.combine(key)
    digest = UInt32(truncatingIfNeeded: hasher.finalize())
  }

  @inlinable
  public func hash(into hasher: inout Hasher) { hasher.combine(digest) }
}

/// Tells tables, indexes and other name spaces of facts apart within one process.
@frozen
public struct ReplicaID: Hashable, Sendable {
  public let number: Int

  public init(_ number: Int) { self.number = number }

  @inlinable var salt: UInt64 { UInt64(truncatingIfNeeded: number) &* 0x94D0_49BB_1331_11EB }
}

/// The facts that have changed since somebody last took them, shared by all tables of a world.
public final class FactLog {
  @usableFromInline var facts: [Fact] = []
  private var spaces = 0

  public init() {}

  @inlinable
  public func note(_ fact: Fact) { facts.append(fact) }

  /// A name space that no other table, index or derivation of this log has.
  public func makeID() -> ReplicaID {
    spaces += 1
    return ReplicaID(spaces)
  }

  /// The facts noted since the last call.
  public func take() -> [Fact] {
    defer { facts.removeAll(keepingCapacity: facts.count < 4096) }
    return facts
  }

  public var isEmpty: Bool { facts.isEmpty }
}
