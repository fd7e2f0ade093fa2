public import Derive
public import OVSDB
public import Replica
public import Transactions

/// What the results of a program want written to its databases, derived again when what they read has
/// changed, and sent.
///
/// A result is a function from a key to operations for each channel, none when all is as it ought to
/// be. Keys are derived and sent in their order, so that a run repeats itself. The owner hands over the
/// facts that have changed and each server's verdicts.
public struct Reconciler<
  Key: Hashable & Comparable & Sendable & CustomStringConvertible, Channel: Hashable
> {
  private var dependencies = Dependencies<Key, Fact>()
  private var stale: Set<Key> = []
  private var queues: [Channel: TransactionQueue<Key>] = [:]
  /// How often a result has been derived, for tests that hold the work to the size of the change.
  public private(set) var runs = 0

  /// One without keys.
  public init() {}

  /// Names a key to derive, known before or not.
  public mutating func invalidate(_ key: Key) { stale.insert(key) }

  /// Names every key that has read one of the facts.
  public mutating func invalidate(readersOf facts: [Fact]) {
    for fact in facts { dependencies.forEachReader(of: fact) { stale.insert($0) } }
  }

  /// Names every key that is known.
  public mutating func invalidateAll() { stale.formUnion(dependencies.recordedKeys) }

  /// Whether a result of `key` is known, or to be derived.
  public func contains(_ key: Key) -> Bool { dependencies.contains(key) || stale.contains(key) }

  /// Whether nothing is to be derived, to be sent, or in flight.
  public var isEmpty: Bool { stale.isEmpty && queues.values.allSatisfy(\.isEmpty) }

  /// What each key wants of a channel, apart from what is in flight.
  public func wanted(of channel: Channel) -> [Key: [Edit]] {
    queues[channel]?.pending ?? [:]
  }

  /// Derives the named keys, and those that are named meanwhile; a key that is gone is forgotten.
  public mutating func derive(
    reads: Reads<Fact>, isGone: (Key) -> Bool, _ result: (Key) -> [Channel: [Operation]]
  ) {
    while !stale.isEmpty {
      let keys = stale.sorted()
      stale = []
      for key in keys {
        runs += 1
        let operations = result(key)
        let facts = reads.take()
        if isGone(key) { dependencies.remove(key) } else { dependencies.record(key, reads: facts) }
        put(operations, of: key)
      }
    }
  }

  /// Takes what a key wants, in the place of what it wanted before.
  public mutating func put(_ operations: [Channel: [Operation]], of key: Key) {
    for (channel, operations) in operations {
      queues[channel, default: TransactionQueue()].put(operations.map(Edit.init), of: key)
    }
    for channel in queues.keys where operations[channel] == nil {
      queues[channel]?.put([], of: key)
    }
  }

  /// The next transaction for a channel, if there is something to send and nothing in flight.
  public mutating func next(_ channel: Channel, comment: String, now: Duration) -> [Operation]? {
    queues[channel]?.next(now: now, comment: comment, lock: nil)
  }

  /// Takes the server's verdict on the transaction that was in flight on a channel.
  ///
  /// The update that it caused has been told before, and the facts of that handed over.
  ///
  /// - Returns: its keys, and what to say of those refused.
  @discardableResult
  public mutating func finished(
    _ channel: Channel, _ verdict: TransactionVerdict, now: Duration
  ) -> (keys: [Key], refusals: [(key: Key, message: String)]) {
    guard var queue = queues.removeValue(forKey: channel) else { return ([], []) }
    defer { queues[channel] = queue }
    let keys = queue.subjectsInFlight
    switch verdict {
    case .committed:
      stale.formUnion(queue.committed(now: now, isStale: stale.contains))
      return (keys, [])
    case .unknown:
      stale.formUnion(queue.lost())
      return (keys, [])
    case .failed(let error, let operation):
      // What was read may have been out of date.
      let refusals = queue.failed(error, operation: operation, now: now).compactMap { notice in
        notice.subject.map { (key: $0, message: notice.message) }
      }
      stale.formUnion(refusals.map(\.key))
      return (keys, refusals)
    }
  }

  /// When a key that was refused may be tried again.
  public func wakeAt(now: Duration) -> Duration? {
    queues.values.compactMap { $0.wakeAt(now: now) }.min()
  }
}
