public import CompactCollections
public import OVSDB

/// A table's rows by their UUID.
///
/// The rows lie side by side in chunks, and stay where they are as the table grows; where one lies is
/// four bytes, for the table of UUIDs and for indexes.
@usableFromInline
struct RowStore<R: Row> {
  @usableFromInline struct Element {
    @usableFromInline let uuid: UUID
    @usableFromInline var row: R

    @inlinable
    init(uuid: UUID, row: R) {
      self.uuid = uuid
      self.row = row
    }
  }

  /// By the hashes of their UUIDs, where rows lie.
  @usableFromInline var numbers = NumberTable()
  @usableFromInline var places = ChunkedArray<Element>()
  /// The positions of rows removed, which the next ones get.
  @usableFromInline var vacancies: [NumberTable.Number] = []

  /// A store without rows.
  @inlinable init() {}

  @inlinable var count: Int { numbers.count }

  /// The UUIDs of the rows, in no particular order.
  @inlinable var uuids: some Collection<UUID> { elements.lazy.map(\.uuid) }

  /// The rows with their UUIDs, in no particular order.
  @inlinable var elements: some Collection<Element> {
    positions.lazy.map { element(at: $0) }
  }

  /// Where rows lie, in no particular order.
  @inlinable var positions: some Collection<Int> { numbers.all.lazy.map { Int($0) } }

  /// The row of that UUID; setting it to `nil` removes it.
  @inlinable
  subscript(uuid: UUID) -> R? {
    get { position(of: uuid).map { self[$0] } }
    set {
      let position = position(of: uuid)
      switch (position, newValue) {
      case (let position?, let row?): update(position) { $0 = row }
      case (let position?, nil): remove(at: position)
      case (nil, let row?): _ = insert(row, under: uuid)
      case (nil, nil): break
      }
    }
  }

  /// Where the row of that UUID lies; good until it is removed.
  @inlinable
  func position(of uuid: UUID) -> Int? {
    numbers.first(under: uuid.hashValue) { element(at: Int($0)).uuid == uuid }.map(Int.init)
  }

  /// The row at `position`.
  @inlinable
  subscript(position: Int) -> R { element(at: position).row }

  /// The UUID of the row at `position`.
  @inlinable
  func uuid(at position: Int) -> UUID { element(at: position).uuid }

  @inlinable
  func element(at position: Int) -> Element { places[position] }

  /// Changes the row at `position` in place: a set in it is not copied.
  @inlinable
  mutating func update<E: Error>(
    _ position: Int, _ body: (inout R) throws(E) -> Void
  ) throws(E) {
    try body(&places[position].row)
  }

  /// Adds the row of a UUID that has none, and returns where it lies.
  @inlinable
  mutating func insert(_ row: R, under uuid: UUID) -> Int {
    let position = add(Element(uuid: uuid, row: row))
    numbers.insert(NumberTable.Number(position), under: uuid.hashValue)
    return position
  }

  @inlinable
  mutating func add(_ element: Element) -> Int {
    if let vacancy = vacancies.popLast() {
      places[Int(vacancy)] = element
      return Int(vacancy)
    }
    places.append(element)
    return places.count - 1
  }

  @inlinable
  mutating func remove(at position: Int) {
    let number = NumberTable.Number(position)
    numbers.remove(number, under: uuid(at: position).hashValue)
    // Nothing that the row held must outlive it.
    update(position) { $0 = R() }
    vacancies.append(number)
  }
}
