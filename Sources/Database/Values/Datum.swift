/// The value of a column: any number of atoms, each once and in order, or of pairs with different keys.
///
/// Whether it is a set or a map is its column's to know.  A copy shares the elements; a change of it
/// costs the change (``Elements``).
public struct Datum: Sendable {
  enum Storage: Sendable {
    case empty
    /// One atom of a set: nearly all columns of nearly all rows.
    case atom(Atom)
    /// At least two atoms, or any pairs.
    case elements(Elements)
  }

  var storage: Storage

  init(_ storage: Storage) { self.storage = storage }

  /// No elements.
  public init() { storage = .empty }

  /// One element.
  public init(_ atom: Atom) { storage = .atom(atom) }

  init(_ elements: Elements?) {
    guard let elements else {
      storage = .empty
      return
    }
    if elements.isLeaf, elements.count == 1, !elements.holdsPairs {
      storage = .atom(elements.key(at: 0))
    } else {
      storage = .elements(elements)
    }
  }

  init(sortedKeys keys: [Atom], values: [Atom]) {
    self.init(Elements.make(sortedKeys: keys, values: values))
  }
}

extension Datum {
  /// Atoms of a set or pairs of a map.
  public var count: Int {
    switch storage {
    case .empty: 0
    case .atom: 1
    case .elements(let elements): elements.count
    }
  }

  /// Atoms, of which a pair has two.
  var atomCount: Int {
    switch storage {
    case .empty: 0
    case .atom: 1
    case .elements(let elements): elements.holdsPairs ? 2 * elements.count : elements.count
    }
  }

  /// Whether there are none.
  public var isEmpty: Bool { if case .empty = storage { true } else { false } }

  /// The one atom of a set of one, else `nil`.
  public var scalar: Atom? { if case .atom(let atom) = storage { atom } else { nil } }

  /// Whether the atom, or a pair of that key, is there.
  public func contains(_ key: Atom) -> Bool {
    switch storage {
    case .empty: false
    case .atom(let atom): atom == key
    case .elements(let elements): elements.find(key).isFound
    }
  }

  /// The value of a key in a map.
  public func value(of key: Atom) -> Atom? {
    guard case .elements(let elements) = storage else { return nil }
    return elements.find(key).value
  }

  /// Whether the atom, or the same pair, is there.
  public func contains(_ key: Atom, _ value: Atom?) -> Bool {
    guard let value else { return contains(key) }
    return self.value(of: key) == value
  }

  /// Calls `body` with each atom, or each key and its value, in order.
  public func forEachElement<E: Error>(_ body: (Atom, Atom?) throws(E) -> Void) throws(E) {
    switch storage {
    case .empty: break
    case .atom(let atom): try body(atom, nil)
    case .elements(let elements): try elements.forEachElement(body)
    }
  }

  /// Takes the atom in, or the pair in the place of one with that key.
  public mutating func insert(_ key: Atom, _ value: Atom? = nil) {
    switch storage {
    case .empty:
      storage = value.map { .elements(Elements(keys: [key], values: [$0])) } ?? .atom(key)
    case .atom(let atom):
      guard atom != key else { return }
      storage = .elements(Elements(keys: [min(atom, key), max(atom, key)], values: []))
    case .elements(let elements):
      storage = .elements(elements.inserting(key, value))
    }
  }

  /// Takes the atom out, or the pair with that key.
  public mutating func remove(_ key: Atom) {
    switch storage {
    case .empty: break
    case .atom(let atom): if atom == key { storage = .empty }
    case .elements(let elements): self = Datum(elements.removing(key))
    }
  }

  fileprivate var cursor: ElementsCursor {
    switch storage {
    case .empty: ElementsCursor(nil)
    case .atom(let atom): ElementsCursor(Elements(keys: [atom], values: []))
    case .elements(let elements): ElementsCursor(elements)
    }
  }
}

extension Datum {
  /// How an element is other in one datum than in another.
  enum Change {
    case removed(Atom, Atom?)
    case added(Atom, Atom?)
    /// A key has another value.
    case replaced(Atom, from: Atom, to: Atom)
  }

  /// Calls `body` with each change that makes `new` of this datum, in order of the keys, until it
  /// returns false.  What both share is not looked at.
  func forEachChange(to new: Datum, _ body: (Change) -> Bool) {
    var left = cursor
    var right = new.cursor
    while true {
      if ElementsCursor.skipShared(&left, &right) { continue }
      let isGoingOn: Bool
      switch (left.element, right.element) {
      case (nil, nil): return
      case (let old?, nil):
        isGoingOn = body(.removed(old.key, old.value))
        left.advance()
      case (nil, let new?):
        isGoingOn = body(.added(new.key, new.value))
        right.advance()
      case (let old?, let new?):
        let order = old.key.compared(to: new.key)
        if order < 0 {
          isGoingOn = body(.removed(old.key, old.value))
        } else if order > 0 {
          isGoingOn = body(.added(new.key, new.value))
        } else if let from = old.value, let to = new.value, from != to {
          isGoingOn = body(.replaced(old.key, from: from, to: to))
        } else {
          isGoingOn = true
        }
        if order <= 0 { left.advance() }
        if order >= 0 { right.advance() }
      }
      guard isGoingOn else { return }
    }
  }
}

extension Datum: Hashable {
  public static func == (left: Datum, right: Datum) -> Bool {
    switch (left.storage, right.storage) {
    case (.empty, .empty): return true
    case (.atom(let left), .atom(let right)): return left == right
    case (.elements(let a), .elements(let b)):
      guard a !== b else { return true }
      guard a.count == b.count else { return false }
      var isEqual = true
      left.forEachChange(to: right) { _ in
        isEqual = false
        return false
      }
      return isEqual
    default: return false
    }
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    forEachElement { key, value in
      hasher.combine(key)
      if let value { hasher.combine(value) }
    }
  }

  /// Negative, zero or positive, in the server's order: by count, then by keys, then by values.
  public func compared(to other: Datum) -> Int {
    guard count == other.count else { return count - other.count }
    var keys = 0
    var values = 0
    var left = cursor
    var right = other.cursor
    while keys == 0, let a = left.element, let b = right.element {
      keys = a.key.compared(to: b.key)
      if values == 0, let a = a.value, let b = b.value { values = a.compared(to: b) }
      left.advance()
      right.advance()
    }
    return keys != 0 ? keys : values
  }
}
