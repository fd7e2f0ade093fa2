/// Printing as `inet_ntop` does, which is RFC 5952 but for IPv4-compatible addresses.
extension IPv6Address: CustomStringConvertible {
  /// Lower-case groups without leading zeros, the first longest run of two or more zero groups as
  /// `::`, and `::a.b.c.d` and `::ffff:a.b.c.d` with the IPv4 address in decimal.
  public var description: String {
    var text: [UInt8] = []
    text.reserveCapacity(45)
    write(to: &text)
    return text.text
  }

  /// Appends the address.
  func write(to text: inout [UInt8]) {
    let zeros = longestZeroRun
    let endsInIPv4 = zeros == 0..<6 || (zeros == 0..<5 && group(5) == 0xffff)
    var index = 0
    while index < 8 {
      if index == zeros.lowerBound, !zeros.isEmpty {
        text.append(.colon)
        if zeros.upperBound == 8 { text.append(.colon) }
        index = zeros.upperBound
        continue
      }
      if index > 0 { text.append(.colon) }
      if endsInIPv4, index == 6 {
        IPv4Address(bits: UInt32(truncatingIfNeeded: low)).write(to: &text)
        return
      }
      text.append(hexadecimal: group(index))
      index += 1
    }
  }

  /// One of the eight groups of 16 bits.
  private func group(_ index: Int) -> UInt64 {
    (index < 4 ? high : low) >> (16 * (3 - UInt64(index & 3))) & 0xffff
  }

  /// The first of the longest runs of at least two zero groups; empty if there is none.
  private var longestZeroRun: Range<Int> {
    var best = 0..<0
    var start = 0
    for index in 0..<8 {
      if group(index) != 0 {
        start = index + 1
      } else if index - start >= max(best.count, 1) {
        best = start..<(index + 1)
      }
    }
    return best
  }
}
