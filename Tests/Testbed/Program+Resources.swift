import Foundation

extension Program {
  /// The CPU time that the process has used so far, in user and kernel mode: proc(5), `/proc/PID/stat`.
  ///
  /// Counted in ticks of a hundredth of a second. Zero when the process does not run.
  public var cpuTime: Duration {
    guard let processIdentifier,
      let line = try? String(contentsOfFile: "/proc/\(processIdentifier)/stat", encoding: .utf8)
    else { return .zero }
    // The fields after the name in parentheses; utime and stime are the 14th and 15th of all.
    let fields = line.drop { $0 != ")" }.split(separator: " ")
    guard fields.count > 13, let user = Int(fields[12]), let system = Int(fields[13]) else {
      return .zero
    }
    return .milliseconds(10 * (user + system))
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
