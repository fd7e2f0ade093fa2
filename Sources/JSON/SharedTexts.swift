internal import Synchronization

/// Texts, and sets and maps of texts, that documents had lately: a reader who asks a later document for
/// an equal one gets the one that is there, which takes no memory of its own.
///
/// For programs that hold many copies of the same rows.  Each text has one place, which a later one
/// takes over, so that what is kept does not grow with what is read.
public final class SharedTexts: Sendable {
  private struct Places {
    var strings: [String]
    var sets: [Set<String>]
    var maps: [[String: String]]
  }

  private let count: Int
  private let places: Mutex<Places>

  /// Bytes up to which a string takes no memory outside its value.
  static let inlineByteCount = 15
  /// Elements up to which a set or map is likely to be another's equal.
  private static let elementsMaximum = 8

  /// Texts of which so many of each kind are kept at most.
  public init(count: Int = 1 << 16) {
    self.count = count
    places = Mutex(
      Places(
        strings: Array(repeating: "", count: count), sets: Array(repeating: [], count: count),
        maps: Array(repeating: [:], count: count)))
  }

  /// The string of those UTF-8 bytes.
  func string(_ bytes: borrowing Span<UInt8>) -> String? {
    let place = place(of: bytes)
    return places.withLock { places in
      places.strings[place].utf8.count == bytes.count && bytes.isEqual(to: places.strings[place])
        ? places.strings[place] : nil
    }
  }

  /// Keeps a string of those bytes.
  func keep(_ string: String, _ bytes: borrowing Span<UInt8>) {
    let place = place(of: bytes)
    places.withLock { $0.strings[place] = string }
  }

  /// A set equal to this one.
  public func shared(_ set: Set<String>) -> Set<String> {
    guard 1...Self.elementsMaximum ~= set.count else { return set }
    return places.withLock { Self.shared(set, &$0.sets) }
  }

  /// A map equal to this one.
  public func shared(_ map: [String: String]) -> [String: String] {
    guard 1...Self.elementsMaximum ~= map.count else { return map }
    return places.withLock { Self.shared(map, &$0.maps) }
  }

  private static func shared<Value: Hashable>(_ value: Value, _ places: inout [Value]) -> Value {
    let place = Int(UInt(bitPattern: value.hashValue) % UInt(places.count))
    if places[place] == value { return places[place] }
    places[place] = value
    return value
  }

  /// FNV-1a.
  private func place(of bytes: borrowing Span<UInt8>) -> Int {
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in bytes.indices {
      digest = (digest ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3
    }
    return Int(digest % UInt64(count))
  }
}
