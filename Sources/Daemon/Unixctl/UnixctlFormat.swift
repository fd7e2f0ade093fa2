/// In what form a client of the control socket wants replies: `set-options --format`.
enum UnixctlFormat: String {
  /// A string.
  case text
  /// A JSON value; a command's text comes in an object that says so, as `ovs-appctl(8)` describes.
  case json

  /// The format that the arguments of `set-options` choose; nil when they choose none.
  init?(options: [String]) throws(UnixctlError) {
    var found: UnixctlFormat?
    var rest = options[...]
    while let option = rest.popFirst() {
      guard option == "--format" else {
        throw UnixctlError("unknown option \"\(option)\"")
      }
      guard let word = rest.popFirst() else {
        throw UnixctlError("option \"--format\" requires an argument")
      }
      guard let format = UnixctlFormat(rawValue: word) else {
        throw UnixctlError("option format has invalid value \(word)")
      }
      found = format
    }
    guard let found else { return nil }
    self = found
  }
}
