/// A name for one transaction of one client, from the call that sent it to the event that ends it.
public struct TransactionID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Counts up from 1 with every transaction of the client.
  public let rawValue: Int64

  init(_ rawValue: Int64) { self.rawValue = rawValue }

  /// Orders transactions as they were sent.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// The number, as in "transaction 7".
  public var description: String { "transaction \(rawValue)" }
}
