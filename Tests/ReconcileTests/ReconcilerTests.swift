import Derive
import JSON
import OVSDB
import Replica
import Testing
import Transactions

@testable import Reconcile

@Suite("A reconciler")
struct ReconcilerTests {
  /// Keys are letters; each wants one operation that names it, as long as it is wrong.
  private final class World {
    var reconciler = Reconciler<String, Int>()
    var wrong: Set<String> = []
    let log = FactLog()
    let reads = Reads<Fact>()
    private let space: ReplicaID

    init(_ keys: String...) {
      space = log.makeID()
      wrong = Set(keys)
      for key in keys { reconciler.invalidate(key) }
    }

    /// Says that a key is right or wrong now.
    func set(_ key: String, isWrong: Bool) {
      if isWrong { wrong.insert(key) } else { wrong.remove(key) }
      log.note(Fact(key, in: space))
    }

    func derive() {
      reconciler.invalidate(readersOf: log.take())
      reconciler.derive(reads: reads, isGone: { _ in false }, wanted)
    }

    private func wanted(_ key: String) -> [Int: [OVSDB.Operation]] {
      reads.note(Fact(key, in: space))
      return [0: wrong.contains(key) ? [.comment(key)] : []]
    }

    /// The keys whose operations are sent, if any are.
    func next(at now: Duration = .zero) -> [String]? {
      derive()
      return reconciler.next(0, comment: "test", now: now)?.dropFirst().map { operation in
        if case .comment(let key) = operation { key } else { "?" }
      }
    }

    /// The server does what it was sent.
    func commit(_ keys: [String], at now: Duration = .zero) {
      for key in keys { set(key, isWrong: false) }
      derive()
      reconciler.finished(0, .committed, now: now)
    }

    func fail(at operation: Int?, now: Duration = .zero) -> [String] {
      let error = DatabaseError(error: "constraint violation")
      return reconciler.finished(0, .failed(error, operation: operation), now: now).refusals
        .map(\.key)
    }
  }

  @Test("sends what all keys want, in order, once, and then rests")
  func sends() {
    let world = World("b", "a", "c")
    #expect(world.next() == ["a", "b", "c"])
    #expect(world.next() == nil)
    world.commit(["a", "b", "c"])
    #expect(world.next() == nil)
    #expect(world.reconciler.isEmpty)
    #expect(world.reconciler.wakeAt(now: .zero) == nil)
  }

  @Test("derives only keys that read what has changed")
  func derivesChanges() {
    let world = World("a", "b", "c")
    world.commit(world.next() ?? [])
    let before = world.reconciler.runs
    world.set("b", isWrong: true)
    #expect(world.next() == ["b"])
    #expect(world.reconciler.runs - before == 1)
  }

  @Test("keeps back the key whose operation the server refuses, and sends the others at once")
  func keepsBack() {
    let world = World("a", "b", "c")
    _ = world.next()
    #expect(world.fail(at: 2) == ["b"])
    #expect(world.next() == ["a", "c"])
    world.commit(["a", "c"])
    #expect(world.next() == nil)
    #expect(world.reconciler.wakeAt(now: .zero) == .milliseconds(500))
    #expect(world.next(at: .milliseconds(499)) == nil)
    #expect(world.next(at: .milliseconds(500)) == ["b"])
    #expect(world.fail(at: 1, now: .milliseconds(500)) == ["b"])
    #expect(world.reconciler.wakeAt(now: .milliseconds(500)) == .milliseconds(1_500))
  }

  @Test("changes a set once for all keys, removing first")
  func merges() {
    let (row, old, new) = (UUID(high: 0, low: 1), UUID(high: 0, low: 2), UUID(high: 0, low: 3))
    let world = World()
    world.reconciler.put([0: [.attach([.uuid(new)], to: "ports", of: "Bridge", row)]], of: "a")
    world.reconciler.put(
      [0: [.comment("b"), .detach([old], from: "ports", of: "Bridge", row)]], of: "b")
    world.reconciler.put([0: [.attach([.uuid(row)], to: "ports", of: "Bridge", row)]], of: "c")
    #expect(
      world.reconciler.next(0, comment: "test", now: .zero) == [
        .comment("test"), .comment("b"),
        .mutate(
          table: "Bridge", where: [.uuid(equals: row)],
          mutations: [
            Mutation("ports", .delete, .uuid(old)),
            Mutation("ports", .insert, .set([.uuid(new), .uuid(row)])),
          ]),
      ])
    #expect(world.fail(at: 2) == [], "it serves three keys: they are tried apart")
    #expect(world.reconciler.next(0, comment: "test", now: .zero)?.count == 2)
  }

  @Test("finds the key at fault by halving if the server does not say", arguments: 2...9)
  func halves(count: Int) {
    let keys = (0..<count).map { "key\($0)" }
    for culprit in keys {
      let world = World()
      for key in keys {
        world.wrong.insert(key)
        world.reconciler.invalidate(key)
      }
      var refused: [String] = []
      for _ in 0..<100 {
        guard let sent = world.next() else { break }
        if sent.contains(culprit) { refused += world.fail(at: nil) } else { world.commit(sent) }
      }
      #expect(refused == [culprit])
      #expect(world.wrong == [culprit])
    }
  }

  @Test("tries again at once what is wanted otherwise after a refusal, and only so often")
  func triesOtherwise() {
    let world = World("a")
    _ = world.next()
    _ = world.fail(at: 1)
    world.reconciler.put([0: [.comment("other")]], of: "a")
    #expect(world.reconciler.next(0, comment: "test", now: .zero)?.count == 2)
    for attempt in 0..<5 {
      _ = world.fail(at: 1)
      world.reconciler.put([0: [.comment("attempt \(attempt)")]], of: "a")
      let isSent = world.reconciler.next(0, comment: "test", now: .zero) != nil
      #expect(isSent == (attempt < 2))
      if !isSent { break }
    }
  }

  @Test("does not send again at once what changed nothing")
  func doesNotSpin() {
    let world = World("a")
    #expect(world.next() == ["a"])
    world.reconciler.finished(0, .committed, now: .zero)
    #expect(world.next() == nil)
    #expect(world.next(at: .milliseconds(500)) == ["a"])
  }

  @Test("derives anew what was under way when the connection was lost")
  func survivesLoss() {
    let world = World("a", "b")
    _ = world.next()
    world.reconciler.finished(0, .unknown, now: .zero)
    world.set("a", isWrong: false)
    #expect(world.next() == ["b"])
  }
}
