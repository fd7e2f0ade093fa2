extension String {
  /// A digest of the text that is the same in every process and run, unlike a hash value: FNV-1a.
  ///
  /// - Parameter start: the digest of what stands before the text.
  public func digest(from start: UInt64 = 0xCBF2_9CE4_8422_2325) -> UInt64 {
    utf8.reduce(start) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
