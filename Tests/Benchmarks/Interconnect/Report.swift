/// Prints measurements.
enum Report {
  /// One measurement: its name, and what it shows in a set of measurements.
  private struct Line {
    var name: String
    var text: (Measurements) -> String
    /// The quantity to compare, nil when it was not measured.
    var quantity: (Measurements) -> Double?
  }

  private static var lines: [Line] {
    [
      time("all routes at once", \.bulk),
      time("  until the daemons rest", \.rest),
      time("  CPU of the advertising daemon", \.bulkAdvertiserCPU),
      time("  CPU of the learning daemon", \.bulkLearnerCPU),
      time("  CPU of the database servers", \.bulkServersCPU),
      time("one route added (median)", \.addition),
      time("one route deleted (median)", \.withdrawal),
      time("  by hand: the database servers alone", \.floor),
      time("  CPU of the advertising daemon, per change", \.advertiserCPU),
      time("  CPU of the learning daemon, per change", \.learnerCPU),
      time("  CPU of the database servers, per change", \.serversCPU),
      count("  journal bytes per change", \.journalBytes, unit: "B"),
      time("learning daemon restarted", \.restart),
      time("  CPU of it", \.restartCPU),
      count("  transactions it wrote", \.restartWrites, unit: ""),
      count("peak memory of the learning daemon", \.peakMemory, unit: "B"),
      count("  per route", \.memoryPerRoute, unit: "B"),
    ]
  }

  /// The measurements of one program at one size.
  static func lines(of measurements: Measurements) -> [String] {
    lines.map { "\(pad($0.name, to: 46))\($0.text(measurements))" }
  }

  /// All measurements, both sides beside each other.
  static func table(_ results: [Result]) -> String {
    var text = """

      Two zones, routes from one to the other; the same work for both programs in one run.
      northd is paused on both sides: it would recompute on each route and drown the measure.
      By hand: the three transactions that carry one route, sent one after another without a daemon.
      CPU is counted in ticks of 10 ms and divided by the number of changes.

      """
    for size in Set(results.map(\.size)).sorted() {
      let (c, ours) = (find(.c, size, results), find(.ours, size, results))
      text +=
        "\n\(pad("\(size) routes", to: 46))\(pad("C", to: 14))\(pad("ours", to: 14))C / ours\n"
      for line in lines {
        text += pad(line.name, to: 46) + pad(c.map(line.text) ?? "", to: 14)
        text += pad(ours.map(line.text) ?? "", to: 14)
        if let c = c.flatMap(line.quantity), let ours = ours.flatMap(line.quantity), ours > 0 {
          text += rounded(c / ours)
        }
        text += "\n"
      }
    }
    return text
  }

  private static func find(_ side: Side, _ size: Int, _ results: [Result]) -> Measurements? {
    results.first { $0.side == side && $0.size == size }?.measurements
  }

  private static func time(
    _ name: String, _ path: KeyPath<Measurements, Outcome>
  ) -> Line {
    Line(
      name: name, text: { describe($0[keyPath: path]) },
      quantity: {
        if case .took(let duration) = $0[keyPath: path] { seconds(duration) } else { nil }
      })
  }

  private static func count(
    _ name: String, _ path: KeyPath<Measurements, Int?>, unit: String
  ) -> Line {
    Line(
      name: name, text: { $0[keyPath: path].map { grouped($0, unit: unit) } ?? "-" },
      quantity: { $0[keyPath: path].map(Double.init) })
  }

  private static func describe(_ outcome: Outcome) -> String {
    switch outcome {
    case .took(let duration):
      let seconds = seconds(duration)
      return seconds < 1 ? "\(rounded(seconds * 1000)) ms" : "\(rounded(seconds)) s"
    case .exceeded(let duration): return "> \(rounded(seconds(duration))) s"
    case .notTried: return "-"
    }
  }

  private static func seconds(_ duration: Duration) -> Double { duration / .seconds(1) }

  private static func grouped(_ count: Int, unit: String) -> String {
    let text =
      count >= 10_000_000
      ? "\(count >> 20) Mi" : count >= 10_000 ? "\(count >> 10) Ki" : "\(count) "
    return (text + unit).trimmingSuffix(" ")
  }

  /// Three digits or so.
  private static func rounded(_ value: Double) -> String {
    switch value {
    case ..<1: "\((value * 1000).rounded() / 1000)"
    case ..<10: "\((value * 100).rounded() / 100)"
    case ..<100: "\((value * 10).rounded() / 10)"
    default: "\(Int(value.rounded()))"
    }
  }

  private static func pad(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
