public import EventLoop

/// A command that the control socket takes.
public struct UnixctlCommand: Sendable {
  /// The name, such as `vlog/set`.
  public let name: String
  /// The arguments as `list-commands` shows them.
  public let usage: String
  /// How many arguments it takes.
  public let arguments: ClosedRange<Int>
  let perform: @LoopActor (UnixctlRequest) -> Void
}

/// A command's refusal: what the caller sees on its standard error.
public struct UnixctlError: Error, Equatable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}

/// One call of a command, answered once, at once or later.
@LoopActor
public final class UnixctlRequest {
  public let arguments: [String]
  /// Chooses the form of this and of later replies to the same client.
  let chooseFormat: (UnixctlFormat) -> Void
  private var answer: ((Result<String, UnixctlError>) -> Void)?

  init(
    arguments: [String], chooseFormat: @escaping @LoopActor (UnixctlFormat) -> Void = { _ in },
    answer: @escaping @LoopActor (Result<String, UnixctlError>) -> Void
  ) {
    self.arguments = arguments
    self.chooseFormat = chooseFormat
    self.answer = answer
  }

  /// Replies with `text`; what is said after the first answer is not heard.
  public func reply(_ text: String = "") { answer.take()?(.success(text)) }

  /// Replies that the command failed.
  public func fail(_ error: UnixctlError) { answer.take()?(.failure(error)) }
}
