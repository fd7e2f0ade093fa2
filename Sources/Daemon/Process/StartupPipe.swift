internal import CPosix
internal import Glibc

/// The end of a pipe on which a process tells the one that forked it that it is ready.
///
/// If the process ends without telling, the other one sees the pipe close.
struct StartupPipe: Sendable {
  private let descriptor: Int32

  /// What fork(2) led to, seen from the process that goes on.
  enum Fork {
    /// This is the child; it must call ``ready()`` or end.
    case child(StartupPipe)
    /// This is the parent, and the child is ready.
    case parent(child: pid_t)
    /// This is the parent, and the child ended before it was ready.
    case failed(ProcessEnd)
  }

  /// Forks, and in the parent waits until the child is ready or has ended.
  ///
  /// Only for a process with one thread: the event loop must not have been touched.
  static func fork() throws(SystemError) -> Fork {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw SystemError.last("pipe") }
    let (reader, writer) = (ends[0], ends[1])
    let pid = isthmus_fork()
    guard pid >= 0 else {
      close(reader)
      close(writer)
      throw SystemError.last("fork")
    }
    guard pid > 0 else {
      close(reader)
      return .child(StartupPipe(descriptor: writer))
    }
    close(writer)
    defer { close(reader) }
    var byte: UInt8 = 0
    var count = read(reader, &byte, 1)
    while count < 0 && errno == EINTR { count = read(reader, &byte, 1) }
    return count == 1 ? .parent(child: pid) : .failed(ProcessEnd.wait(for: pid))
  }

  /// Tells the process that waits; it may have been killed in the meantime, which changes nothing.
  func ready() {
    var byte: UInt8 = 0
    while write(descriptor, &byte, 1) < 0 && errno == EINTR {}
    close(descriptor)
  }

  /// Lets go of the pipe in a process that has no part in it.
  func abandon() { close(descriptor) }
}
