internal import Journal
internal import Seeded

/// A file system that promises what POSIX does and no more, and can crash.
///
/// What was not synchronised is lost, kept, or torn to pieces of which any may survive; names too.
final class SimulatedFiles: FileLayer {
  /// The one crash or failure to come: at which operation, counted from 1.
  struct Fault {
    var operation: Int
    /// Whether everything ends with it, or only the operation fails.
    var isCrash: Bool
  }

  private final class Contents {
    var bytes: [UInt8] = []
    /// What survives for sure.
    var durable: [UInt8] = []
    /// What makes `bytes` of `durable`.
    var changes: [Change] = []
    /// Whether it does not, as some changes were forgotten.
    var isTorn = false

    /// Makes everything survive, at the cost of what has changed.
    func synchronise() {
      if isTorn {
        durable = bytes
      } else {
        for change in changes { SimulatedFiles.apply(change, to: &durable) }
      }
      changes = []
      isTorn = false
    }
  }

  private enum Change {
    case write([UInt8], offset: Int)
    case truncate(Int)
  }

  private enum NameChange {
    case link(String, Contents)
    case rename(String, String)
    case remove(String)
  }

  /// Operations so far that change something.
  private(set) var operations = 0
  private(set) var hasCrashed = false
  var fault: Fault?
  private var generator: SeededGenerator
  private var names: [String: Contents] = [:]
  private var durableNames: [String: Contents] = [:]
  private var nameChanges: [NameChange] = []
  private var openFiles: [OpenFile: Contents] = [:]
  private var locks: [OpenFile: String] = [:]
  private var nextDescriptor: Int32 = 3

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  func exists(_ path: String) -> Bool { names[path] != nil }
  var paths: [String] { names.keys.sorted() }
  var openCount: Int { openFiles.count + locks.count }
}

// What the journal asks for.
extension SimulatedFiles {
  func resolve(_ path: String) throws(FileError) -> String { path }

  func open(_ path: String, for access: FileAccess) throws(FileError) -> OpenFile {
    try requireRunning("open", path)
    guard let contents = names[path] else { throw failure("open", path, "No such file") }
    return opened(contents)
  }

  func create(_ path: String, like model: OpenFile?) throws(FileError) -> OpenFile {
    try requireRunning("create", path)
    guard names[path] == nil else { throw failure("create", path, "File exists") }
    let contents = Contents()
    try perform("create", path) {
      names[path] = contents
      nameChanges.append(.link(path, contents))
    }
    return opened(contents)
  }

  func lock(_ path: String) throws(FileError) -> OpenFile {
    try requireRunning("lock", path)
    guard !locks.values.contains(path) else { throw failure("lock", path, "locked already") }
    let file = opened(nil)
    locks[file] = path
    return file
  }

  func close(_ file: OpenFile) {
    openFiles[file] = nil
    locks[file] = nil
  }

  func size(of file: OpenFile) throws(FileError) -> Int { try contents(file, "stat").bytes.count }

  func read(_ file: OpenFile, at offset: Int, count: Int) throws(FileError) -> [UInt8] {
    let bytes = try contents(file, "read").bytes
    return Array(bytes.dropFirst(offset).prefix(count))
  }

  func write(_ bytes: [UInt8], to file: OpenFile, at offset: Int) throws(FileError) {
    let contents = try contents(file, "write")
    var bytes = bytes
    if isFaultNext, generator.isTrue {
      bytes.removeLast(Int.random(in: 0...bytes.count, using: &generator))
    }
    try perform("write", "") {
      Self.apply(.write(bytes, offset: offset), to: &contents.bytes)
      contents.changes.append(.write(bytes, offset: offset))
    }
  }

  func truncate(_ file: OpenFile, to size: Int) throws(FileError) {
    let contents = try contents(file, "truncate")
    try perform("truncate", "") {
      Self.apply(.truncate(size), to: &contents.bytes)
      contents.changes.append(.truncate(size))
    }
  }

  func synchronise(_ file: OpenFile) throws(FileError) {
    let contents = try contents(file, "fsync")
    // A failed fsync(2) may have written anything, and forgets what it did not write.
    if isFaultNext, fault?.isCrash == false {
      contents.durable = survivors(of: contents)
      contents.changes = []
      contents.isTorn = true
    }
    try perform("fsync", "") { contents.synchronise() }
  }

  func rename(_ path: String, to newPath: String) throws(FileError) {
    try requireRunning("rename", path)
    guard names[path] != nil else { throw failure("rename", path, "No such file") }
    try perform("rename", path) {
      Self.apply(.rename(path, newPath), to: &names)
      nameChanges.append(.rename(path, newPath))
    }
  }

  func remove(_ path: String) throws(FileError) {
    try requireRunning("remove", path)
    guard names[path] != nil else { return }
    try perform("remove", path) {
      names[path] = nil
      nameChanges.append(.remove(path))
    }
  }

  func synchroniseFolder(of path: String) throws(FileError) {
    try requireRunning("fsync", path)
    try perform("fsync", path) {
      durableNames = names
      nameChanges = []
    }
  }
}

// Faults.
extension SimulatedFiles {
  private var isFaultNext: Bool { fault?.operation == operations + 1 }

  /// Does something that changes files; if the fault is due, perhaps does it, and fails.
  private func perform(_ call: String, _ path: String, _ change: () -> Void) throws(FileError) {
    let isFault = isFaultNext
    operations += 1
    guard isFault, let fault else { return change() }
    if generator.isTrue { change() }
    hasCrashed = fault.isCrash
    self.fault = nil
    throw failure(call, path, fault.isCrash ? "crash" : "no space or broken")
  }

  private func requireRunning(_ call: String, _ path: String) throws(FileError) {
    if hasCrashed { throw failure(call, path, "crashed") }
  }

  private func failure(_ call: String, _ path: String, _ reason: String) -> FileError {
    FileError(call: call, path: path, number: 5, reason: reason)
  }

  private func opened(_ contents: Contents?) -> OpenFile {
    let file = OpenFile(descriptor: nextDescriptor)
    nextDescriptor += 1
    openFiles[file] = contents
    return file
  }

  private func contents(_ file: OpenFile, _ call: String) throws(FileError) -> Contents {
    try requireRunning(call, "")
    guard let contents = openFiles[file] else { throw failure(call, "", "Bad descriptor") }
    return contents
  }

  private static func apply(_ change: Change, to bytes: inout [UInt8]) {
    switch change {
    case .write(let new, let offset):
      let end = offset + new.count
      if bytes.count < end { bytes += [UInt8](repeating: 0, count: end - bytes.count) }
      bytes.replaceSubrange(offset..<end, with: new)
    case .truncate(let size):
      if bytes.count > size { bytes.removeLast(bytes.count - size) }
    }
  }

  private static func apply(_ change: NameChange, to names: inout [String: Contents]) {
    switch change {
    case .link(let path, let contents): names[path] = contents
    case .rename(let path, let newPath):
      guard let contents = names.removeValue(forKey: path) else { return }
      names[newPath] = contents
    case .remove(let path): names[path] = nil
    }
  }

  /// The files as they are when the machine is on again.
  func restarted(seed: UInt64) -> SimulatedFiles {
    let files = SimulatedFiles(seed: seed)
    var names = durableNames
    let kept = Int.random(in: 0...nameChanges.count, using: &generator)
    for change in nameChanges.prefix(kept) { Self.apply(change, to: &names) }
    var copies: [ObjectIdentifier: Contents] = [:]
    for (path, contents) in names.sorted(by: { $0.key < $1.key }) {
      let copy = copies[ObjectIdentifier(contents)] ?? Contents()
      copies[ObjectIdentifier(contents)] = copy
      copy.bytes = survivors(of: contents)
      copy.durable = copy.bytes
      files.names[path] = copy
    }
    files.durableNames = files.names
    return files
  }

  /// What of a file survives: what was synchronised, and any pieces of what was not, in any order.
  private func survivors(of contents: Contents) -> [UInt8] {
    var bytes = contents.durable
    let chance = [0, 1, 50, 90, 99, 100].randomElement(using: &generator) ?? 50
    for change in contents.changes {
      guard case .write(let new, let offset) = change else {
        if generator.isTrue(percent: chance) { Self.apply(change, to: &bytes) }
        continue
      }
      var start = 0
      while start < new.count {
        let end = min(new.count, start + Int.random(in: 1...200, using: &generator))
        if generator.isTrue(percent: chance) {
          Self.apply(.write(Array(new[start..<end]), offset: offset + start), to: &bytes)
        }
        start = end
      }
    }
    return bytes
  }
}
