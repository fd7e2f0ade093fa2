import Testing

@testable import Daemon

@Suite("A restart throttle")
struct RestartThrottleTests {
  @Test("lets the first restart pass at once and keeps the others ten seconds apart")
  func spacing() {
    var throttle = RestartThrottle()
    #expect(throttle.delay(at: .seconds(50)) == .zero)
    throttle.restarted(at: .seconds(50))
    #expect(throttle.delay(at: .seconds(53)) == .seconds(7))
    #expect(throttle.delay(at: .seconds(60)) == .zero)
    #expect(throttle.delay(at: .seconds(1000)) == .zero)
    throttle.restarted(at: .seconds(1000))
    #expect(throttle.delay(at: .seconds(1000)) == .seconds(10))
  }
}
