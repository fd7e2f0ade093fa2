import Subprocess
import SystemPackage

/// Runs a program to its end and returns what it printed to standard output.
///
/// Throws ``TestbedError/failed(command:status:message:)`` when its status is not 0.
@discardableResult
public func run(
  _ program: String, _ arguments: [String], environment: [String: String] = [:]
) async throws -> String {
  let result = try await attempt(program, arguments, environment: environment)
  guard result.status == .exited(0) else {
    throw TestbedError.failed(
      command: ([program] + arguments).joined(separator: " "), status: result.status,
      message: result.error)
  }
  return result.output
}

/// What a program printed and how it ended.
public struct ToolResult: Hashable, Sendable {
  /// How it ended.
  public var status: ExitStatus
  /// Its standard output.
  public var output: String
  /// Its standard error.
  public var error: String
}

/// Runs a program to its end, whatever its status.
public func attempt(
  _ program: String, _ arguments: [String], environment: [String: String] = [:]
) async throws -> ToolResult {
  let configuration = Configuration(
    executable: program.contains("/") ? .path(FilePath(program)) : .name(program),
    arguments: Arguments(arguments),
    environment: .inherit(updatedWith: environment))
  let result = try await Subprocess.run(
    configuration, output: .string(limit: 64 << 20), error: .string(limit: 1 << 20))
  return ToolResult(
    status: ExitStatus(result.terminationStatus), output: result.standardOutput,
    error: result.standardError)
}
