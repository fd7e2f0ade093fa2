/// One client's session with the server, for as long as its connection lasts.
public struct SessionID: Hashable, Sendable {
  let number: Int
}
