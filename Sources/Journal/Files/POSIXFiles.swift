internal import CPosix
internal import Glibc

/// The files of this machine.
public final class POSIXFiles: FileLayer {
  /// Paths of open files, for messages.
  private var paths: [OpenFile: String] = [:]

  public init() {}

  public func resolve(_ path: String) throws(FileError) -> String {
    if let resolved = realpath(path, nil) {
      defer { free(resolved) }
      return String(cString: resolved)
    }
    guard errno == ENOENT else { throw error("open", path) }
    let (folder, name) = Self.split(path)
    guard let resolved = realpath(folder, nil) else { throw error("open", path) }
    defer { free(resolved) }
    return "\(String(cString: resolved))/\(name)"
  }

  public func open(_ path: String, for access: FileAccess) throws(FileError) -> OpenFile {
    let mode = access == .reading ? O_RDONLY : O_RDWR
    return try opened("open", path, Glibc.open(path, mode | O_CLOEXEC))
  }

  public func create(_ path: String, like model: OpenFile?) throws(FileError) -> OpenFile {
    // As ovsdb-tool creates databases: nobody but owner and group may look into them.
    let file = try opened(
      "create", path, Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o640))
    guard let model else { return file }
    var status = stat()
    if fstat(model.descriptor, &status) == 0 {
      // Only root may give a file away; anybody else's is its owner's already.
      _ = fchown(file.descriptor, status.st_uid, status.st_gid)
      _ = fchmod(file.descriptor, status.st_mode & 0o777)
    }
    return file
  }

  public func lock(_ path: String) throws(FileError) -> OpenFile {
    let file = try opened("open", path, Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600))
    let number = isthmus_lock_description(file.descriptor)
    guard number == 0 else {
      close(file)
      throw FileError(call: "lock", path: path, number: number, reason: Self.reason(number))
    }
    return file
  }

  public func close(_ file: OpenFile) {
    paths[file] = nil
    isthmus_unlock_description(file.descriptor)
    Glibc.close(file.descriptor)
  }

  private func opened(
    _ call: String, _ path: String, _ descriptor: Int32
  ) throws(FileError) -> OpenFile {
    guard descriptor >= 0 else { throw error(call, path) }
    let file = OpenFile(descriptor: descriptor)
    paths[file] = path
    return file
  }
}

extension POSIXFiles {
  public func size(of file: OpenFile) throws(FileError) -> Int {
    var status = stat()
    guard fstat(file.descriptor, &status) == 0 else { throw error("stat", file) }
    return Int(status.st_size)
  }

  public func read(
    _ file: OpenFile, at offset: Int, count: Int
  ) throws(FileError) -> [UInt8] {
    var number: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let result = pread(
          file.descriptor, buffer.baseAddress.map { $0 + filled }, count - filled,
          offset + filled)
        if result < 0, errno == EINTR { continue }
        if result < 0 { number = errno }
        guard result > 0 else { return }
        filled += result
      }
    }
    guard number == 0 else { throw error("read", file, number) }
    return bytes
  }

  public func write(_ bytes: [UInt8], to file: OpenFile, at offset: Int) throws(FileError) {
    var written = 0
    while written < bytes.count {
      let result = bytes.withUnsafeBytes { buffer in
        let rest = UnsafeRawBufferPointer(rebasing: buffer[written...])
        return pwrite(file.descriptor, rest.baseAddress, rest.count, offset + written)
      }
      if result < 0, errno == EINTR { continue }
      guard result > 0 else { throw error("write", file, result < 0 ? errno : ENOSPC) }
      written += result
    }
  }

  public func truncate(_ file: OpenFile, to size: Int) throws(FileError) {
    guard ftruncate(file.descriptor, size) == 0 else { throw error("truncate", file) }
  }

  public func synchronise(_ file: OpenFile) throws(FileError) {
    // The size is synchronised with the data; times need not be.
    guard fdatasync(file.descriptor) == 0 else { throw error("fsync", file) }
  }

  public func rename(_ path: String, to newPath: String) throws(FileError) {
    guard Glibc.rename(path, newPath) == 0 else { throw error("rename", path) }
  }

  public func remove(_ path: String) throws(FileError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw error("remove", path) }
  }

  public func synchroniseFolder(of path: String) throws(FileError) {
    let folder = Self.split(path).folder
    let descriptor = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw error("open", folder) }
    defer { Glibc.close(descriptor) }
    guard fsync(descriptor) == 0 else { throw error("fsync", folder) }
  }
}

extension POSIXFiles {
  static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = path[..<slash]
    return (folder.isEmpty ? "/" : String(folder), String(path[path.index(after: slash)...]))
  }

  private static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }

  private func error(_ call: String, _ path: String) -> FileError {
    let number = errno
    return FileError(call: call, path: path, number: number, reason: Self.reason(number))
  }

  private func error(_ call: String, _ file: OpenFile, _ number: Int32 = errno) -> FileError {
    FileError(
      call: call, path: paths[file] ?? "", number: number, reason: Self.reason(number))
  }
}
