internal import Glibc

/// A text that outlives a crash: the process that a monitor starts in the daemon's place finds it.
///
/// It is in a file without a name. Must be made before ``DaemonProcess``, which forks.
public struct InheritedText: Sendable {
  private let descriptor: Int32

  /// An empty text.
  public init() throws(SystemError) {
    // The stream is never closed, and so the file is there as long as any of the processes.
    guard let file = tmpfile() else { throw SystemError.last("create a temporary file") }
    descriptor = fileno(file)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  /// What it was set to last, maybe by a process that is no more.
  public var text: String {
    var information = stat()
    guard fstat(descriptor, &information) == 0 else { return "" }
    var bytes = [UInt8](repeating: 0, count: Int(information.st_size))
    let count = pread(descriptor, &bytes, bytes.count, 0)
    return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
  }

  public func set(_ text: String) throws(SystemError) {
    let bytes = Array(text.utf8)
    guard pwrite(descriptor, bytes, bytes.count, 0) == bytes.count,
      ftruncate(descriptor, bytes.count) == 0
    else { throw SystemError.last("write a temporary file") }
  }
}
