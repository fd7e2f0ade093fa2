/// A server sent what RFC 7047 or ovsdb-server(7) do not let it send.
struct ProtocolViolation: Error, Hashable, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}
