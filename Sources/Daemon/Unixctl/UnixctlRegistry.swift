public import EventLoop

/// The commands that a daemon's control socket takes.
@LoopActor
public final class UnixctlRegistry {
  private var commands: [String: UnixctlCommand] = [:]

  /// A registry that knows `list-commands`, `version` and `set-options`.
  init(program: DaemonProgram) {
    let version = program.version
    register("version") { _ in version }
    for name in ["list-commands", "help"] {
      register(name) { [weak self] _ in self?.list ?? "" }
    }
    register("set-options", usage: "[--format text|json]", arguments: 1...Int.max) {
      (request: UnixctlRequest) in
      do throws(UnixctlError) {
        if let format = try UnixctlFormat(options: request.arguments) {
          request.chooseFormat(format)
        }
        request.reply()
      } catch {
        request.fail(error)
      }
    }
  }

  /// Adds a command whose reply is what `body` returns or throws, in place of one of that name.
  public func register(
    _ name: String, usage: String = "", arguments: ClosedRange<Int> = 0...0,
    reply body: @escaping @LoopActor ([String]) throws(UnixctlError) -> String
  ) {
    register(name, usage: usage, arguments: arguments) { (request: UnixctlRequest) in
      do throws(UnixctlError) {
        request.reply(try body(request.arguments))
      } catch {
        request.fail(error)
      }
    }
  }

  /// Adds a command that answers its request when it is ready, in place of one of that name.  The
  /// connection's next request waits until then.
  public func register(
    _ name: String, usage: String = "", arguments: ClosedRange<Int> = 0...0,
    perform: @escaping @LoopActor (UnixctlRequest) -> Void
  ) {
    commands[name] = UnixctlCommand(
      name: name, usage: usage, arguments: arguments, perform: perform)
  }

  /// Performs the command `name`, or refuses it in the words that scripts know.
  func perform(_ name: String, _ request: UnixctlRequest) {
    guard let command = commands[name] else {
      return request.fail(
        UnixctlError(
          "\"\(name)\" is not a valid command (use \"list-commands\" to see a list of valid "
            + "commands)"))
    }
    let count = request.arguments.count
    if count < command.arguments.lowerBound {
      request.fail(
        UnixctlError(
          "\"\(name)\" command requires at least \(command.arguments.lowerBound) arguments"))
    } else if count > command.arguments.upperBound {
      request.fail(
        UnixctlError(
          "\"\(name)\" command takes at most \(command.arguments.upperBound) arguments"))
    } else {
      command.perform(request)
    }
  }

  private var list: String {
    commands.values.sorted { $0.name < $1.name }.reduce(into: "The available commands are:\n") {
      $0 += "  \($1.name.padded(to: 23)) \($1.usage)\n"
    }
  }
}
