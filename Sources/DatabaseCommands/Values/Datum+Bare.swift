public import Database

extension Datum {
  /// The value without punctuation: elements with spaces between, strings without quotes.
  public var bareText: String {
    var elements: [String] = []
    forEachElement { key, value in
      elements.append(value.map { "\(key.bareText)=\($0.bareText)" } ?? key.bareText)
    }
    return elements.joined(separator: " ")
  }
}

extension Atom {
  fileprivate var bareText: String { string ?? description }
}
