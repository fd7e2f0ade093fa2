import Testbed
import Testing

/// Expects that `value` becomes `expected`, and shows what it was instead if it does not in time.
func eventually<Value: Equatable & Sendable>(
  _ expected: Value, _ comment: Comment? = nil, deadline: Duration = .seconds(15),
  sourceLocation: SourceLocation = #_sourceLocation, _ value: () async throws -> Value
) async throws {
  var latest: Value?
  do {
    try await waitUntil("\(comment?.rawValue ?? "\(expected)")", deadline: deadline) {
      latest = try await value()
      return latest == expected
    }
  } catch TestbedError.timedOut {
    #expect(latest == expected, comment, sourceLocation: sourceLocation)
    throw GaveUp()
  }
}

/// Ends a test whose expectation has been recorded as an issue already, since what follows depends on it.
struct GaveUp: Error {}
