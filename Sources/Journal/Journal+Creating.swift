public import JSON

extension Journal {
  /// Makes the file of an empty database, which is on disk when this returns.
  ///
  /// Throws if there is a file, or a system call fails.
  public static func create(
    at path: String, schema: JSON, in files: any FileLayer = POSIXFiles()
  ) throws(JournalError) {
    try create(at: path, schema: schema, files: files, hash: SHA1())
  }

  static func create(
    at path: String, schema: JSON, files: any FileLayer, hash: any JournalHash
  ) throws(JournalError) {
    let realPath = try JournalError.wrapping { () throws(FileError) in try files.resolve(path) }
    let lock = try lock(realPath, files, reportedAs: path)
    defer { files.close(lock) }
    var text: [UInt8] = []
    schema.write(to: &text)
    var hash = hash
    var record: [UInt8] = []
    JournalHeader.writeRecord(text, to: &record, hash: &hash)
    guard !exists(realPath, files) else { throw .exists(path: path) }
    try JournalError.wrapping { () throws(FileError) in try create(record, at: realPath, files) }
  }

  private static func exists(_ path: String, _ files: any FileLayer) -> Bool {
    guard let file = try? files.open(path, for: .reading) else { return false }
    files.close(file)
    return true
  }

  /// Under a temporary name first: a crash must not leave half a schema, which would not open.
  private static func create(
    _ record: [UInt8], at path: String, _ files: any FileLayer
  ) throws(FileError) {
    let temporary = temporaryPath(of: path)
    try files.remove(temporary)
    let file = try files.create(temporary, like: nil)
    defer { files.close(file) }
    try files.write(record, to: file, at: 0)
    try files.synchronise(file)
    try files.rename(temporary, to: path)
    try files.synchroniseFolder(of: path)
  }
}

extension JournalHeader {
  /// Appends a record: header line and text, to which the line end is added.
  static func writeRecord(
    _ text: [UInt8], to bytes: inout [UInt8], hash: inout any JournalHash
  ) {
    hash.update(text.span)
    hash.update(lineEnd.span)
    JournalHeader(length: text.count + 1, digest: hash.finish()).write(to: &bytes)
    bytes += text
    bytes += lineEnd
  }

  private static let lineEnd = [UInt8(ascii: "\n")]
}
