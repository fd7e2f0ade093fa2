import Address

/// Which prefixes pass, in one direction, on one port of a router.
struct RouteFilter: Equatable {
  /// A route within one of these does not pass.
  private(set) var denied: [IPPrefix] = []
  /// If not `nil`, only a route within one of these passes.
  private(set) var allowed: [IPPrefix]?

  /// Adds the items of a comma-separated list of prefixes that are denied.
  mutating func deny(_ list: String, option: String, problems: inout [String]) {
    for item in Self.items(of: list) {
      if let prefix = Self.parse(item, option, &problems) { denied.append(prefix) }
    }
  }

  /// Adds the items of a list of prefixes that alone are allowed.  A list all of whose items are
  /// unusable lets nothing pass.
  mutating func allow(_ list: String, option: String, problems: inout [String]) {
    for item in Self.items(of: list) {
      if allowed == nil { allowed = [] }
      if let prefix = Self.parse(item, option, &problems) { allowed?.append(prefix) }
    }
  }

  func passes(_ prefix: IPPrefix) -> Bool {
    if denied.contains(where: { $0.covers(prefix) }) { return false }
    return allowed?.contains { $0.covers(prefix) } ?? true
  }

  private static func items(of list: String) -> [Substring] {
    list.isEmpty ? [] : list.split(separator: ",")
  }

  private static func parse(
    _ item: Substring, _ option: String, _ problems: inout [String]
  ) -> IPPrefix? {
    if let prefix = IPPrefix(parsing: item) { return prefix }
    problems.append("Bad prefix (\(option)) format: \(item). CIDR expected.")
    return nil
  }
}
