/// The numbers of things that are kept elsewhere, found by the hashes of the things: eight bytes a place.
public typealias NumberTable = HashTable<UInt32>

extension NumberTable {
  public typealias Number = UInt32

  /// No numbers.
  @inlinable public init() { self.init(filler: 0) }

  /// The first number under `hash` that is the one meant.
  @inlinable
  public func first(under hash: Int, where isMeant: (Number) -> Bool) -> Number? {
    place(of: hash, where: isMeant).map { self[$0] }
  }

  /// Removes one such number, and says whether there was one.
  @inlinable @discardableResult
  public mutating func remove(_ number: Number, under hash: Int) -> Bool {
    guard let place = place(of: hash, where: { $0 == number }) else { return false }
    remove(at: place)
    return true
  }
}
