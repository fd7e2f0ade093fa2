import Foundation

/// The memory that a process has in RAM, in MiB.
func residentMegabytes(of process: Int32) throws -> Int {
  let text = try String(contentsOfFile: "/proc/\(process)/statm", encoding: .utf8)
  let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
  return pages * Int(sysconf(Int32(_SC_PAGESIZE))) >> 20
}
