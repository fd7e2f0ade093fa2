import Foundation

/// Which `ovn-ic` a zone runs.
public struct InterconnectProgram: Hashable, Sendable, CustomStringConvertible {
  /// The executable.
  public var path: String

  public init(path: String) { self.path = path }

  /// The C daemon of the distribution; `ISTHMUS_REFERENCE` in the environment names one of another
  /// release.
  public static let reference: InterconnectProgram = {
    let chosen = ProcessInfo.processInfo.environment["ISTHMUS_REFERENCE"] ?? ""
    return InterconnectProgram(path: chosen.isEmpty ? "/usr/bin/ovn-ic" : chosen)
  }()

  /// Ours, from the folder that the running tests or benchmark were built into; `ISTHMUS_IC` in the
  /// environment names another.
  public static let ours: InterconnectProgram = {
    let chosen = ProcessInfo.processInfo.environment["ISTHMUS_IC"] ?? ""
    return InterconnectProgram(path: chosen.isEmpty ? builtProgram("ovn-ic") : chosen)
  }()

  /// Whether it is the C daemon.
  public var isReference: Bool { self == .reference }

  public var description: String { isReference ? "the C daemon" : "ours" }
}

/// The path of a program of this package, built beside the running executable.
public func builtProgram(_ name: String) -> String {
  let running = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
  return URL(fileURLWithPath: running).deletingLastPathComponent().appendingPathComponent(name).path
}
