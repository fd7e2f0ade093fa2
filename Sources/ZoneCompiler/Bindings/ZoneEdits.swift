import Transactions

/// What one result wants changed in each of a zone's databases.
struct ZoneEdits: ExpressibleByDictionaryLiteral {
  var northbound: [Edit] = []
  var southbound: [Edit] = []

  @inline(__always)
  init(dictionaryLiteral elements: (ZoneDatabase, [Edit])...) {
    for (database, edits) in elements { self[database] = edits }
  }

  subscript(database: ZoneDatabase) -> [Edit] {
    get {
      switch database {
      case .northbound: northbound
      case .southbound: southbound
      }
    }
    set {
      switch database {
      case .northbound: northbound = newValue
      case .southbound: southbound = newValue
      }
    }
  }
}
