import TLS

/// Two sessions joined back to back.
struct Conversation {
  let client: TLSSession
  let server: TLSSession
  var clientError: TLSError?
  var serverError: TLSError?
  var toClient: [UInt8] = []
  var toServer: [UInt8] = []

  init(client: TLSSession, server: TLSSession) {
    self.client = client
    self.server = server
  }

  /// Carries bytes in pieces of `size` until neither side has any left; what a side throws ends what
  /// it receives.
  mutating func run(piece size: Int = .max) {
    while true {
      let fromClient = client.takeOutput()
      let fromServer = server.takeOutput()
      if fromClient.isEmpty && fromServer.isEmpty { return }
      toServer += Self.deliver(fromClient, to: server, size, &serverError)
      toClient += Self.deliver(fromServer, to: client, size, &clientError)
    }
  }

  private static func deliver(
    _ bytes: [UInt8], to session: TLSSession, _ size: Int, _ failure: inout TLSError?
  ) -> [UInt8] {
    var plaintext: [UInt8] = []
    var rest = bytes[...]
    while !rest.isEmpty, failure == nil {
      do throws(TLSError) {
        plaintext += try session.receive(Array(rest.prefix(size)).span)
      } catch {
        failure = error
      }
      rest = rest.dropFirst(size)
    }
    return plaintext
  }
}
