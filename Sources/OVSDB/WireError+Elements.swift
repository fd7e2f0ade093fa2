public import JSON

extension WireError {
  /// `element` was found where `expected` should have been.
  public init(expected: String, found element: JSONElement) {
    self.init(expected: expected, found: Self.summary(of: element))
  }

  /// A value short enough for a log line.
  private static func summary(of element: JSONElement) -> String {
    switch element.kind {
    case .object: return "an object of \(element.count) members"
    case .array where element.count > 2: return "an array of \(element.count) elements"
    default:
      let text = element.description
      return text.utf8.count <= 80 ? text : "\(text.prefix(77))..."
    }
  }
}
