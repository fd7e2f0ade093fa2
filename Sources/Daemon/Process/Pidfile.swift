internal import CPosix
internal import Glibc

/// A file that names the process that runs, locked by it with fcntl(2) for as long as it lives.
///
/// It is the lock that counts: a file that a crashed process left behind is not locked and gives way.
struct Pidfile: Sendable {
  let path: String
  private let device: dev_t
  private let inode: ino_t

  /// Writes and locks the pidfile at `path`; the process must not fork afterwards, as a child does
  /// not inherit the lock.
  ///
  /// The file is complete when it appears: it is made under another name, locked, then renamed.
  init(at path: String, overwriting: Bool) throws(PidfileError) {
    if !overwriting { try Self.requireFree(path) }
    let temporary = path + ".tmp"
    // The descriptor stays open: closing it would release the lock.
    let descriptor = open(temporary, O_CREAT | O_WRONLY | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw .failed("\(temporary): create failed (\(SystemError.last("").reason))")
    }
    do throws(PidfileError) {
      self = try Self(path, temporary, descriptor, overwriting)
    } catch {
      close(descriptor)
      throw error
    }
  }

  private init(
    _ path: String, _ temporary: String, _ descriptor: Int32, _ overwriting: Bool
  ) throws(PidfileError) {
    guard isthmus_lock(descriptor) == 0 else {
      // Another process is at the same point; its file will have our name in a moment.
      throw .alreadyRunning(path: path, pid: isthmus_lock_owner(descriptor))
    }
    if !overwriting {
      // Until the lock was ours, another process may have gone all the way.
      do throws(PidfileError) {
        try Self.requireFree(path)
      } catch {
        unlink(temporary)
        throw error
      }
    }
    var status = stat()
    guard ftruncate(descriptor, 0) == 0, fstat(descriptor, &status) == 0 else {
      throw .failed("\(temporary): write failed (\(SystemError.last("").reason))")
    }
    writeAll("\(getpid())\n", to: descriptor)
    guard rename(temporary, path) == 0 else {
      throw .failed(
        "failed to rename \"\(temporary)\" to \"\(path)\" (\(SystemError.last("").reason))")
    }
    self.path = path
    device = status.st_dev
    inode = status.st_ino
  }

  /// Throws if a running process holds the pidfile at `path`.
  static func requireFree(_ path: String) throws(PidfileError) {
    let descriptor = open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return }
      throw .failed("\(path): open: \(SystemError.last("").reason)")
    }
    defer { close(descriptor) }
    switch isthmus_lock_owner(descriptor) {
    case 0: return
    case -1: throw .failed("\(path): fcntl: \(SystemError.last("").reason)")
    case let owner: throw .alreadyRunning(path: path, pid: owner)
    }
  }

  /// Removes the file, unless another process's has taken its place.
  func remove() {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_dev == device, status.st_ino == inode else { return }
    unlink(path)
  }
}

/// Why a pidfile cannot be written; the description follows the program's name.
enum PidfileError: Error, Equatable, CustomStringConvertible {
  /// A running process holds the lock.
  case alreadyRunning(path: String, pid: pid_t)
  /// A system call failed, in the words of the description.
  case failed(String)

  var description: String {
    switch self {
    case .alreadyRunning(let path, let pid):
      "\(path): already running as pid \(pid), aborting"
    case .failed(let reason): reason
    }
  }
}
