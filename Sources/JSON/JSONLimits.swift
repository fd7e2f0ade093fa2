/// How large a JSON text may be; a peer that sends more is refused before it can exhaust memory.
public struct JSONLimits: Hashable, Sendable {
  /// Bytes in one text; of a number or word that is a whole text, with the byte that ends it.
  public var bytes: Int
  /// Arrays and objects inside each other.
  public var depth: Int

  /// The largest `bytes` there can be: places in a text are kept in 32 bits.
  public static let bytesMaximum = Int(UInt32.max)

  /// By default one gibibyte and a thousand levels.  More bytes than `bytesMaximum` mean that.
  public init(bytes: Int = 1 << 30, depth: Int = 1000) {
    self.bytes = min(bytes, Self.bytesMaximum)
    self.depth = depth
  }
}
