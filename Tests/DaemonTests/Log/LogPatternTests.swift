import Testing

@testable import Daemon

@Suite("A log pattern")
struct LogPatternTests {
  private let record = LogRecord(
    level: .warning, module: "ovn_ic", message: "a b", serialNumber: 42,
    time: WallClock(seconds: 1_795_397_760, nanoseconds: 123_456_789), elapsedMilliseconds: 1500,
    application: "ovn-ic", subprogram: "", facility: .daemon)

  @Test(
    "expands its escapes",
    arguments: [
      ("%A %c %p %m", "ovn-ic ovn_ic WARN a b"),
      ("%N|%5N|%-5N|%05N|%-05N|%1N", "42|   42|42   |00042|42000|42"),
      ("%B", "28"),
      ("%r%%", "1500%"),
      ("<%t%T>", "<main>"),
      ("%D", "2026-11-23 01:36:00.123"),
      ("%D{%Y-%m-%dT%H:%M:%S.###Z}", "2026-11-23T01:36:00.123Z"),
      ("%D{%H}%D{#####}", "0112300"),
      ("a%nb", "a\nb"),
      ("%x", "x"),
      ("100%", "100"),
      ("%5", ""),
      ("", ""),
    ])
  func escapes(text: String, expected: String) {
    #expect(LogPattern(text).format(record) == expected)
  }

  @Test("names the part of the program, if it is not the main one")
  func subprogram() {
    var record = record
    record.subprogram = "monitor"
    #expect(LogPattern("%t %T").format(record) == "monitor (monitor)")
  }

  @Test("never pads without bound")
  func width() {
    #expect(LogPattern("%99999999999999999999m").format(record).utf8.count == 256)
  }

  @Test(
    "is by default what Open vSwitch has",
    arguments: [
      (.console, "2026-11-23T01:36:00Z|00042|ovn_ic|WARN|a b"),
      (.file, "2026-11-23T01:36:00.123Z|00042|ovn_ic|WARN|a b"),
      (.syslog, "ovs|00042|ovn_ic|WARN|a b"),
    ] as [(LogDestination, String)])
  func defaults(destination: LogDestination, expected: String) {
    #expect(destination.defaultPattern.format(record) == expected)
  }
}
