import JSON
import OVSDB
import Testing

@Suite("A transaction's result")
struct TransactionResultTests {
  @Test("has one element for each operation")
  func readsResults() throws {
    let result = try TransactionResult(
      wire: try wire(
        #"""
        [{},{"uuid":["uuid","00000000-0000-0000-0000-000000000001"]},{"count":3},
         {"rows":[{"name":"a"},{}]}]
        """#), operationCount: 4)
    #expect(
      result.operations == [
        .empty, .inserted(UUID(high: 0, low: 1)), .count(3), .rows([["name": "a"], [:]]),
      ])
    #expect(result.commitError == nil && result.failure == nil)
  }

  @Test("says which operation failed, and which were not attempted")
  func readsFailures() throws {
    let result = try TransactionResult(
      wire: try wire(#"[{},{"error":"timed out","details":"\"wait\" timed out"},null,null]"#),
      operationCount: 4)
    let error = DatabaseError(error: "timed out", details: "\"wait\" timed out")
    #expect(result.operations == [.empty, .failure(error), .notAttempted, .notAttempted])
    #expect(result.failure?.error == error && result.failure?.operation == 1)
    #expect(error.description == "timed out: \"wait\" timed out")
  }

  @Test("says that the commit failed")
  func readsCommitFailures() throws {
    let result = try TransactionResult(
      wire: try wire(#"[{"count":1},{"error":"referential integrity violation"}]"#),
      operationCount: 1)
    #expect(result.operations == [.count(1)])
    let failure = try #require(result.failure)
    #expect(
      failure.operation == nil && failure.error.description == "referential integrity violation")
  }

  @Test(
    "refuses what is none",
    arguments: [
      ("{}", "expected an array of 2 results, found an object of 0 members"),
      ("[{}]", "expected an array of 2 results, found [{}]"),
      ("[{},{},{}]", "expected an error after the last result, found an array of 3 elements"),
      ("[{},{},{},{}]", "expected an array of 2 results, found an array of 4 elements"),
      ("[{},1]", "operation 1: expected a result, found 1"),
      (#"[{"count":1.5},{}]"#, "operation 0: expected an integer of 64 bits, found 1.5"),
      (#"[{"uuid":"a"},{}]"#, #"operation 0: expected a uuid, found "a""#),
      (#"[{"rows":[1]},{}]"#, "operation 0: expected rows, found [1]"),
      (#"[{"error":1},{}]"#, "operation 0: expected an error, found an object of 1 members"),
    ])
  func refuses(text: String, message: String) throws {
    let element = try wire(text)
    let error = #expect(throws: WireError.self) {
      try TransactionResult(wire: element, operationCount: 2)
    }
    #expect(error?.description == message)
  }
}
