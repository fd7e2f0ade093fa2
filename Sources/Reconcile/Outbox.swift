import OVSDB

/// The operations that wait for one channel, by the key that wants them, and the transaction in flight.
///
/// What the server refuses is narrowed down to the key at fault, by the operation that the server names
/// or by halving the transaction; that key waits, longer with each refusal, while all others go on.
struct Outbox<Key: Hashable & Comparable> {
  /// How many keys go into one transaction: it bounds the memory and the time a transaction takes.
  private static var keysMaximum: Int { 1_024 }

  private(set) var pending: [Key: [Operation]] = [:]
  private var flight: Flight?
  /// Parts of a refused transaction, to be sent one by one.
  private var parts: [[Key]] = []
  private var refusals: [Key: Refusal] = [:]

  private struct Flight {
    var operations: [(key: Key, operations: [Operation])]
    /// The key of each operation; nil where one serves several.
    var keys: [Key?]
    /// The keys that have been derived since.
    var derivedSince: Set<Key> = []
  }

  private struct Refusal {
    var count: Int
    var until: Duration
  }

  /// What follows from a server's verdict.
  struct Verdict {
    let keys: [Key]
    /// To be derived again: nobody knows what their transaction did, or it changed nothing.
    var unsettled: [Key] = []
    var refusals: [(key: Key, message: String)] = []
  }

  var isEmpty: Bool { flight == nil && pending.isEmpty }

  mutating func put(_ operations: [Operation], of key: Key) {
    flight?.derivedSince.insert(key)
    if operations.isEmpty {
      let wasPending = pending.removeValue(forKey: key) != nil
      if wasPending || flight == nil { refusals[key] = nil }
    } else if let old = pending.updateValue(operations, forKey: key), old != operations {
      hasten(key)
    }
  }

  /// Other operations are worth a try at once, but only so often: two writers must not chase each other.
  private mutating func hasten(_ key: Key) {
    if let count = refusals[key]?.count, count <= 3 { refusals[key]?.until = .zero }
  }

  mutating func next(comment: String, now: Duration) -> [Operation]? {
    guard flight == nil, !pending.isEmpty else { return nil }
    let chosen = choose(now)
    if chosen.isEmpty { return nil }
    var builder = TransactionBuilder<Key>(comment: comment)
    var operations: [(key: Key, operations: [Operation])] = []
    for key in chosen {
      guard let wanted = pending.removeValue(forKey: key) else { continue }
      operations.append((key, wanted))
      builder.add(wanted, of: key)
    }
    builder.finish()
    flight = Flight(operations: operations, keys: builder.keys)
    return builder.operations
  }

  private mutating func choose(_ now: Duration) -> [Key] {
    while let part = parts.popLast() {
      let chosen = part.filter { pending[$0] != nil && !isWaiting($0, now) }
      if !chosen.isEmpty { return chosen }
    }
    let keys = pending.keys.filter { !isWaiting($0, now) }.sorted()
    return Array(keys.prefix(Self.keysMaximum))
  }

  private func isWaiting(_ key: Key, _ now: Duration) -> Bool {
    refusals[key].map { $0.until > now } ?? false
  }

  mutating func finished(
    _ outcome: Outcome, now: Duration, isStale: (Key) -> Bool
  ) -> Verdict? {
    guard let flight = flight.take() else { return nil }
    var verdict = Verdict(keys: flight.operations.map(\.key))
    switch outcome {
    case .committed: committed(flight, now, isStale, &verdict)
    case .failed(let error, let operation): failed(flight, error, operation, now, &verdict)
    case .unknown:
      parts = []
      verdict.unsettled = verdict.keys
    }
    return verdict
  }

  /// A transaction that changed nothing for a key is not sent again at once.
  private mutating func committed(
    _ flight: Flight, _ now: Duration, _ isStale: (Key) -> Bool, _ verdict: inout Verdict
  ) {
    for key in verdict.keys {
      if isStale(key) || flight.derivedSince.contains(key) {
        if pending[key] == nil { refusals[key] = nil }
      } else {
        refuse(key, now)
        verdict.unsettled.append(key)
      }
    }
  }

  private mutating func failed(
    _ flight: Flight, _ error: DatabaseError, _ operation: Int?, _ now: Duration,
    _ verdict: inout Verdict
  ) {
    for (key, operations) in flight.operations
    where pending[key] == nil && !flight.derivedSince.contains(key) {
      pending[key] = operations
    }
    let named = operation.flatMap { flight.keys.indices.contains($0) ? flight.keys[$0] : nil }
    if let culprit = named ?? (verdict.keys.count == 1 ? verdict.keys.first : nil) {
      let delay = refuse(culprit, now)
      verdict.refusals.append((culprit, "\(error); next try in \(delay)"))
      verdict.unsettled.append(culprit)
      if flight.derivedSince.contains(culprit) { hasten(culprit) }
      return
    }
    let middle = verdict.keys.count / 2
    parts.append(Array(verdict.keys[middle...]))
    parts.append(Array(verdict.keys[..<middle]))
  }

  @discardableResult
  private mutating func refuse(_ key: Key, _ now: Duration) -> Duration {
    let count = (refusals[key]?.count ?? 0) + 1
    let delay = min(.milliseconds(250) * (1 << min(count, 8)), .seconds(60))
    refusals[key] = Refusal(count: count, until: now + delay)
    return delay
  }

  func wakeAt(now: Duration) -> Duration? {
    guard flight == nil else { return nil }
    return pending.keys.lazy.map { refusals[$0]?.until ?? now }.min().map { max($0, now) }
  }
}
