internal import Glibc

/// A moment of the system's clock, for showing; intervals are measured with the loop's clock.
public struct WallClock: Equatable, Sendable {
  /// Seconds since the epoch.
  public var seconds: Int
  /// Nanoseconds into the second.
  public var nanoseconds: Int

  public init(seconds: Int, nanoseconds: Int = 0) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// The present moment.
  public static var now: WallClock {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return WallClock(seconds: time.tv_sec, nanoseconds: time.tv_nsec)
  }

  /// The time since the epoch.
  var sinceEpoch: Duration { .seconds(seconds) + .nanoseconds(nanoseconds) }

  enum Zone { case local, universal }

  /// The moment by a strftime(3) template in which each `#` stands for a decimal of the second, down
  /// to the millisecond; further ones are zeros.
  func formatted(_ format: String, in zone: Zone) -> String {
    var time = time_t(seconds)
    var parts = tm()
    switch zone {
    case .local: localtime_r(&time, &parts)
    case .universal: gmtime_r(&time, &parts)
    }
    let text = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer -> String in
      guard let base = buffer.baseAddress,
        strftime(base, buffer.count, format, &parts) > 0
      else { return "" }
      return String(cString: base)
    }
    guard text.contains("#") else { return text }
    var decimals = [nanoseconds / 100_000_000, nanoseconds / 10_000_000, nanoseconds / 1_000_000]
      .map { $0 % 10 }[...]
    return String(
      text.map { character in
        character == "#" ? Character(String(decimals.popFirst() ?? 0)) : character
      })
  }
}

/// Time that only moves forward, for intervals before and outside the event loop.
enum SteadyClock {
  static var now: Duration {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
