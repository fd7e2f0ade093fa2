/// A line for the log.
public struct Message: Equatable, Sendable {
  /// How much it matters.
  public enum Level: Sendable { case debug, info, warning, error }
  public let level: Level
  public let text: String

  /// A line of that weight.
  public init(level: Level, text: String) {
    self.level = level
    self.text = text
  }
}
