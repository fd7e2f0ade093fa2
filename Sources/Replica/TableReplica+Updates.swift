public import JSON
public import OVSDB

/// What the server's updates do to a table.
extension TableReplica {
  /// Every row is inserted anew between this call and ``endContents()``, which drops the others.
  @inlinable
  func beginContents() { unseen = Set(contents.uuids) }

  @inlinable
  func endContents() {
    for uuid in unseen { set(uuid, to: nil) }
    unseen = []
  }

  @inlinable
  func delete(_ uuid: UUID) { set(uuid, to: nil) }

  @inlinable
  func insert(_ uuid: UUID, _ wire: JSONElement, report: (WireError) -> Void) {
    if !unseen.isEmpty { unseen.remove(uuid) }
    var row = R()
    do throws(WireError) {
      try table.decode(wire, into: &row)
    } catch {
      row = table.salvage(wire, report)
    }
    set(uuid, to: row)
  }

  /// Applies the differences of a `modify`; sets that have an owner index first, and in place.
  @inlinable
  func modify(_ uuid: UUID, _ wire: JSONElement, report: (WireError) -> Void) {
    guard let place = contents.position(of: uuid) else { return }
    var others: [(Column<R>, JSONElement)] = []
    wire.forEachMember { name, value in
      guard let column = table.column(named: name) else { return }
      guard let index = owners[name] else {
        others.append((column, value))
        return
      }
      do throws(WireError) {
        var difference = R()
        try column.decode(value, into: &difference)
        let elements = index.elements(of: difference)
        index.leave(elements, place)
        defer { index.enter(elements, place) }
        try contents.update(place) { (row) throws(WireError) in
          try column.apply(difference: value, to: &row)
        }
      } catch { report(error) }
    }
    if others.isEmpty { return }
    let old = contents[place]
    var new = old
    for (column, value) in others {
      do throws(WireError) { try column.apply(difference: value, to: &new) } catch { report(error) }
    }
    if old != new { change(uuid, at: place, from: old, to: new) }
  }
}

// Rows with columns that cannot be read: each is reported, and the others are taken.
extension Table {
  /// A row of the columns that can be read.
  @usableFromInline
  func salvage(_ wire: JSONElement, _ report: (WireError) -> Void) -> R {
    var row = R()
    forEachReadable(in: wire, report) { (column, value) throws(WireError) in
      try column.decode(value, into: &row)
    }
    return row
  }

  /// Calls `body` with each column that the table has, and reports where it throws.
  func forEachReadable(
    in wire: JSONElement, _ report: (WireError) -> Void,
    _ body: (Column<R>, JSONElement) throws(WireError) -> Void
  ) {
    wire.forEachMember { name, value in
      guard let column = column(named: name) else { return }
      do throws(WireError) { try body(column, value) } catch { report(error) }
    }
  }
}
