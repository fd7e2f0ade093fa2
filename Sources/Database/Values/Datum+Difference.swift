public import OVSDB

extension Datum {
  /// What makes `new` of this datum, as update2 and the journal write it: the new value of a column
  /// of one element at most; of a set the elements only one of them has; of a map the pairs that were
  /// removed, are new, or have a new value (ovsdb-server(7), 4.1.14; ovsdb(5), "_is_diff").
  ///
  /// Costs what the two do not share.
  public func difference(to new: Datum, _ type: ColumnType) -> Datum {
    guard type.isComposite else { return new }
    var keys: [Atom] = []
    var values: [Atom] = []
    forEachChange(to: new) { change in
      switch change {
      case .removed(let key, let value), .added(let key, let value):
        keys.append(key)
        if let value { values.append(value) }
      case .replaced(let key, from: _, let value):
        keys.append(key)
        values.append(value)
      }
      return true
    }
    return Datum(sortedKeys: keys, values: values)
  }

  /// The datum of which `difference` made this change; throws if that has too many elements or too few.
  public func applying(
    difference: Datum, _ type: ColumnType
  ) throws(OperationError) -> Datum {
    guard type.isComposite else { return difference }
    var result = self
    difference.forEachElement { key, value in
      if contains(key, value) { result.remove(key) } else { result.insert(key, value) }
    }
    guard type.allows(count: result.count) else {
      throw OperationError("ovsdb error", "Datum crated by diff has size error")
    }
    return result
  }

  /// What is in `new` and not here, and what is here and not in `new`; a pair of which the value
  /// changed is in both.
  func addedAndRemoved(to new: Datum) -> (added: Pairs, removed: Pairs) {
    if isEmpty { return (new.pairs, []) }
    if new.isEmpty { return ([], pairs) }
    var added: Pairs = []
    var removed: Pairs = []
    forEachChange(to: new) { change in
      switch change {
      case .removed(let key, let value): removed.append((key, value))
      case .added(let key, let value): added.append((key, value))
      case .replaced(let key, from: let old, to: let new):
        removed.append((key, old))
        added.append((key, new))
      }
      return true
    }
    return (added, removed)
  }

  /// Atoms of a set, or keys and values.
  typealias Pairs = [(key: Atom, value: Atom?)]

  /// The elements, in order.
  var pairs: Pairs {
    var pairs: Pairs = []
    pairs.reserveCapacity(count)
    forEachElement { pairs.append(($0, $1)) }
    return pairs
  }
}

extension ColumnType {
  /// Whether so many elements fit.
  func allows(count: Int) -> Bool { count >= minimum && maximum.map { count <= $0 } ?? true }

  /// Whether elements are pairs.
  public var isMap: Bool { value != nil }

  /// A set, in the sense of the server's messages and mutations: no map, no scalar.
  var isSet: Bool { value == nil && !isScalar }

  var isOptionalScalar: Bool { value == nil && minimum == 0 && maximum == 1 }
}
