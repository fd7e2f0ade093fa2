import Foundation
import Subprocess
import SystemPackage

/// A long-running program: started in the foreground as our child, observed until it ends, reaped.
///
/// It can be started again after it ended. What it prints goes to ``outputFile``.
public actor Program {
  /// What the program is called in messages and file names.
  public nonisolated let name: String
  /// Its standard output and standard error, appended over restarts.
  public nonisolated let outputFile: String

  private let executable: String
  private let arguments: [String]
  private let environment: [String: String]
  private var process: (identifier: Int32, end: Task<ExitStatus, any Error>)?

  init(
    name: String, executable: String, arguments: [String], environment: [String: String],
    outputFile: String
  ) {
    self.name = name
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.outputFile = outputFile
  }

  /// The process, nil when it was not started, or was stopped.
  public var processIdentifier: Int32? { process?.identifier }

  /// Starts the process; it may not be ready for use yet.
  ///
  /// Throws ``TestbedError/notStarted(program:reason:)``.
  public func start() async throws {
    guard process == nil else { return }
    let (started, continuation) = AsyncStream.makeStream(of: Int32.self)
    let configuration = Configuration(
      executable: executable.contains("/") ? .path(FilePath(executable)) : .name(executable),
      arguments: Arguments(arguments), environment: .inherit(updatedWith: environment))
    let output: FileDescriptor
    do {
      output = try FileDescriptor.open(
        outputFile, .writeOnly, options: [.create, .append, .closeOnExec],
        permissions: .ownerReadWrite)
    } catch {
      throw TestbedError.system(call: "open", path: outputFile, error: "\(error)")
    }
    let end = Task.detached {
      defer { continuation.finish() }
      let result = try await Subprocess.run(
        configuration, input: .none,
        output: .fileDescriptor(output, closeAfterSpawningProcess: true),
        error: .combinedWithOutput
      ) { execution in
        Warden.shared.watch(process: execution.processIdentifier.value)
        continuation.yield(execution.processIdentifier.value)
      }
      Warden.shared.forget(process: result.processIdentifier.value)
      return ExitStatus(result.terminationStatus)
    }
    // Detached: a cancelled caller must still learn which process it has to end.
    let identifier = await Task.detached {
      for await identifier in started { return identifier as Int32? }
      return nil
    }.value
    if let identifier {
      process = (identifier, end)
      return
    }
    do {
      let status = try await end.value
      throw TestbedError.notStarted(program: name, reason: "it \(status)")
    } catch let error as SubprocessError {
      throw TestbedError.notStarted(program: name, reason: "\(error)")
    }
  }

  /// Sends a signal, for instance `SIGSTOP`; does nothing when the program does not run.
  public func signal(_ signal: Int32) {
    guard let process else { return }
    _ = Foundation.kill(process.identifier, signal)
  }

  /// Asks the process to end (SIGTERM), insists after `patience` (SIGKILL), and reaps it.
  @discardableResult
  public func stop(patience: Duration = .seconds(5)) async -> ExitStatus? {
    signal(SIGTERM)
    let insistence = Task { [weak self] in
      try await Task.sleep(for: patience)
      await self?.signal(SIGKILL)
    }
    defer { insistence.cancel() }
    return await end()
  }

  /// Ends the process without giving it a chance to say goodbye (SIGKILL), and reaps it.
  @discardableResult
  public func kill() async -> ExitStatus? {
    signal(SIGKILL)
    return await end()
  }

  /// Waits until the process ends by itself; nil when it does not run.
  @discardableResult
  public func end() async -> ExitStatus? {
    guard let process else { return nil }
    let status = try? await process.end.value
    if self.process?.identifier == process.identifier { self.process = nil }
    return status
  }

  /// Whether the process is alive: started, and not ended by itself.
  public var isRunning: Bool {
    guard let process else { return false }
    // A process that ended is reaped by the task at once, so its number is gone.
    return Foundation.kill(process.identifier, 0) == 0
  }

  /// Whether it ended without having been told to by ``stop(patience:)`` or ``kill()``.
  public var hasCrashed: Bool { process != nil && !isRunning }

  /// What the program printed so far.
  public nonisolated var output: String {
    (try? String(contentsOfFile: outputFile, encoding: .utf8)) ?? ""
  }
}

extension ExitStatus {
  init(_ status: TerminationStatus) {
    switch status {
    case .exited(let code): self = .exited(code)
    case .signaled(let signal): self = .signaled(signal)
    }
  }
}

extension Environment {
  /// This process's environment with some variables set.
  static func inherit(updatedWith variables: [String: String]) -> Environment {
    .inherit.updating(
      Dictionary(
        uniqueKeysWithValues: variables.map { name, value in
          (Environment.Key(stringLiteral: name), value)
        }))
  }
}
