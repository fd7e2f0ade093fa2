internal import JSON

extension Journal {
  /// Whether a compaction is on its way.
  public var isCompacting: Bool { compaction != nil }

  /// Begins to write the file anew: schema, contents, and what is appended meanwhile.
  ///
  /// Flushes first, so that the snapshot holds all records so far.  Does nothing if a compaction is on
  /// its way.  Throws if a system call fails; the journal is then as it was.
  public func beginCompaction(_ snapshot: JournalSnapshot) throws(JournalError) {
    guard compaction == nil else { return }
    precondition(isRead, "a journal is read to its end before it is compacted")
    // A journal that failed refuses records until it is compacted; these are in the snapshot.
    if failure == nil { try flush() } else { discardPending() }
    var schemaText: [UInt8] = []
    snapshot.schema.write(to: &schemaText)
    var bytes: [UInt8] = []
    JournalHeader.writeRecord(schemaText, to: &bytes, hash: &hash)
    let textOffset = bytes.count + JournalHeader.fixedWidth
    let path = Self.temporaryPath(of: realPath)
    let file = try createTemporary(path, bytes)
    compaction = JournalCompaction(
      file: file, path: path, schema: snapshot.schema, text: SnapshotText(snapshot),
      hash: makeHash(), textOffset: textOffset, size: textOffset, carried: size)
  }

  private func createTemporary(_ path: String, _ bytes: [UInt8]) throws(JournalError) -> OpenFile {
    try JournalError.wrapping { () throws(FileError) in
      try files.remove(path)
      let temporary = try files.create(path, like: file)
      do throws(FileError) {
        try files.write(bytes, to: temporary, at: 0)
      } catch {
        files.close(temporary)
        throw error
      }
      return temporary
    }
  }

  /// Goes on with the compaction for about `bytes` bytes; whether it is over.
  ///
  /// Call it once in a turn of the loop until it is.  Throws if a system call fails; the compaction is
  /// then given up, and the journal as it was, unless only the new name could not be made sure.
  public func continueCompaction(bytes: Int = 1 << 19) throws(JournalError) -> Bool {
    guard var compaction else { return true }
    // Not held by the journal meanwhile, so that its buffers are not copied when they change.
    self.compaction = nil
    do throws(FileError) {
      if try advance(&compaction, bytes) { return true }
      self.compaction = compaction
      return false
    } catch {
      if file != compaction.file { abandon(compaction) }
      throw .system(error)
    }
  }

  /// Gives up the compaction that is on its way, if any.
  public func cancelCompaction() {
    if let compaction { abandon(compaction) }
    compaction = nil
  }

  /// Writes the whole file anew at once, as for another schema: what was appended and not flushed goes
  /// to the old file, and is not in the new one unless it is in the snapshot.
  ///
  /// Throws if a system call fails; the journal is then as it was.
  public func replaceContents(_ snapshot: JournalSnapshot) throws(JournalError) {
    cancelCompaction()
    try beginCompaction(snapshot)
    while try !continueCompaction(bytes: 1 << 22) {}
  }

  private func abandon(_ compaction: JournalCompaction) {
    files.close(compaction.file)
    // What is left of it goes when the file is opened or compacted the next time.
    try? files.remove(compaction.path)
  }
}

extension Journal {
  /// One slice; whether it was the last.
  private func advance(
    _ compaction: inout JournalCompaction, _ bytes: Int
  ) throws(FileError) -> Bool {
    if compaction.compactedSize == nil {
      try writeContents(&compaction, bytes)
      return false
    }
    try carry(&compaction, bytes)
    guard compaction.carried == size else { return false }
    try finish(compaction)
    return true
  }

  private func writeContents(
    _ compaction: inout JournalCompaction, _ bytes: Int
  ) throws(FileError) {
    let piece = compaction.text.piece(bytes)
    if piece.isEmpty {
      var header: [UInt8] = []
      JournalHeader(length: compaction.length, digest: compaction.hash.finish())
        .writeFixedWidth(to: &header)
      try files.write(
        header, to: compaction.file, at: compaction.textOffset - JournalHeader.fixedWidth)
      compaction.compactedSize = compaction.size
    } else {
      compaction.hash.update(piece.span)
      try files.write(piece, to: compaction.file, at: compaction.size)
      compaction.length += piece.count
      compaction.size += piece.count
    }
    // A little at a time: at the end there would be much to wait for.
    try files.synchronise(compaction.file)
  }

  /// Copies records that were appended to the old file since the compaction began.
  private func carry(_ compaction: inout JournalCompaction, _ bytes: Int) throws(FileError) {
    let piece = try files.read(
      file, at: compaction.carried, count: min(bytes, size - compaction.carried))
    guard !piece.isEmpty else { return }
    try files.write(piece, to: compaction.file, at: compaction.size)
    compaction.carried += piece.count
    compaction.size += piece.count
    try files.synchronise(compaction.file)
  }

  /// Gives the new file the journal's name.
  private func finish(_ compaction: JournalCompaction) throws(FileError) {
    try files.rename(compaction.path, to: realPath)
    files.close(file)
    file = compaction.file
    recordsSinceCompaction = 0
    compactedSize = compaction.compactedSize ?? compaction.size
    size = compaction.size
    schema = JSONElement(compaction.schema)
    failure = nil
    do throws(FileError) {
      try files.synchroniseFolder(of: realPath)
    } catch {
      // A crash might bring back the old file, which misses what would be appended from now on.
      failure = .system(error)
      throw error
    }
  }
}
