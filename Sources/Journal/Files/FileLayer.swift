/// What the journal needs of a file system.
///
/// The contract that the journal relies on is that of POSIX and no more: what was written is sure to
/// survive a crash only once the file was synchronised, in any other case any part of it may, in any
/// order; a file's name is sure only once its folder was synchronised; renaming is atomic.
public protocol FileLayer: AnyObject {
  /// The path without symbolic links, of a file that need not exist.
  func resolve(_ path: String) throws(FileError) -> String
  /// Opens a file that exists.
  func open(_ path: String, for access: FileAccess) throws(FileError) -> OpenFile
  /// Makes and opens a file for reading and writing; fails if there is one.  With the permissions of
  /// the file `model`, if given.
  func create(_ path: String, like model: OpenFile?) throws(FileError) -> OpenFile
  /// Opens a lock file, which it makes if need be, and locks it until it is closed.
  func lock(_ path: String) throws(FileError) -> OpenFile
  func close(_ file: OpenFile)

  func size(of file: OpenFile) throws(FileError) -> Int
  /// Bytes from `offset` on: `count` of them unless the file ends before.
  func read(_ file: OpenFile, at offset: Int, count: Int) throws(FileError) -> [UInt8]
  /// Writes all the bytes; if it throws, it may have written some.
  func write(_ bytes: [UInt8], to file: OpenFile, at offset: Int) throws(FileError)
  func truncate(_ file: OpenFile, to size: Int) throws(FileError)
  /// Returns when the file's contents and size will survive a crash.
  func synchronise(_ file: OpenFile) throws(FileError)

  /// Gives a file another name, at once for every observer; one that has it is replaced.
  func rename(_ path: String, to newPath: String) throws(FileError)
  /// Removes a name; no error if there is none.
  func remove(_ path: String) throws(FileError)
  /// Returns when the name of `path` will survive a crash.
  func synchroniseFolder(of path: String) throws(FileError)
}

/// What a file is opened for.
public enum FileAccess: Hashable, Sendable { case reading, readingAndWriting }

/// A file that a `FileLayer` has opened; POSIX's file descriptor.
public struct OpenFile: Hashable, Sendable {
  public var descriptor: Int32

  public init(descriptor: Int32) { self.descriptor = descriptor }
}

/// A system call on a file that failed.
public struct FileError: Error, Hashable, Sendable {
  /// What failed: `open`, `write` …
  public var call: String
  public var path: String
  /// `errno`.
  public var number: Int32
  /// The system's words for the number.
  public var reason: String

  public init(call: String, path: String, number: Int32, reason: String) {
    self.call = call
    self.path = path
    self.number = number
    self.reason = reason
  }
}

extension FileError: CustomStringConvertible {
  public var description: String { "I/O error: \(path): \(call) failed (\(reason))" }
}
