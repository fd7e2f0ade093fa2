/// One measured quantity.
struct Figure {
  /// What it counts; whether more of it is better is known of each.
  enum Unit { case perSecond, seconds, bytes }

  var name: String
  var value: Double
  var unit: Unit

  static func rate(_ name: String, _ count: Int, in duration: Duration) -> Figure {
    Figure(name: name, value: Double(count) / (duration / .seconds(1)), unit: .perSecond)
  }

  static func time(_ name: String, _ duration: Duration) -> Figure {
    Figure(name: name, value: duration / .seconds(1), unit: .seconds)
  }

  static func bytes(_ name: String, _ count: Int) -> Figure {
    Figure(name: name, value: Double(count), unit: .bytes)
  }

  var text: String {
    switch unit {
    case .perSecond: "\(Self.rounded(value)) /s"
    case .seconds where value < 0.001: "\(Self.rounded(value * 1_000_000)) us"
    case .seconds where value < 1: "\(Self.rounded(value * 1000)) ms"
    case .seconds: "\(Self.rounded(value)) s"
    case .bytes where value >= 10_000_000: "\(Self.rounded(value / 1_048_576)) MiB"
    case .bytes: "\(Self.rounded(value)) B"
    }
  }

  /// How many times better this is than `other`.
  func advantage(over other: Figure) -> Double {
    unit == .perSecond ? value / other.value : other.value / value
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

extension [Figure] {
  /// Takes in figures measured; of one that was measured before, the better.
  mutating func keepBest(of measured: [Figure]) {
    for figure in measured {
      if let index = firstIndex(where: { $0.name == figure.name }) {
        if figure.advantage(over: self[index]) > 1 { self[index] = figure }
      } else {
        append(figure)
      }
    }
  }
}

/// Prints the figures of both sides beside each other.
func table(_ figures: [Side: [Figure]]) -> String {
  func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
  var text = "\n\(pad("", 62))\(pad("C", 14))\(pad("ours", 14))ours is better by\n"
  let (c, ours) = (figures[.c] ?? [], figures[.ours] ?? [])
  var names: [String] = []
  for figure in c + ours where !names.contains(figure.name) { names.append(figure.name) }
  for name in names {
    let reference = c.first { $0.name == name }
    let own = ours.first { $0.name == name }
    text += pad(name, 62) + pad(reference?.text ?? "-", 14) + pad(own?.text ?? "-", 14)
    if let reference, let own { text += Figure.rounded(own.advantage(over: reference)) }
    text += "\n"
  }
  return text
}
