/// When a database file is worth compacting: ovsdb-server's rule (ovsdb-server(1), "Database
/// Commands").
public struct CompactionPolicy: Hashable, Sendable {
  /// Below this many bytes a file is not compacted because of its size.
  public var size = 10 << 20
  /// With fewer records since the last compaction a file is not compacted.
  public var records = 100
  /// Sooner after the last compaction a file is not compacted.
  public var earliest = Duration.seconds(600)
  /// Later after the last compaction a file is compacted whatever its size.
  public var latest = Duration.seconds(24 * 3600)

  public init() {}

  /// Whether a file should be compacted: its size, its size after the last compaction, and the records
  /// and the time since then.
  public func advises(
    size: Int, compactedSize: Int, records: Int, elapsed: Duration
  ) -> Bool {
    guard records >= self.records, elapsed >= earliest else { return false }
    return elapsed >= latest || (size >= self.size && size / 2 > compactedSize)
  }
}

extension Journal {
  /// Whether the policy advises to compact the file, `elapsed` after the last compaction or the opening.
  public func shouldCompact(
    elapsed: Duration, policy: CompactionPolicy = CompactionPolicy()
  ) -> Bool {
    !isCompacting
      && policy.advises(
        size: size, compactedSize: compactedSize, records: recordsSinceCompaction,
        elapsed: elapsed)
  }
}
