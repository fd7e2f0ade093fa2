internal import Glibc

/// The open log file; it stays on the same file when that is renamed, until it is opened again.
struct LogFile: Sendable {
  let path: String
  private let descriptor: Int32

  /// Opens `path` for appending, and creates it when missing.
  init(path: String) throws(SystemError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o660)
    guard descriptor >= 0 else { throw SystemError.last("open \(path)") }
    self.path = path
    self.descriptor = descriptor
  }

  /// Appends a line.
  func write(_ line: String) {
    var line = line
    line.append("\n")
    writeAll(line, to: descriptor)
  }

  /// Whether `path` is still the file that is open.
  var isCurrent: Bool {
    var (opened, named) = (stat(), stat())
    return fstat(descriptor, &opened) == 0 && stat(path, &named) == 0
      && opened.st_dev == named.st_dev && opened.st_ino == named.st_ino
  }

  /// Gives the file to the user whom the daemon becomes, who may have to open it again.
  func changeOwner(user: UInt32, group: UInt32) throws(SystemError) {
    guard fchown(descriptor, user, group) == 0 else { throw SystemError.last("chown \(path)") }
  }

  /// Lets what is written to standard error come into the file.
  func becomeStandardError() { dup2(descriptor, STDERR_FILENO) }

  /// Lets what is written to standard error go nowhere.
  static func discardStandardError() {
    let null = open("/dev/null", O_WRONLY | O_CLOEXEC)
    guard null >= 0 else { return }
    dup2(null, STDERR_FILENO)
    if null != STDERR_FILENO { Glibc.close(null) }
  }

  func close() { Glibc.close(descriptor) }
}

/// Writes all of `text`, going on after signals and short writes; what cannot be written is lost.
public func writeAll(_ text: String, to descriptor: Int32) {
  var text = text
  text.withUTF8 { bytes in
    var rest = UnsafeRawBufferPointer(bytes)
    while !rest.isEmpty {
      let written = write(descriptor, rest.baseAddress, rest.count)
      if written > 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest[written...])
      } else if written == 0 || errno != EINTR {
        return
      }
    }
  }
}
