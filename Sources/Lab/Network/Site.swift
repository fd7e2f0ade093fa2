/// A machine of the lab: what runs on it shares its network.
public struct Site: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The machine's name, as `gw-east`.
  public let name: String

  public init(_ name: String) { self.name = name }

  public var description: String { name }

  public static func < (left: Site, right: Site) -> Bool { left.name < right.name }
}
