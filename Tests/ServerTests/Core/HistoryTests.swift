import OVSDB
import Testing

@testable import Database
@testable import Server

@Suite("The history of a database")
struct HistoryTests {
  @Test("forgets the oldest commits when there are too many, or they take too much")
  func bounds() {
    for (size, kept) in [(0, 1000), (1 << 20, 256), (100 << 20, 2), (1 << 30, 1)] {
      var history = History(id: .random())
      for _ in 0..<3000 { history.append(.random(), [], size: size) }
      #expect(history.end == 3000)
      #expect(history.end - history.start == kept, "commits of \(size) bytes")
    }
  }

  @Test("has no more changes than an eighth of the rows, if these are not very few")
  func changesBound() throws {
    let schema = DatabaseSchema(
      name: "Switches", version: "1.0.0", tables: ["Bridge": TableSchema(columns: [:])])
    let layout = try #require(Database(schema: schema).tables["Bridge"]?.layout)
    for (rows, kept) in [(10, 5), (4000, 5), (8000, 10), (10_000_000, 1000)] {
      var history = History(id: .random())
      let changes = (0..<100).map { _ in
        RowChange(layout: layout, old: nil, new: nil)
      }
      for _ in 0..<1500 { history.append(.random(), changes, rowCount: rows) }
      #expect(history.end - history.start == kept, "\(rows) rows")
    }
  }

  @Test("says what comes after a commit, as long as it remembers that")
  func sequence() {
    let first = UUID.random()
    var history = History(id: first)
    #expect(history.sequence(after: first) == 0)
    let ids = (0..<1500).map { _ in UUID.random() }
    for id in ids { history.append(id, []) }
    #expect(history.sequence(after: ids[1499]) == 1500)
    #expect(history.sequence(after: ids[500]) == 501)
    #expect(history.sequence(after: ids[499]) == 500)
    #expect(history.sequence(after: ids[498]) == nil)
    #expect(history.sequence(after: first) == nil)
  }
}
