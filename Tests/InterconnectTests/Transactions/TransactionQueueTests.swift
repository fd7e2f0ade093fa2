import OVSDB
import Testing
import Transactions

@testable import Interconnect

@Suite("A transaction queue")
struct TransactionQueueTests {
  private let error = DatabaseError(error: "constraint violation", details: nil)

  @Test("sends one transaction at a time, with what each subject wants last")
  func oneInFlight() throws {
    let queue = Line()
    queue.put(edits(1), of: .port("a"))
    queue.put(edits(2), of: .port("a"))
    let first = try #require(queue.send())
    #expect(first == ["comment", "2"])
    queue.put(edits(3), of: .port("b"))
    #expect(queue.send() == nil)
    #expect(queue.commit([.port("a")]) == [])
    #expect(queue.send() == ["comment", "3"])
  }

  @Test("asserts its lock before all else")
  func lock() throws {
    let queue = Line()
    queue.put(edits(1), of: .port("a"))
    let operations = try #require(queue.next(now: .zero, comment: "", lock: .zone))
    #expect(operations.first == .assert(lock: "ovn_ic"))
  }

  @Test(
    "derives a subject again for which a commit changed nothing, without end but not without pause")
  func committedInVain() {
    let queue = Line()
    var attempts = 0
    for _ in 0..<20 {
      queue.put(edits(1), of: .port("a"))
      guard queue.send() != nil else { break }
      attempts += 1
      #expect(queue.committed(now: .zero) { _ in false } == [.port("a")])
    }
    #expect((1...5).contains(attempts))
    let wake = queue.wakeAt(now: .zero) ?? .zero
    #expect(wake > .zero)
    #expect(queue.send(now: wake) == ["comment", "1"])
  }

  @Test("does not hold a subject back that is still to be derived")
  func committedStale() {
    let queue = Line()
    queue.put(edits(1), of: .port("a"))
    _ = queue.send()
    #expect(queue.committed(now: .zero) { _ in true } == [])
    queue.put(edits(2), of: .port("a"))
    #expect(queue.send() == ["comment", "2"])
  }

  @Test("lets the subject at fault wait, longer each time, while all others go on")
  func namedCulprit() throws {
    let queue = Line()
    for number in 1...4 { queue.put(edits(number), of: .port("\(number)")) }
    _ = queue.send()
    let notices = queue.failed(error, operation: 3, now: .zero)
    #expect(notices.map(\.subject) == [.port("3")])
    #expect(queue.send() == ["comment", "1", "2", "4"])
    #expect(queue.commit([.port("1"), .port("2"), .port("4")]) == [])
    var last = Duration.zero
    var now = Duration.zero
    for _ in 0..<10 {
      let wake = try #require(queue.wakeAt(now: now))
      let delay = wake - now
      #expect(delay >= last && delay <= .seconds(60))
      #expect(queue.send(now: wake - .milliseconds(1)) == nil)
      #expect(queue.send(now: wake) == ["comment", "3"])
      _ = queue.failed(error, operation: 1, now: wake)
      last = delay
      now = wake
    }
    #expect(last == .seconds(60))
  }

  @Test("finds the subject at fault by halving", arguments: [1, 2, 3, 17, 64])
  func halving(count: Int) {
    for culprit in [1, count / 2 + 1, count] {
      let queue = Line()
      for number in 1...count { queue.put(edits(number), of: .port("\(number)")) }
      var done: Set<String> = []
      var notices: [Subject?] = []
      var transactions = 0
      while let sent = queue.send() {
        transactions += 1
        let numbers = sent.dropFirst()
        if numbers.contains("\(culprit)") {
          notices += queue.failed(error, operation: nil, now: .zero).map(\.subject)
        } else {
          done.formUnion(numbers)
          #expect(queue.commit(numbers.map { .port($0) }) == [])
        }
      }
      #expect(notices == [.port("\(culprit)")])
      #expect(done.count == count - 1)
      #expect(transactions <= 2 * (count.bitWidth - count.leadingZeroBitCount) + 1)
    }
  }

  @Test("tries new edits of a refused subject at once, but not without end")
  func newEditsAfterRefusal() {
    let queue = Line()
    var attempts = 0
    for number in 1...20 {
      queue.put(edits(number), of: .port("a"))
      guard queue.send() != nil else { break }
      attempts += 1
      _ = queue.failed(error, operation: 1, now: .zero)
    }
    #expect((2...5).contains(attempts))
  }

  @Test("lets all wait when the lock's assertion fails")
  func lostLock() {
    let queue = Line()
    for number in 1...3 { queue.put(edits(number), of: .port("\(number)")) }
    _ = queue.next(now: .zero, comment: "", lock: .zone)
    let notices = queue.failed(
      DatabaseError(error: "not owner", details: nil), operation: 0, now: .zero)
    #expect(notices.map(\.subject) == [nil])
    #expect(queue.send() == nil)
  }

  @Test("wants no waking for parts of a transaction that nobody wants any more")
  func abandonedBatches() {
    let queue = Line()
    for number in 1...4 { queue.put(edits(number), of: .port("\(number)")) }
    _ = queue.send()
    _ = queue.failed(error, operation: nil, now: .zero)
    #expect(queue.wakeAt(now: .zero) == .zero)
    for number in 1...4 { queue.put([], of: .port("\(number)")) }
    #expect(queue.wakeAt(now: .zero) == nil)
    #expect(queue.isEmpty)
  }

  @Test("derives everything again whose outcome is unknown")
  func unknownOutcome() {
    let queue = Line()
    queue.put(edits(1), of: .port("a"))
    queue.put(edits(2), of: .port("b"))
    _ = queue.send()
    #expect(Set(queue.lost()) == [.port("a"), .port("b")])
    #expect(queue.isIdle)
    #expect(queue.send() == nil)
  }

  @Test("carries the last subject only along with everything else")
  func last() {
    let queue = Line()
    let last = (subject: Subject.single(.sequenceNumbers), edits: edits(99_999))
    let count = TransactionQueue<Subject>().subjectsMaximum + 1
    for number in 1...count { queue.put(edits(number), of: .port("\(number)")) }
    let first = queue.send(last: last) ?? []
    #expect(first.count == TransactionQueue<Subject>().subjectsMaximum + 1)
    #expect(!first.contains("99999"))
    #expect(queue.commit(first.dropFirst().map { .port($0) }) == [])
    #expect(queue.send(last: last) == ["comment", "\(count)", "99999"])
    #expect(queue.commit([.port("\(count)"), last.subject]) == [])
    #expect(queue.send(last: last) == ["comment", "99999"])
  }

  @Test("does not let a refused subject keep the last one back")
  func lastAndRefused() {
    let queue = Line()
    queue.put(edits(1), of: .port("a"))
    _ = queue.send()
    _ = queue.failed(error, operation: 1, now: .zero)
    let last = (subject: Subject.single(.sequenceNumbers), edits: edits(99_999))
    #expect(queue.send(last: last) == ["comment", "99999"])
  }

  @Test("wakes for the last subject, too, when that was refused")
  func lastRefused() throws {
    let queue = Line()
    let last = (subject: Subject.single(.sequenceNumbers), edits: edits(1))
    _ = queue.send(last: last)
    _ = queue.failed(error, operation: 1, now: .zero)
    #expect(queue.send(last: last) == nil)
    #expect(queue.wakeAt(now: .zero) == nil)
    let wake = try #require(queue.wakeAt(now: .zero, last: last.subject))
    #expect(queue.send(now: wake, last: last) == ["comment", "1"])
  }

  @Test("merges what several subjects attach to one column")
  func merging() throws {
    let queue = Line()
    let row = UUID(high: 1, low: 1)
    for number in 1...3 {
      queue.put(
        [.attach(table: "T", row: row, column: "c", rows: [.namedUUID("row\(number)")])],
        of: .port("\(number)"))
    }
    queue.put(
      [.detach(table: "T", row: row, column: "c", rows: [UUID(high: 2, low: 2)])], of: .port("4"))
    let operations = try #require(queue.next(now: .zero, comment: "", lock: nil))
    #expect(operations.count == 2)
    guard case .mutate(_, _, let mutations) = operations[1] else {
      Issue.record("no mutation: \(operations)")
      return
    }
    #expect(mutations.map(\.mutator) == [.delete, .insert])
    #expect(mutations[1].value.setElements.count == 3)
  }

  private func edits(_ number: Int) -> [Edit] { [.insert("\(number)", [:])] }
}

/// A queue, to be called within expectations.
private final class Line {
  private var queue = TransactionQueue<Subject>()

  var isIdle: Bool { queue.isIdle }
  var isEmpty: Bool { queue.isEmpty }

  func put(_ edits: [Edit], of subject: Subject) { queue.put(edits, of: subject) }

  func next(now: Duration, comment: String, lock: Lock?) -> [OVSDB.Operation]? {
    queue.next(now: now, comment: comment, lock: lock?.rawValue)
  }

  func failed(
    _ error: DatabaseError, operation: Int?, now: Duration
  ) -> [TransactionQueue<Subject>.Notice] {
    queue.failed(error, operation: operation, now: now)
  }

  func committed(now: Duration, isStale: (Subject) -> Bool) -> [Subject] {
    queue.committed(now: now, isStale: isStale)
  }

  func lost() -> [Subject] { queue.lost() }
  func wakeAt(now: Duration, last: Subject? = nil) -> Duration? {
    queue.wakeAt(now: now, last: last)
  }

  /// The next transaction: "comment", and the table of each insertion.
  func send(
    now: Duration = .zero, last: (subject: Subject, edits: [Edit])? = nil
  ) -> [String]? {
    queue.next(now: now, comment: "", lock: nil, last: last)?.map { operation in
      switch operation {
      case .insert(let table, _, _, _): table
      case .comment: "comment"
      default: "?"
      }
    }
  }

  /// Commits, after the subjects have been found to want nothing more.
  func commit(_ subjects: [Subject]) -> [Subject] {
    for subject in subjects { queue.put([], of: subject) }
    return queue.committed(now: .zero) { _ in false }
  }
}
