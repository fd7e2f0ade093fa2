/// Why a topology cannot be read, in one line: `FILE:LINE: KEY: what is wrong`.
public struct TopologyError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file, as it was named.
  public var file: String
  /// Counted from 1; nil if the whole file is meant.
  public var line: Int?
  /// The way to the value, as `zones[0].chassis[1].encap-ip`; empty for the whole.
  public var key: String
  /// What is wrong with it.
  public var reason: String

  init(file: String, line: Int? = nil, key: String = "", _ reason: String) {
    self.file = file
    self.line = line
    self.key = key
    self.reason = reason
  }

  public var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    return key.isEmpty ? "\(place): \(reason)" : "\(place): \(key): \(reason)"
  }
}
