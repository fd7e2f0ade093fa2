import Seeded

extension SeededGenerator {
  /// A text of at most `length` of the given characters.
  mutating func text(of characters: [Character], length: Int) -> String {
    String(
      (0..<Int.random(in: 0...length, using: &self)).compactMap { _ in
        characters.randomElement(using: &self)
      })
  }
}
