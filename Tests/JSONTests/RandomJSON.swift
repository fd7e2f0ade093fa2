import JSON
import Seeded

/// JSON values by seed, of every kind, shallow rather than deep.
struct RandomJSON {
  private var generator: SeededGenerator
  private static let fragments = [
    "", "a", "uuid", "é", "€", "𝄞", "\"", "\\", "\n", "\u{1}", "/", " ", "tag:with:colons",
    "a string longer than fifteen bytes",
  ]

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func next(depth: Int = 4) -> JSON {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &generator) {
    case 0: return .null
    case 1: return .boolean(.random(using: &generator))
    case 2: return .integer(integer())
    case 3: return .real(real())
    case 4: return .string(string())
    case 5, 6: return .array((0..<length()).map { _ in next(depth: depth - 1) })
    default:
      return .object(
        Dictionary((0..<length()).map { _ in (string(), next(depth: depth - 1)) }) { _, last in last
        })
    }
  }

  mutating func string() -> String {
    (0..<length()).map { _ in Self.fragments.randomElement(using: &generator) ?? "" }.joined()
  }

  private mutating func length() -> Int { Int.random(in: 0..<6, using: &generator) }

  /// Of every magnitude, the ends included.
  private mutating func integer() -> Int64 {
    let shift = Int.random(in: 0..<64, using: &generator)
    return Int64.random(in: .min ... .max, using: &generator) >> shift
  }

  /// Never a whole number: one that an integer holds reads back as that.
  private mutating func real() -> Double {
    Double.random(in: -1...1, using: &generator) + 2.5e-7
  }
}
