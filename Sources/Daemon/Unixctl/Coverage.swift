public import EventLoop

/// Counts events by name, for `coverage/show` and `coverage/read-counter`.
@LoopActor
public final class Coverage {
  private var totals: [String: UInt64] = [:]
  private var sources: [String: () -> UInt64] = [:]
  private var rates: [String: CoverageRates] = [:]
  private var timer: Timer?

  /// Counters of which `poll_zero_timeout`, the turns that the event loop did not wait in, is one.
  init() {
    declare("poll_zero_timeout") { LoopActor.statistics.zeroTimeouts }
    sample()
  }

  /// Makes a counter known before its first event.
  public func declare(_ name: String) { totals[name, default: 0] += 0 }

  /// Makes a counter known that is kept elsewhere; `total` never falls.
  public func declare(_ name: String, total: @escaping @LoopActor () -> UInt64) {
    sources[name] = total
  }

  /// Counts `events` of the counter `name`.
  public func count(_ name: String, events: UInt64 = 1) { totals[name, default: 0] += events }

  /// The events counted so far; nil when there is no such counter.
  public func total(of name: String) -> UInt64? { sources[name]?() ?? totals[name] }

  private var names: Set<String> { Set(totals.keys).union(sources.keys) }

  /// Notes every total, now and every few seconds, without holding on to the counters.
  private func sample() {
    for name in names { rates[name, default: CoverageRates()].note(total: total(of: name) ?? 0) }
    let timer = Timer { [weak self] in self?.sample() }
    timer.start(after: CoverageRates.interval)
    self.timer = timer
  }

  /// The text of `coverage/show`.
  var table: String {
    var text = ""
    var silent = 0
    var hash: UInt32 = 2_166_136_261
    for name in names.sorted() {
      guard let total = total(of: name), total > 0 else {
        silent += 1
        continue
      }
      for byte in name.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
      let rates = rates[name] ?? CoverageRates()
      text += name.padded(to: 24) + " "
      text += rates.lastInterval.fixed(decimals: 1).leading(5) + "/sec "
      text += rates.lastMinute.fixed(decimals: 3).leading(9) + "/sec "
      text += rates.lastHour.fixed(decimals: 4).leading(13) + "/sec   total: \(total)\n"
    }
    // The hash tells at a glance whether the same events were ever seen in two places.
    let digits = String(hash, radix: 16)
    return "Event coverage, avg rate over last: 5 seconds, last minute, last hour,  hash="
      + String(repeating: "0", count: 8 - digits.count) + digits + ":\n" + text
      + "\(silent) events never hit\n"
  }
}

extension UnixctlRegistry {
  /// Adds `coverage/show` and `coverage/read-counter`.
  func registerCoverageCommands(_ coverage: Coverage) {
    register("coverage/show") { _ in coverage.table }
    register("coverage/read-counter", usage: "COUNTER", arguments: 1...1) {
      names throws(UnixctlError) in
      guard let name = names.first, let total = coverage.total(of: name) else {
        throw UnixctlError("No such counter")
      }
      return String(total)
    }
  }
}

extension Double {
  /// The number with so many decimals.
  fileprivate func fixed(decimals: Int) -> String {
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    let digits = String(UInt64((self * scale).rounded()))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return "\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }
}

extension String {
  /// The text, with spaces on its left up to `width`.
  fileprivate func leading(_ width: Int) -> String {
    String(repeating: " ", count: max(0, width - utf8.count)) + self
  }
}
