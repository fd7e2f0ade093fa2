internal import CUV

/// Calls a closure once, after a delay, unless cancelled or released before; may be started again.
///
/// The closure is kept as long as the timer: let it capture the timer's owner weakly.
@LoopActor
public final class Timer {
  private let handle: Handle
  private let action: () -> Void

  /// A timer that does nothing until started.
  public init(perform action: @escaping @LoopActor () -> Void) {
    self.action = action
    do {
      handle = try Handle(uv_timer_t.self, "uv_timer_init", by: uv_timer_init)
    } catch {
      preconditionFailure("\(error)")  // uv_timer_init only fills in the structure
    }
    handle.setOwner(self)
  }

  /// A timer already started.
  public convenience init(after delay: Duration, perform action: @escaping @LoopActor () -> Void) {
    self.init(perform: action)
    start(after: delay)
  }

  isolated deinit { handle.close() }

  /// Calls the closure once `delay` from now, instead of when it was to be called so far. A delay of
  /// zero or less means the next turn of the loop.
  public func start(after delay: Duration) {
    // libuv counts from the time it noted at the start of this turn, which may be long past.
    uv_update_time(LoopActor.shared.executor.loop)
    uv_timer_start(
      handle.pointer(to: uv_timer_t.self),
      { $0?.pointee.data.object(as: Timer.self)?.action() }, delay.wholeMilliseconds, 0)
  }

  /// Forgets the call that is due, if any.
  public func cancel() {
    uv_timer_stop(handle.pointer(to: uv_timer_t.self))
  }

  /// Whether a call is due.
  public var isStarted: Bool {
    uv_is_active(handle.pointer(to: uv_handle_t.self)) != 0
  }
}

extension LoopActor {
  /// Suspends the caller for `duration`, cancelled or not.
  @LoopActor
  public static func sleep(for duration: Duration) async {
    var timer: Timer?
    await withCheckedContinuation { continuation in
      timer = Timer(after: duration) { continuation.resume() }
    }
    withExtendedLifetime(timer) {}
  }
}

extension Duration {
  /// The milliseconds that libuv counts in: rounded up, and one more because the clock it compares
  /// them with is itself cut to milliseconds, so that no timer fires early.
  fileprivate var wholeMilliseconds: UInt64 {
    guard self > .zero else { return 0 }
    let (seconds, attoseconds) = min(self, .seconds(1 << 50)).components
    return UInt64(
      clamping: seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000 + 1)
  }
}
