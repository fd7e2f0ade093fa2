/// Values that were stored lately, so that those equal to them take no memory of their own.
///
/// Many rows say the same in a column, as logical flows do: the stage's name, the action.  Each value
/// has one place, which a later one takes over: what is kept does not grow with what is stored.
public final class SharedValues {
  private let placeCount: Int
  private var places: [Datum] = []

  /// Values of which so many are kept at most.
  public init(count: Int = 4096) { placeCount = count }

  /// A value equal to `datum`, one that is stored already if it is at hand.
  func shared(_ datum: Datum) -> Datum {
    guard datum.isWorthSharing else { return datum }
    if places.isEmpty { places = Array(repeating: Datum(), count: placeCount) }
    let place = Int(UInt(bitPattern: datum.hashValue) % UInt(placeCount))
    if places[place] == datum { return places[place] }
    places[place] = datum
    return datum
  }
}

extension Datum {
  /// Elements up to which a set or map is likely to be another's equal.
  private static let sharedCountMaximum = 8
  /// Bytes up to which a string takes no memory outside its atom.
  private static let inlineByteCount = 15

  fileprivate var isWorthSharing: Bool {
    switch storage {
    case .empty: false
    case .atom(.string(let text)): text.utf8.count > Self.inlineByteCount
    case .atom: false
    case .elements(let elements):
      // No two rows are likely to refer to the same.
      elements.count <= Self.sharedCountMaximum && elements.key(at: 0).uuid == nil
    }
  }
}
