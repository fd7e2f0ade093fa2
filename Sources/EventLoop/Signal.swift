internal import CUV
internal import Glibc

/// Calls a closure for each arrival of a signal, until released.
///
/// While one exists the signal does not have its default effect. Arrivals that come faster than the
/// loop turns may be told once.
@LoopActor
public final class Signal {
  /// The signals a daemon listens to.
  public enum Number: CaseIterable, Hashable, Sendable {
    case terminate, interrupt, hangUp, alarm, child

    /// The number of signal(7).
    public var rawValue: Int32 {
      switch self {
      case .terminate: SIGTERM
      case .interrupt: SIGINT
      case .hangUp: SIGHUP
      case .alarm: SIGALRM
      case .child: SIGCHLD
      }
    }
  }

  private let handle: Handle
  private let action: () -> Void

  /// Throws when the process has no descriptor left for the pipe that signals are told through.
  public init(
    _ number: Number, perform action: @escaping @LoopActor () -> Void
  ) throws(LoopError) {
    self.action = action
    handle = try Handle(uv_signal_t.self, "uv_signal_init", by: uv_signal_init)
    handle.setOwner(self)
    try LoopError.check(
      uv_signal_start(
        handle.pointer(to: uv_signal_t.self),
        { handle, _ in handle?.pointee.data.object(as: Signal.self)?.action() }, number.rawValue),
      "uv_signal_start")
  }

  isolated deinit { handle.close() }
}
