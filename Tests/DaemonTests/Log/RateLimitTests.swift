import Testing

@testable import Daemon

@Suite("A rate limit")
struct RateLimitTests {
  @Test("lets a burst through, then drops")
  func burst() {
    var limit = RateLimit(perMinute: 5, burst: 3)
    let admissions = (0..<5).map { _ in limit.admit(at: .seconds(100)) }
    #expect(admissions == [.pass(nil), .pass(nil), .pass(nil), .drop, .drop])
  }

  @Test("goes on at the steady rate and tells what it dropped")
  func steadyRate() {
    var limit = RateLimit(perMinute: 5, burst: 1)
    #expect(limit.admit(at: .seconds(100)) == .pass(nil))
    #expect(limit.admit(at: .seconds(101)) == .drop)
    #expect(limit.admit(at: .seconds(106)) == .drop)
    #expect(limit.admit(at: .milliseconds(111_999)) == .drop)
    let dropped = RateLimit.Dropped(count: 3, first: .seconds(11), last: .milliseconds(1))
    #expect(limit.admit(at: .seconds(112)) == .pass(dropped))
    #expect(
      dropped.description
        == "Dropped 3 log messages in last 11 seconds (most recently, 0 seconds ago) due to "
        + "excessive rate")
    #expect(limit.admit(at: .seconds(124)) == .pass(nil), "and forgets it then")
  }

  @Test(
    "never saves up more than its burst", arguments: [Duration.seconds(3600), .seconds(1 << 60)])
  func idle(for time: Duration) {
    var limit = RateLimit(perMinute: 60, burst: 2)
    for _ in 0..<3 { _ = limit.admit(at: .zero) }
    #expect(limit.admit(at: time) != .drop)
    #expect(limit.admit(at: time) == .pass(nil))
    #expect(limit.admit(at: time) == .drop)
  }

  @Test("counts parts of a millisecond, too")
  func fractions() {
    var limit = RateLimit(perMinute: 60_000, burst: 1)
    #expect(limit.admit(at: .zero) == .pass(nil))
    #expect(limit.admit(at: .microseconds(600)) == .drop)
    #expect(limit.admit(at: .microseconds(1200)) != .drop)
  }
}
