internal import CUV

/// The monotonic clock.
public enum LoopClock {
  /// The time since an arbitrary moment before the process began; never goes back, and is not
  /// affected by changes of the wall clock.
  public static var now: Duration { .nanoseconds(Int64(clamping: uv_hrtime())) }
}
