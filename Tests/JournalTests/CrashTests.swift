import JSON
import Seeded
import Testing

@testable import Journal
@testable import Lab

/// A database that is used, with what its user knows: the numbers 1, 2, … in this order.
private struct Story {
  static let path = "/db"

  var files: SimulatedFiles
  var generator: SeededGenerator
  /// How many numbers were acknowledged, and how many were handed to the journal.
  var acknowledged = 0
  var appended = 0
  var isCreated = false

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
    files = SimulatedFiles(seed: seed)
  }

  mutating func create() throws(JournalError) {
    try Journal.create(at: Self.path, schema: numberSchema, files: files, hash: SHA1())
    isCreated = true
  }

  /// Opens the file and holds its contents against what was acknowledged.
  mutating func open() throws(JournalError) -> Journal {
    let journal = try Journal(opening: Self.path, files: files) { SHA1() }
    let found = try numbers(journal.next)
    #expect(found == Array(0..<found.count).map { $0 + 1 })
    #expect((acknowledged...max(acknowledged, appended)).contains(found.count))
    acknowledged = found.count
    appended = found.count
    return journal
  }

  /// Appends and compacts for a while.
  mutating func use(_ journal: Journal, turns: Int) throws(JournalError) {
    for _ in 0..<turns {
      if !journal.isCompacting, generator.isTrue(percent: 25) {
        try journal.beginCompaction(snapshot())
      }
      try appendAndFlush(journal)
      if journal.isCompacting {
        _ = try journal.continueCompaction(bytes: Int.random(in: 1...300, using: &generator))
      }
    }
  }

  private mutating func appendAndFlush(_ journal: Journal) throws(JournalError) {
    for _ in 0..<Int.random(in: 0...3, using: &generator) {
      appended += 1
      journal.append(insertion(of: appended))
    }
    try journal.flush()
    acknowledged = appended
  }

  func snapshot() -> JournalSnapshot {
    var next = 0
    let last = acknowledged
    return JournalSnapshot(schema: numberSchema, members: ["_comment": "compacted"]) {
      next += 1
      guard next <= last else { return nil }
      return .init(table: "Number", uuid: uuid(of: next), columns: ["n": .integer(Int64(next))])
    }
  }

  /// The machine goes off and on.
  mutating func restart() { files = files.restarted(seed: generator.next()) }
}

@Suite("A journal whose machine crashes", .timeLimit(.minutes(5)))
struct CrashTests {
  /// One life with a crash at an operation, or none: operations done, and whether it crashed.
  private func live(
    _ story: inout Story, turns: Int, crashAt operation: Int?
  ) throws -> (operations: Int, hasCrashed: Bool) {
    story.files.fault = operation.map { .init(operation: $0, isCrash: true) }
    do {
      if !story.files.exists(Story.path) {
        try #require(!story.isCreated, "the file is gone")
        try story.create()
      }
      // A crash may have kept what was created and not acknowledged.
      story.isCreated = true
      let journal = try story.open()
      try story.use(journal, turns: turns)
    } catch let error as JournalError {
      try #require(story.files.hasCrashed, "\(error)")
    }
    #expect(story.files.openCount == 0)
    return (story.files.operations, story.files.hasCrashed)
  }

  @Test("loses nothing that was acknowledged, and opens again", arguments: UInt64(1)...100)
  func crashes(seed: UInt64) throws {
    var whole = Story(seed: seed)
    let operations = try live(&whole, turns: 18, crashAt: nil).operations
    var crashes = 0
    for first in 1...operations {
      var story = Story(seed: seed)
      #expect(try live(&story, turns: 18, crashAt: first).hasCrashed)
      crashes += 1
      // Further crashes, also in the recovery from the one before.
      for _ in 0..<3 {
        story.restart()
        let next = Int.random(in: 1...12, using: &story.generator)
        if try live(&story, turns: 3, crashAt: next).hasCrashed { crashes += 1 }
      }
      story.restart()
      _ = try live(&story, turns: 1, crashAt: nil)
    }
    #expect(crashes >= 100)
  }
}

@Suite("A journal whose disk fails once", .timeLimit(.minutes(5)))
struct DiskFailureTests {
  @Test("keeps what it acknowledged and nothing else", arguments: UInt64(1)...40)
  func failures(seed: UInt64) throws {
    var whole = Story(seed: seed)
    try whole.create()
    try whole.use(whole.open(), turns: 12)
    for operation in 1...whole.files.operations {
      var story = Story(seed: seed)
      story.files.fault = .init(operation: operation, isCrash: false)
      try? story.create()
      if !story.files.exists(Story.path) { try story.create() }
      guard let journal = try? story.open() else { continue }
      for _ in 0..<12 {
        do throws(JournalError) {
          try story.use(journal, turns: 1)
        } catch {
          story.appended = story.acknowledged
        }
      }
      #expect(story.files.fault == nil)
      // Whatever failed, compacting makes a good file of it.
      journal.cancelCompaction()
      try journal.replaceContents(story.snapshot())
      try story.use(journal, turns: 3)
      let acknowledged = story.acknowledged
      story.restart()
      let again = try story.open()
      #expect(story.acknowledged == acknowledged)
      #expect(again.recovery == nil)
    }
  }
}
