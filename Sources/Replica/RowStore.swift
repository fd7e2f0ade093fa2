public import OVSDB

/// A table's rows by their UUID.
///
/// A dictionary keeps a quarter of its places empty at least, and more than half after it has grown.
/// Were each as large as a row, with columns that few rows use, that would be much of a table's
/// memory.  So the dictionary holds positions, of four bytes, and the rows lie side by side in chunks,
/// which stay where they are as the table grows.
@usableFromInline
struct RowStore<R: Row> {
  /// How many rows a chunk has.
  @inlinable static var chunkLength: Int { 128 }

  @usableFromInline var positions: [UUID: UInt32] = [:]
  @usableFromInline var chunks: [[R]] = []
  /// The positions of rows removed, which the next ones get.
  @usableFromInline var vacancies: [UInt32] = []

  /// A store without rows.
  @inlinable init() {}

  @inlinable var count: Int { positions.count }

  /// The UUIDs of the rows, in no particular order.
  @inlinable var uuids: some Collection<UUID> { positions.keys }

  /// The row of that UUID; setting it to `nil` removes it.
  @inlinable
  subscript(uuid: UUID) -> R? {
    get { position(of: uuid).map { self[$0] } }
    set {
      guard let row = newValue else { return remove(uuid) }
      guard let position = position(of: uuid) else { return insert(row, under: uuid) }
      update(position) { $0 = row }
    }
  }

  /// Where the row of that UUID lies; good until rows are inserted or removed.
  @inlinable
  func position(of uuid: UUID) -> Int? { positions[uuid].map(Int.init) }

  /// The row at `position`.
  @inlinable
  subscript(position: Int) -> R {
    chunks[position / Self.chunkLength][position % Self.chunkLength]
  }

  /// Changes the row at `position` in place: a set in it is not copied.
  @inlinable
  mutating func update<E: Error>(
    _ position: Int, _ body: (inout R) throws(E) -> Void
  ) throws(E) {
    try body(&chunks[position / Self.chunkLength][position % Self.chunkLength])
  }

  @inlinable
  mutating func insert(_ row: R, under uuid: UUID) {
    if let vacancy = vacancies.popLast() {
      positions[uuid] = vacancy
      update(Int(vacancy)) { $0 = row }
      return
    }
    if chunks.last.map({ $0.count == Self.chunkLength }) ?? true {
      var chunk: [R] = []
      // The first chunk grows with the table: most tables are small.
      if !chunks.isEmpty { chunk.reserveCapacity(Self.chunkLength) }
      chunks.append(chunk)
    }
    let last = chunks.count - 1
    positions[uuid] = UInt32(last * Self.chunkLength + chunks[last].count)
    chunks[last].append(row)
  }

  @inlinable
  mutating func remove(_ uuid: UUID) {
    guard let position = positions.removeValue(forKey: uuid) else { return }
    // Nothing that the row held must outlive it.
    update(Int(position)) { $0 = R() }
    vacancies.append(position)
  }
}
