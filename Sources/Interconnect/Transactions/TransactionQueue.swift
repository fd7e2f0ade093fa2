import OVSDB

/// The edits that wait for one channel, and the transaction that is in flight on it.
///
/// There is at most one transaction in flight.  What the server refuses is narrowed down to the
/// subject at fault, by the operation that the server names or by halving the transaction; that
/// subject waits, longer with each refusal, while all others go on.
struct TransactionQueue {
  /// How many subjects go into one transaction: it bounds the memory and the time a transaction takes.
  static let subjectsMaximum = 4_096

  private(set) var pending: [Subject: [Edit]] = [:]
  private var order: [Subject] = []
  private var inFlight: InFlight?
  /// Parts of a refused transaction, to be sent one by one.
  private var batches: [[Subject]] = []
  private var refusals: [Subject: Refusal] = [:]

  private struct InFlight {
    var edits: [(subject: Subject, edits: [Edit])]
    /// The subject of each operation.
    var operations: [Subject?]
    /// The subject that goes only when everything else has gone or goes along.
    var last: Subject?
    /// The subjects whose edits have been derived anew since.
    var derivedSince: Set<Subject> = []
  }

  private struct Refusal {
    var count: Int
    var until: Duration
    /// Shared rows are not at fault; the edits have not changed since the refusal.
    var isWaiting = true
  }

  /// A refusal, for the log.
  struct Notice {
    let subject: Subject?
    let message: String
  }

  var isIdle: Bool { inFlight == nil }

  /// How many subjects have edits that are not in flight.
  var backlog: Int { pending.count }

  var isEmpty: Bool { inFlight == nil && pending.isEmpty }

  /// Notes that a subject whose edits go last has been derived anew.
  mutating func noteDerivation(of subject: Subject) { inFlight?.derivedSince.insert(subject) }

  /// Takes what a derivation of `subject` wants changed, in the place of what it wanted before.
  mutating func put(_ edits: [Edit], of subject: Subject) {
    let isInFlight = inFlight != nil
    if edits.isEmpty, !isInFlight, pending.isEmpty, refusals.isEmpty { return }
    if isInFlight { inFlight?.derivedSince.insert(subject) }
    if edits.isEmpty {
      if pending.removeValue(forKey: subject) != nil || !isInFlight { refusals[subject] = nil }
      return
    }
    let old = pending.updateValue(edits, forKey: subject)
    if old == nil { order.append(subject) }
    // New edits are worth a try at once, but only so often: two writers must not chase each other.
    if old != edits, let count = refusals[subject]?.count, count <= 3 {
      refusals[subject]?.isWaiting = false
    }
  }

  /// The next transaction, if there is something to send and nothing in flight.
  ///
  /// `last`, if given, goes along only when everything else that can be sent goes with it.
  mutating func next(
    now: Duration, comment: String, lock: Lock?, last: (subject: Subject, edits: [Edit])? = nil
  ) -> [Operation]? {
    guard inFlight == nil else { return nil }
    let chosen = choose(now)
    let carriesLast =
      last.map { !isBlocked($0.subject, now) } ?? false
      && batches.isEmpty && order.allSatisfy { isBlocked($0, now) }
    if chosen.isEmpty && !carriesLast { return nil }
    var edits = chosen.compactMap { subject in
      pending.removeValue(forKey: subject).map { (subject: subject, edits: $0) }
    }
    if carriesLast, let last { edits.append(last) }
    var builder = TransactionBuilder(comment: comment, lock: lock)
    for (subject, edits) in edits { builder.add(edits, of: subject) }
    builder.finish()
    inFlight = InFlight(
      edits: edits, operations: builder.subjects, last: carriesLast ? last?.subject : nil)
    return builder.operations
  }

  private func isBlocked(_ subject: Subject, _ now: Duration) -> Bool {
    guard let refusal = refusals[subject] else { return false }
    return refusal.isWaiting && refusal.until > now
  }

  private mutating func choose(_ now: Duration) -> [Subject] {
    while let batch = batches.popLast() {
      let chosen = batch.filter { pending[$0] != nil && !isBlocked($0, now) }
      if chosen.isEmpty { continue }
      let members = Set(chosen)
      order.removeAll { members.contains($0) }
      return chosen
    }
    var chosen: [Subject] = []
    var left: [Subject] = []
    for subject in order where pending[subject] != nil {
      if chosen.count < Self.subjectsMaximum, !isBlocked(subject, now) {
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
  mutating func committed(now: Duration, isStale: (Subject) -> Bool) -> [Subject] {
    guard let flight = inFlight.take() else { return [] }
    var unmoved: [Subject] = []
    for (subject, _) in flight.edits {
      if flight.derivedSince.contains(subject) {
        if pending[subject] == nil { refusals[subject] = nil }
      } else if !isStale(subject) {
        refuse(subject, now)
        unmoved.append(subject)
      }
    }
    return unmoved
  }

  /// Nobody knows whether the transaction in flight was carried out: its subjects are to be derived
  /// anew, from what the server says after the connection is back.
  mutating func lost() -> [Subject] {
    batches = []
    return inFlight.take()?.edits.map(\.subject) ?? []
  }

  /// The server has refused the transaction in flight.
  mutating func failed(
    _ error: DatabaseError, operation: Int?, now: Duration
  ) -> [Notice] {
    guard let flight = inFlight.take() else { return [] }
    for (subject, edits) in flight.edits where pending[subject] == nil {
      if flight.derivedSince.contains(subject) || subject == flight.last { continue }
      pending[subject] = edits
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

  private mutating func refuse(_ culprit: Subject, _ now: Duration, _ error: DatabaseError)
    -> Notice
  {
    let delay = refuse(culprit, now)
    return Notice(subject: culprit, message: "\(error); next try in \(delay)")
  }

  @discardableResult
  private mutating func refuse(_ subject: Subject, _ now: Duration) -> Duration {
    let count = (refusals[subject]?.count ?? 0) + 1
    let delay = min(.milliseconds(250) * (1 << min(count, 8)), .seconds(60))
    refusals[subject] = Refusal(count: count, until: now + delay)
    return delay
  }

  /// When a refused subject may be tried again.
  ///
  /// - Parameter last: the subject whose edits go last, if it has any.
  func wakeAt(now: Duration, last: Subject? = nil) -> Duration? {
    guard inFlight == nil else { return nil }
    if batches.contains(where: { $0.contains { pending[$0] != nil } }) { return now }
    return refusals.lazy
      .filter { pending[$0.key] != nil || $0.key == last }
      .map { $0.value.isWaiting ? $0.value.until : now }
      .min()
  }

  /// Forgets everything, as when the daemon becomes standby.
  mutating func removeAll() {
    self = TransactionQueue()
  }
}
