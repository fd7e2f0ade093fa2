/// Rows of a table, found by a digest of something that they hold.
///
/// A dictionary would keep what they are found by beside each, and leave half of its places empty.
/// Here a place has a digest and one reference, and at most three in seven are empty.  Rows that differ
/// may have one digest: whoever looks for a row says how it is known.
struct HashedRows: Sendable {
  /// Of the row at each place; `vacant` if there is none.
  private var digests: [UInt32] = []
  private var cells: [[DatabaseRow.Cell]] = []
  private let defaults: [Datum]
  /// How many there are.
  private(set) var count = 0

  private static let vacant: UInt32 = 0

  /// No rows of the table in which `row` is one of which nothing has been set.
  init(like row: DatabaseRow) { defaults = row.defaults }

  /// What a value is found by.
  static func digest(_ value: some Hashable) -> UInt32 {
    UInt32(truncatingIfNeeded: value.hashValue)
  }

  /// The row at a place that ``place(of:where:)`` gave.
  subscript(place: Int) -> DatabaseRow {
    get { DatabaseRow(defaults: defaults, cells: cells[place]) }
    set { cells[place] = newValue.cells }
  }

  /// Where the row is that has that digest and is the one meant; until rows come or go.
  func place(of digest: UInt32, where isMeant: (DatabaseRow) -> Bool) -> Int? {
    guard count > 0 else { return nil }
    let digest = Self.stored(digest)
    var place = home(of: digest)
    while digests[place] != Self.vacant {
      if digests[place] == digest, isMeant(self[place]) { return place }
      place = following(place)
    }
    return nil
  }

  /// Takes in a row that is not there.
  mutating func insert(_ row: DatabaseRow, _ digest: UInt32) {
    if (count + 1) * 8 > digests.count * 7 { grow() }
    put(row.cells, Self.stored(digest))
    count += 1
  }

  /// Takes out the row at a place.
  mutating func remove(at place: Int) {
    var vacancy = place
    var next = following(place)
    // Whoever looks for a row goes from its home to the first vacancy: none may come before it.
    while digests[next] != Self.vacant {
      if distance(from: home(of: digests[next]), to: next) >= distance(from: vacancy, to: next) {
        digests[vacancy] = digests[next]
        cells.swapAt(vacancy, next)
        vacancy = next
      }
      next = following(next)
    }
    digests[vacancy] = Self.vacant
    cells[vacancy] = []
    count -= 1
    if count == 0 { (digests, cells) = ([], []) }
  }

  private mutating func put(_ row: [DatabaseRow.Cell], _ digest: UInt32) {
    var place = home(of: digest)
    while digests[place] != Self.vacant { place = following(place) }
    digests[place] = digest
    cells[place] = row
  }

  private mutating func grow() {
    let old = zip(digests, cells)
    let capacity = Swift.max(4, digests.count + digests.count / 2)
    digests = Array(repeating: Self.vacant, count: capacity)
    cells = Array(repeating: [], count: capacity)
    for (digest, row) in old where digest != Self.vacant { put(row, digest) }
  }

  /// Where a row is looked for first.
  private func home(of digest: UInt32) -> Int {
    Int((UInt64(digest) * UInt64(digests.count)) >> 32)
  }

  private func following(_ place: Int) -> Int { place + 1 == digests.count ? 0 : place + 1 }

  /// Steps from one place to another.
  private func distance(from start: Int, to end: Int) -> Int {
    end >= start ? end - start : end - start + digests.count
  }

  /// A digest that no vacant place has.
  private static func stored(_ digest: UInt32) -> UInt32 { digest == vacant ? 1 : digest }
}

extension HashedRows: Sequence {
  func makeIterator() -> some IteratorProtocol<DatabaseRow> {
    zip(digests, cells).lazy.filter { $0.0 != Self.vacant }
      .map { [defaults] in DatabaseRow(defaults: defaults, cells: $0.1) }.makeIterator()
  }
}
