internal import Database

// Values as sets of their elements; a map's are its pairs.
extension Datum {
  /// Whether every element is one of `other`.
  func isSubset(of other: Datum) -> Bool {
    var isSubset = true
    forEachElement { key, value in isSubset = isSubset && other.contains(key, value) }
    return isSubset
  }

  /// Whether no element is one of `other`.
  func isDisjoint(with other: Datum) -> Bool {
    var isDisjoint = true
    forEachElement { key, value in isDisjoint = isDisjoint && !other.contains(key, value) }
    return isDisjoint
  }

  /// Takes in the elements of `other`; a key that is there keeps its value.
  mutating func formUnion(_ other: Datum) {
    other.forEachElement { key, value in if !contains(key) { insert(key, value) } }
  }

  /// Takes out the elements of `other`, which may be keys alone.
  mutating func subtract(_ other: Datum) {
    other.forEachElement { key, value in if contains(key, value) { remove(key) } }
  }
}
