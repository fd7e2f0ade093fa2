/// Which of several names a user means.
enum NameMatch: Hashable {
  case none
  /// The index of the name.
  case one(Int)
  /// The names that match equally well, in order.
  case several([String])

  init(of text: String, in names: [String]) {
    let scores = names.map { Self.score(text, $0) }
    guard let best = scores.max(), best > .none else {
      self = .none
      return
    }
    let matching = names.indices.filter { scores[$0] == best }
    self = matching.count == 1 ? .one(matching[0]) : .several(matching.map { names[$0] }.sorted())
  }

  private enum Score: Comparable {
    case none, beginning, whole, exact
  }

  private static func score(_ text: String, _ name: String) -> Score {
    if text == name { return .exact }
    let (wanted, name) = (folded(text), folded(name))
    if wanted == name { return .whole }
    return !wanted.isEmpty && name.starts(with: wanted) ? .beginning : .none
  }

  private static func folded(_ text: String) -> [UInt8] {
    text.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "-"): UInt8(ascii: "_")
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
      default: byte
      }
    }
  }
}
