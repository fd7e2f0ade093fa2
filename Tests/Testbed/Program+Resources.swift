import Foundation

extension Program {
  /// The CPU time that the process has used so far, in user and kernel mode: clock_getcpuclockid(3).
  ///
  /// Zero when the process does not run.
  public var cpuTime: Duration {
    var clock = clockid_t()
    var time = timespec()
    guard let processIdentifier, clock_getcpuclockid(pid_t(processIdentifier), &clock) == 0,
      clock_gettime(clock, &time) == 0
    else { return .zero }
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  /// The most memory that the process has occupied so far, in bytes: proc(5), `VmHWM`.
  public var peakMemory: Int { memory("VmHWM") }

  /// The memory that the process occupies now, in bytes: proc(5), `VmRSS`.
  public var residentMemory: Int { memory("VmRSS") }

  private func memory(_ field: String) -> Int {
    guard let processIdentifier,
      let status = try? String(
        contentsOfFile: "/proc/\(processIdentifier)/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("\(field):") })
    else { return 0 }
    // `VmHWM:     1234 kB`
    return (line.split(separator: " ").compactMap { Int($0) }.first ?? 0) * 1024
  }
}
