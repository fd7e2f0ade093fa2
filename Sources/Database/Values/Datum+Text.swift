public import OVSDB

extension Datum {
  /// The notation of the OVS tools and of the server's messages, as `[a, b]` or `{key=value}`.
  public func text(_ type: ColumnType) -> String {
    var elements: [String] = []
    forEachElement { key, value in elements.append(value.map { "\(key)=\($0)" } ?? "\(key)") }
    let text = elements.joined(separator: ", ")
    guard type.maximum != 1 || isEmpty else { return text }
    return type.isMap ? "{\(text)}" : "[\(text)]"
  }
}

extension ColumnType {
  /// The type in the words of the server's messages, as "set of up to 3 integers".
  public var english: String {
    guard !isScalar else { return key.name }
    let kind = isMap ? "map" : "set"
    let extent =
      switch (minimum, maximum) {
      case (0, nil): "of"
      case (_, nil): "of \(minimum) or more"
      case (0, let maximum?): "of up to \(maximum)"
      case (_, let maximum?): "of \(minimum) to \(maximum)"
      }
    let elements = value.map { "(\(key.name), \($0.name)) pairs" } ?? "\(key.name)s"
    return "\(kind) \(extent) \(elements)"
  }
}

extension [String] {
  /// "a", "a and b", "a, b, and c".
  var englishList: String {
    switch count {
    case 0...1: joined()
    case 2: joined(separator: " and ")
    default: self[..<(count - 1)].joined(separator: ", ") + ", and " + self[count - 1]
    }
  }
}
