import JSON

/// What a JSON parser must do with any bytes: checked by the fuzzer, and by tests on the corpus.
///
/// Returns what was violated, or `nil`.
public func violatedJSONProperty(of bytes: [UInt8]) -> String? {
  let whole = outcome(of: bytes, chunk: max(bytes.count, 1))
  for chunk in [1, 2, 3, 7, 64] where outcome(of: bytes, chunk: chunk) != whole {
    return "chunks of \(chunk) bytes give another result than the whole"
  }
  for value in whole.values {
    if let violation = violatedProperty(of: value) { return violation }
  }
  if whole.values.count == 1, whole.failure == nil {
    guard (try? JSON(parsing: bytes)) == whole.values[0] else {
      return "a single text is another value in a stream than alone"
    }
  }
  return nil
}

/// What a stream holds: its values, and why it stopped if it did before its end.
private struct Outcome: Equatable {
  var values: [JSON] = []
  var failure: JSONError?
}

private func outcome(of bytes: [UInt8], chunk: Int) -> Outcome {
  var parser = JSONParser(limits: JSONLimits(bytes: 4096, depth: 32))
  var outcome = Outcome()
  do throws(JSONError) {
    var start = 0
    while start < bytes.count {
      let end = min(start + chunk, bytes.count)
      parser.append(bytes.span.extracting(start..<end))
      while let document = try parser.next() { outcome.values.append(document.root.json) }
      start = end
    }
    while let document = try parser.finish() { outcome.values.append(document.root.json) }
  } catch {
    outcome.failure = error
  }
  return outcome
}

/// A value's text is a fixed point of parsing and printing, and its elements are the value.
private func violatedProperty(of value: JSON) -> String? {
  let text = value.description
  guard let again = try? JSON(parsing: text), again == value else {
    return "\(text) reads back as another value"
  }
  guard again.description == text else { return "\(text) prints differently when read back" }
  guard JSONElement(value).json == value else { return "\(text) is another value as an element" }
  guard (try? JSON(parsing: value.prettyDescription)) == value else {
    return "\(text) reads back as another value from its indented text"
  }
  return nil
}
