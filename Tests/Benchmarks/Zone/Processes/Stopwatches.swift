import Testbed

/// northd's own measure of its work: `stopwatch/show` of ovn-northd(8).
///
/// What it has are whole milliseconds.
struct Stopwatches {
  /// For the northd node and for the flows, which are most of what it computes.
  private static let names = ["ovnnb_db_run", "build_lflows"]
  let controlSocket: String

  /// The longest run so far; nil when northd does not tell.
  func longest() async -> Duration? { await sum("Maximum") }

  /// What a run takes of late; nil when northd does not tell.
  func recent() async -> Duration? { await sum("Short term average") }

  private func sum(_ quantity: String) async -> Duration? {
    var sum = 0.0
    for name in Self.names {
      let arguments = ["-t", controlSocket, "stopwatch/show", name]
      guard let output = try? await run("ovn-appctl", arguments),
        let line = output.split(separator: "\n").first(where: { $0.contains("\(quantity): ") }),
        // `  Maximum: 12 msec`
        let value = line.split(separator: " ").compactMap({ Double($0) }).first
      else { return nil }
      sum += value
    }
    return .milliseconds(sum)
  }
}
