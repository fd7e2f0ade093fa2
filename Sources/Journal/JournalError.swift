/// Why a database file cannot be opened, made or written; in ovsdb-server's words where it has some.
public enum JournalError: Error, Hashable, Sendable {
  /// A system call failed.
  case system(FileError)
  /// Another process, or this one, has the file open for writing.
  case locked(path: String, reason: String)
  /// There is a file already.
  case exists(path: String)
  /// The file is of a clustered database, which only ovsdb-server can serve.
  case clustered(path: String)
  /// The file is empty, or of a kind that ovsdb(5) does not know.
  case unidentified(path: String)
  /// The file is something else.
  case unexpectedFormat(path: String)
  /// The first record, the schema, cannot be read: there is nothing to serve.
  case schemaDamaged(path: String, JournalDamage)
}

extension JournalError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .system(let error): error.description
    case .locked(let path, let reason):
      "I/O error: \(path): failed to lock lockfile (\(reason))"
    case .exists(let path): "I/O error: \(path): create failed (File exists)"
    case .clustered(let path):
      "ovsdb error: \(path): cannot apply this operation to clustered database file "
        + "(`ovsdb-tool cluster-to-standalone` makes a standalone one of it)"
    case .unidentified(let path): "ovsdb error: \(path): cannot identify file type"
    case .unexpectedFormat(let path): "ovsdb error: \(path): unexpected file format"
    case .schemaDamaged(let path, let damage): damage.message(file: path)
    }
  }
}
