/// Notes the facts that one run of a derivation asks for.
///
/// It is handed to the function that derives, and reused from run to run.
public final class Reads<Fact: Hashable> {
  @usableFromInline var facts: [Fact] = []

  public init() {}

  /// Notes that the result depends on `fact`.
  @inlinable
  public func note(_ fact: Fact) {
    // Most runs read a handful of facts, and often the same one several times in a row.
    if facts.count <= 16, facts.contains(fact) { return }
    facts.append(fact)
  }

  /// The facts noted since the last call, each once, in the order in which they were first noted.
  @inlinable
  public func take() -> [Fact] {
    defer { facts.removeAll(keepingCapacity: true) }
    // Copies: the array that facts are noted in keeps its storage for itself.
    if facts.count <= 17 { return facts.map(\.self) }
    var seen: Set<Fact> = []
    seen.reserveCapacity(facts.count)
    return facts.filter { seen.insert($0).inserted }
  }

  /// Runs `body` as a derivation of its own, and returns what it read; what had been noted before stays.
  @inlinable
  public func nested<Result>(_ body: () -> Result) -> (result: Result, facts: [Fact]) {
    var outer: [Fact] = []
    swap(&facts, &outer)
    let result = body()
    let inner = take()
    facts = outer
    return (result, inner)
  }
}
