/// Reads the records of a database file one after the other, in pieces of the file.
///
/// It takes no lock, as ovsdb-tool's reading commands take none: a file in use can be read, up to
/// a record that is being written.
public final class JournalReader {
  /// Bytes read at once.
  private static let pieceSize = 1 << 20

  /// The file's path as it was given.
  public let path: String
  /// Why the reader stopped before the end of the file, if it did.
  public private(set) var damage: JournalDamage?
  /// Bytes of the file that the records so far take.
  public private(set) var offset: Int

  let files: any FileLayer
  let file: OpenFile
  private var decoder: JournalDecoder
  /// Bytes of the file given to the decoder.
  private var position: Int
  private let closesFile: Bool

  /// Opens a file for reading, whose first record `next` gives.
  ///
  /// Throws if it cannot be opened.
  public convenience init(_ path: String) throws(JournalError) {
    let files = POSIXFiles()
    let file = try JournalError.wrapping { () throws(FileError) in
      try files.open(path, for: .reading)
    }
    self.init(path, file, in: files, hash: SHA1(), closesFile: true)
  }

  /// A reader of what begins `offset` bytes into an open file.
  init(
    _ path: String, _ file: OpenFile, in files: any FileLayer, hash: any JournalHash,
    offset: Int = 0, closesFile: Bool = false
  ) {
    self.path = path
    self.files = files
    self.file = file
    self.offset = offset
    self.closesFile = closesFile
    position = offset
    decoder = JournalDecoder(offset: offset, hash: hash)
  }

  deinit { if closesFile { files.close(file) } }

  /// The next record; `nil` at the end of the file, and at damage.
  ///
  /// Throws if a system call fails.
  public func next() throws(JournalError) -> JournalRecord? {
    guard damage == nil else { return nil }
    while true {
      if let record = decoded() {
        offset = record.offset + record.byteCount
        return record
      }
      if damage != nil { return nil }
      guard try readPiece() else {
        finish()
        return nil
      }
    }
  }

  private func decoded() -> JournalRecord? {
    do throws(JournalDamage) {
      return try decoder.next()
    } catch {
      damage = error
      return nil
    }
  }

  private func finish() {
    do throws(JournalDamage) { try decoder.finish() } catch { damage = error }
  }

  /// Reads on in the file; whether there was more.
  private func readPiece() throws(JournalError) -> Bool {
    let bytes = try JournalError.wrapping { () throws(FileError) in
      try files.read(file, at: position, count: Self.pieceSize)
    }
    position += bytes.count
    let isEmpty = bytes.isEmpty
    decoder.append(bytes)
    return !isEmpty
  }
}

extension JournalError {
  /// Does something with files; an error that it throws becomes one of the journal's.
  static func wrapping<Result>(
    _ body: () throws(FileError) -> Result
  ) throws(JournalError) -> Result {
    do throws(FileError) { return try body() } catch { throw .system(error) }
  }
}
