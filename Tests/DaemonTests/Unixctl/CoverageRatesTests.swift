import Testing

@testable import Daemon

@Suite("Coverage rates")
struct CoverageRatesTests {
  @Test("cover the last 5 seconds, minute and hour")
  func windows() {
    var rates = CoverageRates()
    rates.note(total: 10)
    #expect(rates.lastInterval == 2)
    #expect(rates.lastMinute == 10.0 / 60)
    #expect(rates.lastHour == 0)
    for _ in 0..<11 { rates.note(total: 10) }
    #expect(rates.lastInterval == 0)
    #expect(rates.lastMinute == 10.0 / 60)
    #expect(rates.lastHour == 10.0 / 3600)
    rates.note(total: 10)
    #expect(rates.lastMinute == 0, "the first interval has left the minute")
    for _ in 0..<(12 * 60) { rates.note(total: 10) }
    #expect(rates.lastHour == 0, "and the first minute the hour")
  }
}
