internal import ArgumentParser
internal import FoundationEssentials
internal import Glibc
internal import OVNModel
internal import OVSDB

/// `isthmus schema`: the schemas of a zone's databases and of those that zones share, for `ovsdb-tool`.
struct PrintSchema: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the newest schema of one of OVN's databases.",
    discussion: """
      The output is an .ovsschema file: `ovsdb-tool create` makes an empty database of it, and \
      `ovsdb-tool convert` or `ovsdb-client convert` brings an older database up to it.
      """)

  @Argument(help: "The database, in upper or lower case.")
  var database: KnownDatabase

  @Option(name: .shortAndLong, help: "Write to this file instead of standard output.")
  var output: String?

  func run() throws {
    let text = database.schema.fileText
    guard let output else {
      print(text, terminator: "")
      return
    }
    do {
      try Data(text.utf8).write(to: URL(filePath: output), options: .atomic)
    } catch {
      throw UnwritableFile(path: output, error)
    }
  }
}

/// A database whose schema is known.
enum KnownDatabase: String, CaseIterable, ExpressibleByArgument {
  case northbound = "OVN_Northbound"
  case southbound = "OVN_Southbound"
  case icNorthbound = "OVN_IC_Northbound"
  case icSouthbound = "OVN_IC_Southbound"
  case openVSwitch = "Open_vSwitch"

  init?(argument: String) {
    let name = argument.lowercased()
    guard let database = Self.allCases.first(where: { $0.rawValue.lowercased() == name }) else {
      return nil
    }
    self = database
  }

  /// The newest schema of the database.
  var schema: DatabaseSchema {
    switch self {
    case .northbound: Northbound.schema
    case .southbound: Southbound.schema
    case .icNorthbound: ICNorthbound.schema
    case .icSouthbound: ICSouthbound.schema
    case .openVSwitch: OpenVSwitch.schema
    }
  }
}

/// A file that could not be written.
struct UnwritableFile: Error, CustomStringConvertible {
  /// The file.
  let path: String
  /// Why not, in the system's words where it has any.
  let reason: String

  init(path: String, _ error: any Error) {
    self.path = path
    let cause = ((error as? CocoaError)?.underlying ?? error) as? POSIXError
    reason = cause.map { String(cString: strerror($0.code.rawValue)) } ?? "\(error)"
  }

  var description: String { "\(path) could not be written: \(reason)" }
}
