internal import Glibc

/// The folder that a lab's sockets are in; one of our own making goes with it.
struct LabFolder {
  let path: String
  private let isTemporary: Bool

  /// - Throws: ``TemporaryFolderError`` if none was given and none can be made.
  init(_ given: String?) throws(TemporaryFolderError) {
    if let given {
      (path, isTemporary) = (given, false)
      return
    }
    var template = Array("/tmp/isthmus-lab-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw TemporaryFolderError(reason: String(cString: strerror(errno)))
    }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    isTemporary = true
  }

  /// Removes it if it is of our own making; whatever is in it by then is not ours, and stays.
  func remove() {
    if isTemporary { rmdir(path) }
  }
}

/// There is no place for temporary files.
struct TemporaryFolderError: Error, CustomStringConvertible {
  let reason: String

  var description: String { "/tmp: \(reason)" }
}
