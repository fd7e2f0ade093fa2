internal import Daemon
internal import DatabaseCommands
internal import EventLoop
internal import Glibc

/// The course of a tool's life, from its command line to its end.
public enum DatabaseTool {
  /// Carries out a command line, by default this process's, and ends the process.
  ///
  /// The status is 0 if the commands were carried out, else 1; a signal, of which one is `SIGALRM` when
  /// the time is up, ends it like any program.
  public static func run(
    _ program: ToolProgram, arguments: [String] = CommandLine.arguments
  ) -> Never {
    let log = ToolLog(program)
    if let word = unreadableWord { log.fatal("\(word): not a valid UTF-8 string") }
    let settings = settings(program, arguments, log)
    log.apply(settings)
    let invocation: Invocation
    do throws(CommandError) {
      invocation = try Invocation(
        program.commands, settings.arguments, options: settings.commandOptions)
    } catch {
      log.fatal(error.description)
    }
    let words = escaped(arguments)
    log.write(invocation.isWriting ? .information : .debug, "Called as \(words)")
    let comment = "ovs-\(program.commands.logModule): \(words)"
    LoopActor.run {
      let fatalSignals = FatalSignals(log, timeout: settings.timeout)
      await ToolSession(invocation, settings, comment: comment, log).run()
      withExtendedLifetime(fatalSignals) {}
    }
    exit(0)
  }

  private static func settings(
    _ program: ToolProgram, _ arguments: [String], _ log: ToolLog
  ) -> ToolSettings {
    do throws(CommandLineError) {
      switch try ToolCommandLine(program).parse(arguments) {
      case .run(let settings): return settings
      case .show(let text):
        writeAll(text, to: STDOUT_FILENO)
        exit(0)
      case .complained: exit(1)
      }
    } catch {
      log.fatal(error.description)
    }
  }

  /// A word of this process's command line that is no UTF-8, as far as it can be shown: what Swift makes
  /// of it is another word.
  private static var unreadableWord: String? {
    for index in 0..<Int(CommandLine.argc) {
      guard let word = CommandLine.unsafeArgv[index] else { continue }
      if String(validatingCString: word) == nil { return String(cString: word) }
    }
    return nil
  }

  /// The command line in one line, words with white space or quotes in them quoted.
  private static func escaped(_ arguments: [String]) -> String {
    arguments.map { word in
      guard word.contains(where: { " \t\r\n\u{B}\\'\"".contains($0) }) else { return word }
      let inner = word.map { $0 == "\\" || $0 == "\"" ? "\\\($0)" : String($0) }.joined()
      return "\"\(inner)\""
    }.joined(separator: " ")
  }
}
