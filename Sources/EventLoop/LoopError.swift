internal import CUV
internal import Glibc

/// A failed call to the operating system, with what was attempted.
public struct LoopError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was attempted, with its object: `connect tcp:127.0.0.1:6641`.
  public let call: String

  /// libuv's status, below zero: a negated `errno`, or one of libuv's own numbers for the resolver.
  public let status: Int32

  init(call: String, status: Int32) {
    self.call = call
    self.status = status
  }

  /// The failure as `errno`, for comparison with `ECONNREFUSED` and its like.
  public var errno: Int32 { -status }

  /// Why it failed, in the words of the C library: `Connection refused`.
  public var reason: String {
    // Only the resolver's failures (EAI_*) have no errno; libuv has words for those.
    guard status > -Self.firstNumberOfLibuv else { return String(cString: uv_strerror(status)) }
    return String(cString: strerror(-status))
  }

  public var description: String { "\(call): \(reason)" }

  private static let firstNumberOfLibuv: Int32 = 3000

  /// Throws unless `status` says success.
  static func check(_ status: Int32, _ call: @autoclosure () -> String) throws(LoopError) {
    guard status >= 0 else { throw LoopError(call: call(), status: status) }
  }

  /// Traps unless `status` says success, where failure can only be a mistake of ours.
  static func require(_ status: Int32, _ call: String) {
    precondition(status >= 0, "\(LoopError(call: call, status: status))")
  }
}
