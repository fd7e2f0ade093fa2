internal import EventLoop
internal import JSON
internal import Session

// Databases that are copies of other servers': `relay:DB:REMOTE` in the place of a file.
extension DatabaseServer {
  /// Whether `text` describes such a database.
  public nonisolated static func isRelay(_ text: String) -> Bool { text.hasPrefix("relay:") }

  /// Serves a copy; returns its name. It is there when its source has been reached.
  func openRelay(_ text: String) throws(DatabaseFileError) -> String {
    let rest = text.dropFirst("relay:".count)
    guard let colon = rest.firstIndex(of: ":"), rest.index(after: colon) < rest.endIndex else {
      throw DatabaseFileError("ovsdb error: \(text): invalid syntax")
    }
    let name = String(rest[..<colon])
    let remotes: [Remote]
    do throws(RemoteError) {
      remotes = try RemoteList(
        parsing: rest[rest.index(after: colon)...], runDirectory: runDirectory
      ).remotes
    } catch {
      throw DatabaseFileError("ovsdb error: \(error)")
    }
    guard !name.hasPrefix("_") else {
      throw DatabaseFileError("ovsdb error: \(name): names beginning with \"_\" are reserved")
    }
    guard core.addRelay(name, time) else {
      throw DatabaseFileError("ovsdb error: \(name): duplicate database name")
    }
    relays[name] = Relay(text, of: name, from: remotes, server: self)
    scheduleTurn()
    return name
  }

  /// A copy has been made, or made anew: remotes may be in its rows.
  func relayAdopted() {
    configureRemotes()
    scheduleTurn()
  }

  /// A copy has changed.
  func relayFollowed(_ name: String) {
    if isWatched(name) { configureRemotes() }
  }

  /// Has transactions executed where they are to be.
  func forwardTransactions() {
    for transaction in core.takeForwards() { relays[transaction.database]?.forward(transaction) }
  }
}
