extension Journal {
  /// Cuts off what is behind the last whole record, so that new records can follow it.
  ///
  /// A crash leaves there what of the last `flush` reached the disk: records that were never
  /// acknowledged.  If whole records follow, it may be damage of another kind, and the bytes are
  /// copied to another file first.
  func recover(from damage: JournalDamage) throws(JournalError) -> JournalRecovery {
    let end = try JournalError.wrapping { () throws(FileError) in try files.size(of: file) }
    let laterRecord = try wholeRecord(after: damage.offset, before: end)
    let salvage = laterRecord.map { _ in "\(realPath).damaged-\(damage.offset)" }
    try JournalError.wrapping { () throws(FileError) in
      if let salvage { try copy(from: damage.offset, to: end, into: salvage) }
      try files.truncate(file, to: damage.offset)
      try files.synchronise(file)
    }
    return JournalRecovery(
      path: path, damage: damage, droppedBytes: end - damage.offset, laterRecord: laterRecord,
      salvage: salvage)
  }

  private static let pieceSize = 1 << 20

  /// Where behind `start` the first whole record begins.
  private func wholeRecord(after start: Int, before end: Int) throws(JournalError) -> Int? {
    let beginning = Array(JournalHeader.beginning.utf8)
    var offset = start + 1
    while offset < end {
      let position = offset
      let piece = try JournalError.wrapping { () throws(FileError) in
        try files.read(file, at: position, count: Self.pieceSize)
      }
      for index in piece.indices where piece[index...].starts(with: beginning) {
        let reader = JournalReader(path, file, in: files, hash: makeHash(), offset: offset + index)
        if try reader.next() != nil { return offset + index }
      }
      // Of a beginning across the pieces' border the next piece has all.
      offset += max(1, piece.count - beginning.count + 1)
    }
    return nil
  }

  private func copy(from start: Int, to end: Int, into path: String) throws(FileError) {
    try files.remove(path)
    let copy = try files.create(path, like: file)
    defer { files.close(copy) }
    var offset = start
    while offset < end {
      let piece = try files.read(file, at: offset, count: min(Self.pieceSize, end - offset))
      guard !piece.isEmpty else { break }
      try files.write(piece, to: copy, at: offset - start)
      offset += piece.count
    }
    try files.synchronise(copy)
    try files.synchroniseFolder(of: path)
  }
}
