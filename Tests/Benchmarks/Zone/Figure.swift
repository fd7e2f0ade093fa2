/// One measured quantity, of which less is better.
struct Figure {
  /// What it counts.
  enum Unit { case seconds, bytes, rows }

  var name: String
  /// Nil when it was not to be had.
  var value: Double?
  var unit: Unit
  /// Whether the measurement was given up at ``value``.
  var isExceeded = false

  static func time(_ name: String, _ duration: Duration?) -> Figure {
    Figure(name: name, value: duration.map { $0 / .seconds(1) }, unit: .seconds)
  }

  static func exceeded(_ name: String, _ deadline: Duration) -> Figure {
    Figure(name: name, value: deadline / .seconds(1), unit: .seconds, isExceeded: true)
  }

  static func bytes(_ name: String, _ count: Int) -> Figure {
    Figure(name: name, value: Double(count), unit: .bytes)
  }

  static func rows(_ name: String, _ count: Int) -> Figure {
    Figure(name: name, value: Double(count), unit: .rows)
  }

  var text: String {
    guard let value else { return "-" }
    return (isExceeded ? "> " : "") + Self.text(value, unit)
  }

  private static func text(_ value: Double, _ unit: Unit) -> String {
    switch unit {
    case .seconds where value < 0.001: "\(rounded(value * 1_000_000)) us"
    case .seconds where value < 1: "\(rounded(value * 1000)) ms"
    case .seconds: "\(rounded(value)) s"
    case .bytes: "\(rounded(value / 1_048_576)) MiB"
    case .rows: grouped(Int(value))
    }
  }

  /// Three digits or so.
  static func rounded(_ value: Double) -> String {
    switch value {
    case ..<10: "\((value * 100).rounded() / 100)"
    case ..<100: "\((value * 10).rounded() / 10)"
    default: "\(Int(value.rounded()))"
    }
  }
}
