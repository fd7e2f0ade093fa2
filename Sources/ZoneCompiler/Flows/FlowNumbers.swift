/// The numbers of flows, found by the flows.
///
/// A flow is kept where its number leads to; here is only its digest, as a zone has some hundred thousand
/// flows.
struct FlowNumbers {
  typealias Number = FlowTable.Number

  private var numbers: [Int: Number] = [:]
  /// Of flows with a digest that another flow had before: hardly ever is there one.
  private var others: [LogicalFlow: Number] = [:]

  var count: Int { numbers.count + others.count }

  /// The number of a flow; nil if it has none.
  ///
  /// - Parameter flow: the flow of a number.
  func number(
    of wanted: LogicalFlow, digest: Int, flow: (Number) -> LogicalFlow?
  ) -> Number? {
    if let number = numbers[digest], flow(number) == wanted { return number }
    return others.isEmpty ? nil : others[wanted]
  }

  /// Gives a flow a number that has none.
  mutating func insert(_ number: Number, of flow: LogicalFlow, digest: Int) {
    if numbers[digest] == nil { numbers[digest] = number } else { others[flow] = number }
  }

  /// Takes the number of a flow back.
  mutating func remove(_ number: Number, of flow: LogicalFlow, digest: Int) {
    if numbers[digest] == number { numbers[digest] = nil } else { others[flow] = nil }
  }
}
