internal import ArgumentParser
internal import FoundationEssentials
internal import Glibc
internal import OVNModel
internal import OVSDB

/// `isthmus schema`: the schemas of the databases that zones share, for `ovsdb-tool`.
struct PrintSchema: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the schema of an interconnection database.",
    discussion: """
      The output is an .ovsschema file: `ovsdb-tool create` makes an empty database of it, and \
      `ovsdb-tool convert` or `ovsdb-client convert` brings an older database up to it.
      """)

  @Argument(help: "The database, in upper or lower case.")
  var database: SharedDatabase

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

/// A database that all zones share.
enum SharedDatabase: String, CaseIterable, ExpressibleByArgument {
  case northbound = "OVN_IC_Northbound"
  case southbound = "OVN_IC_Southbound"

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
    case .northbound: ICNorthbound.schema
    case .southbound: ICSouthbound.schema
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
