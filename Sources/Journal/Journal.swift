public import JSON

/// The file of a standalone database (ovsdb(5)), open for writing: the schema, and a record for each
/// transaction since the file was made or last compacted.
///
/// First read it to its end with `next`; only then can it be written.  Records that were appended are
/// on disk, whatever happens to the machine, when `flush` has returned; until then any of them may be
/// lost, later ones never without earlier ones.
///
/// It does not know what a record means.
public final class Journal {
  /// The file's path as it was given.
  public let path: String
  /// The first record, the database's schema.
  public internal(set) var schema: JSONElement
  /// What had to be done about a damaged file; known when `next` has returned `nil`.
  public internal(set) var recovery: JournalRecovery?
  /// Bytes of the file, of records that are on disk; of those read until all are.
  public internal(set) var size: Int
  /// Bytes of the file when it was compacted last; its first record's until it is.
  public internal(set) var compactedSize: Int
  /// Records appended or read since the file was compacted or made.
  public internal(set) var recordsSinceCompaction = 0

  let files: any FileLayer
  let makeHash: () -> any JournalHash
  /// The file's path without symbolic links, which renaming would replace.
  let realPath: String
  var file: OpenFile
  let lock: OpenFile
  /// Until all records were read.
  private var reader: JournalReader?

  var hash: any JournalHash
  /// Records appended since the last `flush`.
  var pending: [UInt8] = []
  var pendingRecords = 0
  var scratch: [UInt8] = []
  /// Why the file's state is unknown: nothing more can be appended until it is compacted.
  var failure: JournalError?
  var compaction: JournalCompaction?

  /// Opens and locks a database file, and reads its schema.
  ///
  /// Throws if it is none, is another process's, or cannot be read.
  public convenience init(
    opening path: String, in files: any FileLayer = POSIXFiles()
  ) throws(JournalError) {
    try self.init(opening: path, files: files) { SHA1() }
  }

  init(
    opening path: String, files: any FileLayer, hash makeHash: @escaping () -> any JournalHash
  ) throws(JournalError) {
    let opened = try Self.open(path, files)
    let reader = JournalReader(path, opened.file, in: files, hash: makeHash())
    let first: JournalRecord
    do throws(JournalError) {
      first = try Self.readSchema(reader)
    } catch {
      files.close(opened.file)
      files.close(opened.lock)
      throw error
    }
    self.path = path
    self.files = files
    self.makeHash = makeHash
    self.reader = reader
    realPath = opened.realPath
    file = opened.file
    lock = opened.lock
    hash = makeHash()
    schema = first.root
    size = first.byteCount
    compactedSize = first.byteCount
  }

  deinit {
    if let compaction { files.close(compaction.file) }
    files.close(file)
    files.close(lock)
  }

  /// The next transaction's record; `nil` when there is none, and then the journal can be appended to.
  ///
  /// A record that is not whole ends the file: see `recovery`.  Throws if a system call fails.
  public func next() throws(JournalError) -> JournalRecord? {
    guard let reader else { return nil }
    if let record = try reader.next() {
      size = reader.offset
      recordsSinceCompaction += 1
      return record
    }
    if let damage = reader.damage { recovery = try recover(from: damage) }
    self.reader = nil
    return nil
  }

  /// Whether all records were read.
  var isRead: Bool { reader == nil }
}

extension Journal {
  private static func open(
    _ path: String, _ files: any FileLayer
  ) throws(JournalError) -> (file: OpenFile, lock: OpenFile, realPath: String) {
    let realPath = try JournalError.wrapping { () throws(FileError) in try files.resolve(path) }
    let lock = try lock(realPath, files, reportedAs: path)
    do throws(FileError) {
      // Of a compaction that a crash ended; with the lock it can be nobody else's.
      try files.remove(temporaryPath(of: realPath))
      return (try files.open(realPath, for: .readingAndWriting), lock, realPath)
    } catch {
      files.close(lock)
      throw .system(error)
    }
  }

  private static func readSchema(_ reader: JournalReader) throws(JournalError) -> JournalRecord {
    if let record = try reader.next() { return record }
    guard let damage = reader.damage else { throw .unidentified(path: reader.path) }
    guard case .header(let line) = damage.reason else {
      throw .schemaDamaged(path: reader.path, damage)
    }
    if line.hasPrefix("OVSDB CLUSTER ") { throw .clustered(path: reader.path) }
    if line.hasPrefix(JournalHeader.beginning) { throw .schemaDamaged(path: reader.path, damage) }
    if line.hasPrefix("OVSDB ") { throw .unidentified(path: reader.path) }
    throw .unexpectedFormat(path: reader.path)
  }

  /// Locks the file that ovsdb-server and ovsdb-tool lock for a database file.
  static func lock(
    _ realPath: String, _ files: any FileLayer, reportedAs path: String
  ) throws(JournalError) -> OpenFile {
    let (folder, name) = POSIXFiles.split(realPath)
    do throws(FileError) {
      return try files.lock("\(folder)/.\(name).~lock~")
    } catch {
      throw .locked(path: path, reason: error.reason)
    }
  }

  /// The name of the file that a compaction writes, as ovsdb-server's.
  static func temporaryPath(of realPath: String) -> String { realPath + ".tmp" }
}
