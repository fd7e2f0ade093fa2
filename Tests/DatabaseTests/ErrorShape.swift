import JSON

extension JSON {
  /// The value with the sentence of each error reduced to what does not depend on which row or column
  /// it names: of several violations in one transaction, the real server names the one that its hash
  /// table has first.
  var withErrorShapes: JSON {
    switch self {
    case .array(let elements): return .array(elements.map(\.withErrorShapes))
    case .object(var members):
      if case .string(let details) = members["details"] {
        let isRow = details.hasSuffix("(inclusive)") || details.contains(" allowed ")
        members["details"] = .string(details.shape)
        // The error of another column of the row may be of another form.
        if isRow { members["details"] = "a value that is not allowed" }
      }
      return .object(members)
    default: return self
    }
  }
}

extension String {
  fileprivate var shape: String {
    if hasPrefix("Transaction causes multiple rows") { return "duplicate rows" }
    if hasPrefix("Deletion of") || hasPrefix("Weak reference") { return "weak references" }
    var words: [Substring] = []
    var skipsNext = false
    for word in split(separator: " ") {
      let isName = skipsNext
      skipsNext = word == "column" || word == "Table" || word == "table"
      if !isName, word.allSatisfy(\.isLetter) { words.append(word) }
    }
    return words.joined(separator: " ")
  }
}
