import Foundation
import Testbed

/// What the distribution has installed of what the comparison needs.
enum Distribution {
  /// Whose compilers can run as processes, and why not the others'.
  static var sides: (able: [Side], complaint: String?) {
    let servers = ["ovsdb-server", "ovsdb-tool"].filter { !isInstalled($0) }
    let schemas = [DatabaseKind.northbound, .southbound].map(\.schemaFile).filter {
      !FileManager.default.fileExists(atPath: $0)
    }
    let missing = servers + schemas
    if !missing.isEmpty {
      let names = missing.joined(separator: ", ")
      return ([], "\(names): not installed, so our compiler is measured in memory only")
    }
    return isInstalled("ovn-northd")
      ? (Side.allCases, nil)
      : ([.ours], "ovn-northd is not installed, so only our compiler is measured")
  }

  private static func isInstalled(_ program: String) -> Bool {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
    }
  }
}
