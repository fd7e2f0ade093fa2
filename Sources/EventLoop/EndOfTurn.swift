internal import CUV

/// Calls a closure at the end of a turn of the loop, when everything that had arrived by then was
/// handled: once for however many times it was asked to in that turn.
///
/// Cheaper than a task, which is allocated and wakes the loop through the kernel. The closure is kept
/// as long as this is: let it capture its owner weakly.
@LoopActor
public final class EndOfTurn {
  /// Is called after the loop has polled.
  private let check: Handle
  /// Keeps the loop from waiting when it polls.
  private let idle: Handle
  private let action: () -> Void
  private var isScheduled = false

  public init(perform action: @escaping @LoopActor () -> Void) {
    self.action = action
    do {
      check = try Handle(uv_check_t.self, "uv_check_init", by: uv_check_init)
      idle = try Handle(uv_idle_t.self, "uv_idle_init", by: uv_idle_init)
    } catch {
      preconditionFailure("\(error)")  // both only fill in the structure
    }
    check.setOwner(self)
  }

  isolated deinit {
    check.close()
    idle.close()
  }

  /// Has the closure called at the end of this turn, or of the next if this one is at its end.
  public func schedule() {
    if isScheduled { return }
    isScheduled = true
    uv_check_start(check.pointer(to: uv_check_t.self)) {
      $0?.pointee.data.object(as: EndOfTurn.self)?.perform()
    }
    uv_idle_start(idle.pointer(to: uv_idle_t.self)) { _ in }
  }

  private func perform() {
    isScheduled = false
    uv_check_stop(check.pointer(to: uv_check_t.self))
    uv_idle_stop(idle.pointer(to: uv_idle_t.self))
    action()
  }
}
