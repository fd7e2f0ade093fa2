internal import CPosix
internal import Glibc
public import JSON

extension Journal {
  /// Appends a transaction's record, which `flush` writes.
  ///
  /// Adds the member `_date`, the present time, if the record has none.
  public func append(_ record: JSON) {
    var record = record
    if case .object(var members) = record, members["_date"] == nil {
      members["_date"] = .integer(Self.millisecondsSinceEpoch())
      record = .object(members)
    }
    scratch.removeAll(keepingCapacity: scratch.capacity <= Self.keptCapacity)
    record.write(to: &scratch)
    append(text: scratch)
  }

  /// Appends a record whose text is at hand: one JSON object, compact and without a line end.
  public func append(text: [UInt8]) {
    precondition(isRead, "a journal is read to its end before it is written")
    JournalHeader.writeRecord(text, to: &pending, hash: &hash)
    pendingRecords += 1
  }

  /// Whether records were appended that `flush` has not written.
  public var hasPending: Bool { !pending.isEmpty }

  /// Writes the records appended since the last time, at once, and returns when they are on disk.
  ///
  /// Call it once in a turn of the loop, before the transactions of the turn are acknowledged.  Throws
  /// if a system call fails; then none of these records is in the file.  If that cannot be made sure,
  /// the same error comes for every later record until the file was compacted.
  public func flush() throws(JournalError) {
    guard !pending.isEmpty else { return }
    defer { discardPending() }
    if let failure { throw failure }
    do throws(FileError) {
      try files.write(pending, to: file, at: size)
      try files.synchronise(file)
    } catch {
      withdraw(.system(error))
      throw .system(error)
    }
    size += pending.count
    recordsSinceCompaction += pendingRecords
  }

  /// Forgets the records that were appended since the last `flush`.
  func discardPending() {
    pending.removeAll(keepingCapacity: pending.capacity <= Self.keptCapacity)
    pendingRecords = 0
  }

  /// Takes back what a failed `flush` may have written.
  private func withdraw(_ error: JournalError) {
    do throws(FileError) {
      try files.truncate(file, to: size)
      try files.synchronise(file)
    } catch {
      failure = .system(error)
    }
    // After a failed fsync(2) nobody knows what is on disk, whatever later calls say.
    if case .system(let cause) = error, cause.call == "fsync" { failure = error }
  }

  /// The most memory that a buffer keeps for the next turn.
  private static let keptCapacity = 1 << 16

  /// The wall clock's time, as `_date` has it.
  public static func millisecondsSinceEpoch() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
