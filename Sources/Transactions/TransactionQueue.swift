public import OVSDB

/// The edits that wait for one channel, and the transaction that is in flight on it.
///
/// There is at most one transaction in flight.  What the server refuses is narrowed down to the
/// subject at fault, by the operation that the server names or by halving the transaction; that
/// subject waits, longer with each refusal, while all others go on.
public struct TransactionQueue<Subject: Hashable & Sendable & CustomStringConvertible> {
  /// How many subjects go into one transaction: it bounds the memory and the time a transaction takes.
  public let subjectsMaximum: Int

  /// Room for so many subjects is kept when none waits.
  @usableFromInline static var keptCapacity: Int { 64 }

  @usableFromInline var waiting: [Subject: [Edit]] = [:]
  @usableFromInline var order: [Subject] = []
  @usableFromInline var inFlight: InFlight?
  /// Parts of a refused transaction, to be sent one by one.
  @usableFromInline var batches: [[Subject]] = []
  @usableFromInline var refusals: [Subject: Refusal] = [:]

  @usableFromInline struct InFlight {
    @usableFromInline var edits: [(subject: Subject, edits: [Edit])]
    /// The subject of each operation.
    @usableFromInline var operations: [Subject?]
    /// The subject that goes only when everything else has gone or goes along.
    @usableFromInline var last: Subject?
    /// The subjects whose edits have been derived anew since.
    @usableFromInline var derivedSince: Set<Subject> = []

    @usableFromInline
    init(edits: [(subject: Subject, edits: [Edit])], operations: [Subject?], last: Subject?) {
      self.edits = edits
      self.operations = operations
      self.last = last
    }
  }

  @usableFromInline struct Refusal {
    @usableFromInline var count: Int
    @usableFromInline var until: Duration
    /// Shared rows are not at fault; the edits have not changed since the refusal.
    @usableFromInline var isWaiting = true

    @usableFromInline
    init(count: Int, until: Duration) {
      self.count = count
      self.until = until
    }
  }

  /// An empty queue.
  @inlinable
  public init(subjectsMaximum: Int = 4_096) { self.subjectsMaximum = subjectsMaximum }

  /// What each subject wants changed, apart from what is in flight.
  @inlinable public var pending: [Subject: [Edit]] { waiting }

  /// A refusal, for the log.
  public struct Notice: Sendable {
    /// The subject at fault, if one is.
    public let subject: Subject?
    /// What the server says, and when the next try is.
    public let message: String

    @inlinable
    init(subject: Subject?, message: String) {
      self.subject = subject
      self.message = message
    }
  }

  /// The subjects of the transaction in flight.
  public var subjectsInFlight: [Subject] { inFlight?.edits.map(\.subject) ?? [] }

  /// Whether no transaction is in flight.
  @inlinable public var isIdle: Bool { inFlight == nil }

  /// How many subjects have edits that are not in flight.
  @inlinable public var backlog: Int { waiting.count }

  /// Whether nothing waits and nothing is in flight.
  @inlinable public var isEmpty: Bool { inFlight == nil && waiting.isEmpty }

  /// Notes that a subject whose edits go last has been derived anew.
  @inlinable
  public mutating func noteDerivation(of subject: Subject) {
    inFlight?.derivedSince.insert(subject)
  }

  /// Takes what a derivation of `subject` wants changed, in the place of what it wanted before.
  @inlinable
  public mutating func put(_ edits: [Edit], of subject: Subject) {
    let isInFlight = inFlight != nil
    if edits.isEmpty, !isInFlight, waiting.isEmpty, refusals.isEmpty { return }
    if isInFlight { inFlight?.derivedSince.insert(subject) }
    if edits.isEmpty {
      if waiting.removeValue(forKey: subject) != nil || !isInFlight { refusals[subject] = nil }
      return
    }
    let old = waiting.updateValue(edits, forKey: subject)
    if old == nil { order.append(subject) }
    // New edits are worth a try at once, but only so often: two writers must not chase each other.
    if let old, old != edits, let count = refusals[subject]?.count, count <= 3 {
      refusals[subject]?.isWaiting = false
    }
  }

  /// The next transaction, if there is something to send and nothing in flight.
  ///
  /// `last`, if given, goes along only when everything else that can be sent goes with it.
  @inlinable
  public mutating func next(
    now: Duration, comment: String, lock: String?, last: (subject: Subject, edits: [Edit])? = nil
  ) -> [Operation]? {
    guard inFlight == nil else { return nil }
    let chosen = choose(now)
    let carriesLast =
      last.map { !isBlocked($0.subject, now) } ?? false
      && batches.isEmpty && order.allSatisfy { isBlocked($0, now) }
    if chosen.isEmpty && !carriesLast { return nil }
    var edits = chosen.compactMap { subject in
      waiting.removeValue(forKey: subject).map { (subject: subject, edits: $0) }
    }
    // After a great change nothing of the size stays.
    if waiting.isEmpty, waiting.capacity > Self.keptCapacity { waiting = [:] }
    if carriesLast, let last { edits.append(last) }
    var builder = TransactionBuilder<Subject>(comment: comment, lock: lock)
    for (subject, edits) in edits { builder.add(edits, of: subject) }
    builder.finish()
    inFlight = InFlight(
      edits: edits, operations: builder.subjects, last: carriesLast ? last?.subject : nil)
    return builder.operations
  }

  @inlinable
  func isBlocked(_ subject: Subject, _ now: Duration) -> Bool {
    guard let refusal = refusals[subject] else { return false }
    return refusal.isWaiting && refusal.until > now
  }

  @inlinable
  mutating func choose(_ now: Duration) -> [Subject] {
    while let batch = batches.popLast() {
      let chosen = batch.filter { waiting[$0] != nil && !isBlocked($0, now) }
      if chosen.isEmpty { continue }
      let members = Set(chosen)
      order.removeAll { members.contains($0) }
      return chosen
    }
    var chosen: [Subject] = []
    var left: [Subject] = []
    for subject in order where waiting[subject] != nil {
      if chosen.count < subjectsMaximum, !isBlocked(subject, now) {
        chosen.append(subject)
      } else {
        left.append(subject)
      }
    }
    order = left
    return chosen
  }

  /// The server has carried out the transaction in flight.
  ///
  /// The update that it caused has come before this reply, so whatever it changed has been derived
  /// anew.  Returned are the subjects for which it changed nothing: they are to be derived once more,
  /// and wait before they are sent again.
  ///
  /// - Parameter isStale: whether a subject has been named to be derived, and not yet been.
  @inlinable
  public mutating func committed(now: Duration, isStale: (Subject) -> Bool) -> [Subject] {
    guard let flight = inFlight.take() else { return [] }
    var unmoved: [Subject] = []
    for (subject, _) in flight.edits {
      if flight.derivedSince.contains(subject) {
        if waiting[subject] == nil { refusals[subject] = nil }
      } else if !isStale(subject) {
        refuse(subject, now)
        unmoved.append(subject)
      }
    }
    return unmoved
  }

  /// Nobody knows whether the transaction in flight was carried out: its subjects are to be derived
  /// anew, from what the server says after the connection is back.
  @inlinable
  public mutating func lost() -> [Subject] {
    batches = []
    return inFlight.take()?.edits.map(\.subject) ?? []
  }

  /// The server has refused the transaction in flight.
  @inlinable
  public mutating func failed(
    _ error: DatabaseError, operation: Int?, now: Duration
  ) -> [Notice] {
    guard let flight = inFlight.take() else { return [] }
    for (subject, edits) in flight.edits where waiting[subject] == nil {
      if flight.derivedSince.contains(subject) || subject == flight.last { continue }
      waiting[subject] = edits
      order.append(subject)
    }
    let subjects = flight.edits.map(\.subject)
    let named = operation.flatMap {
      flight.operations.indices.contains($0) ? flight.operations[$0] : nil
    }
    if let culprit = named ?? (subjects.count == 1 ? subjects.first : nil) {
      return [refuse(culprit, now, error)]
    }
    if operation != nil || subjects.isEmpty {
      // The lock's assertion, or a mutation that serves several subjects.
      if operation == 0 {
        for subject in subjects { refuse(subject, now) }
        return [Notice(subject: nil, message: "\(error)")]
      }
    }
    let middle = subjects.count / 2
    batches.append(Array(subjects[middle...]))
    batches.append(Array(subjects[..<middle]))
    return []
  }

  @inlinable
  mutating func refuse(_ culprit: Subject, _ now: Duration, _ error: DatabaseError)
    -> Notice
  {
    let delay = refuse(culprit, now)
    return Notice(subject: culprit, message: "\(error); next try in \(delay)")
  }

  @discardableResult
  @inlinable
  mutating func refuse(_ subject: Subject, _ now: Duration) -> Duration {
    let count = (refusals[subject]?.count ?? 0) + 1
    let delay = min(.milliseconds(250) * (1 << min(count, 8)), .seconds(60))
    refusals[subject] = Refusal(count: count, until: now + delay)
    return delay
  }

  /// When a refused subject may be tried again.
  ///
  /// - Parameter last: the subject whose edits go last, if it has any.
  @inlinable
  public func wakeAt(now: Duration, last: Subject? = nil) -> Duration? {
    guard inFlight == nil else { return nil }
    if batches.contains(where: { $0.contains { waiting[$0] != nil } }) { return now }
    return refusals.lazy
      .filter { waiting[$0.key] != nil || $0.key == last }
      .map { $0.value.isWaiting ? $0.value.until : now }
      .min()
  }

  /// Forgets everything, as when the daemon becomes standby.
  @inlinable
  public mutating func removeAll() {
    self = TransactionQueue(subjectsMaximum: subjectsMaximum)
  }
}
