/// The servers of one database, as a comma-separated list names them, ovsdb(7) "Connection Methods".
///
/// A clustered database is found through any of its servers, so the order carries no meaning:
/// clients shuffle the list to spread themselves over the servers.
public struct RemoteList: Hashable, Sendable {
  /// The connection methods, at least one when parsed.
  public var remotes: [Remote]
  /// The UUID of the cluster that the servers must belong to, from `cid:UUID`, in lower case.
  public var clusterID: String?

  /// Creates a list of `remotes`.
  public init(_ remotes: [Remote], clusterID: String? = nil) {
    self.remotes = remotes
    self.clusterID = clusterID
  }

  /// Parses methods separated by commas and optional spaces.
  ///
  /// - Throws: ``RemoteError`` naming the method, and its part, that is wrong.
  public init(parsing text: some StringProtocol, runDirectory: String) throws(RemoteError) {
    self.init([])
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      let method = Self.trimmed(Substring(word))
      guard !method.isEmpty else {
        throw RemoteError(remote: String(text), reason: "a connection method is empty")
      }
      guard method.hasPrefix("cid:") else {
        remotes.append(try Remote(parsing: method, runDirectory: runDirectory))
        continue
      }
      guard clusterID == nil else {
        throw RemoteError(remote: String(text), reason: "\"cid:\" is given twice")
      }
      let identifier = method.dropFirst(4).lowercased()
      guard Self.isUUID(identifier) else {
        throw RemoteError(
          remote: String(text), reason: "cluster ID \"\(identifier)\" is not a UUID")
      }
      clusterID = identifier
    }
    guard !remotes.isEmpty else {
      throw RemoteError(remote: String(text), reason: "no connection method is given")
    }
  }

  private static func isUUID(_ text: String) -> Bool {
    text.split(separator: "-", omittingEmptySubsequences: false).map(\.utf8.count)
      == [8, 4, 4, 4, 12] && text.allSatisfy { $0 == "-" || $0.isHexDigit && $0.isASCII }
  }

  private static func trimmed(_ word: Substring) -> Substring {
    var word = word
    while word.first == " " { word.removeFirst() }
    while word.last == " " { word.removeLast() }
    return word
  }
}

extension RemoteList: CustomStringConvertible {
  /// The list as it would be written on a command line.
  public var description: String {
    (remotes.map(\.description) + (clusterID.map { ["cid:\($0)"] } ?? []))
      .joined(separator: ",")
  }
}
