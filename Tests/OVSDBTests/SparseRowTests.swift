import JSON
import OVSDB
import Testing

@Suite("A row with columns that few rows set")
struct SparseRowTests {
  static let uuid = UUID(high: 3, low: 4)
  static let other = UUID(high: 5, low: 6)
  static let text = """
    {"mate":["uuid","\(uuid)"],"name":"Robin","nests":["uuid","\(uuid)"],"ring":"R7",\
    "songs":["map",[["dawn",3]]]}
    """

  /// A bird on which each of the columns is set.
  static let robin = {
    var bird = Bird()
    bird.name = "Robin"
    bird.ring = "R7"
    bird.mate = uuid
    bird.nests = [uuid]
    bird.songs = ["dawn": 3]
    return bird
  }()

  @Test("has them at their defaults at first")
  func defaults() {
    let bird = Bird()
    #expect(bird.ring == nil && bird.mate == nil && bird.nests.isEmpty && bird.songs.isEmpty)
    #expect(bird.sparse.columns == Bird.SparseColumns())
  }

  @Test("pays one reference for all of them")
  func width() {
    #expect(MemoryLayout<Sparse<Bird.SparseColumns>>.size == MemoryLayout<AnyObject>.size)
  }

  @Test("is another row than its copy once one of them is changed")
  func copies() {
    var copy = Self.robin
    #expect(copy == Self.robin)
    copy.ring = "R8"
    copy.nests.insert(Self.other)
    #expect(copy != Self.robin)
    #expect(copy.ring == "R8" && copy.nests == [Self.uuid, Self.other])
    #expect(Self.robin.ring == "R7" && Self.robin.nests == [Self.uuid])
    #expect(copy.mate == Self.uuid, "the columns not changed are the original's")
    copy.ring = "R7"
    copy.nests.remove(Self.other)
    #expect(copy == Self.robin)
  }

  @Test("is a new row again once the last of them is back at its default")
  func release() {
    var bird = Bird()
    bird.ring = nil
    #expect(bird == Bird(), "a default set is no change")
    bird.ring = "R7"
    bird.songs["dawn"] = 3
    #expect(bird != Bird())
    bird.ring = nil
    #expect(bird != Bird())
    bird.songs["dawn"] = nil
    #expect(bird == Bird())
    #expect(bird.sparse == Sparse())
  }

  @Test("is read and written as any other")
  func decodesAndEncodes() throws {
    var bird = Bird()
    try Bird.table.decode(try wire(Self.text), into: &bird)
    #expect(bird == Self.robin)
    #expect(JSON.object(Bird.table.json(of: bird)) == (try wire(Self.text).json))

    let defaults = #"{"mate":["set",[]],"nests":["set",[]],"ring":["set",[]],"songs":["map",[]]}"#
    try Bird.table.decode(try wire(defaults), into: &bird)
    var nameless = Bird()
    nameless.name = "Robin"
    #expect(bird == nameless)
    #expect(Bird.table.json(of: bird) == ["name": "Robin"])
  }

  @Test("is changed by differences as any other")
  func differences() throws {
    var bird = Self.robin
    try Bird.table.apply(
      difference: try wire(
        """
        {"mate":["uuid","\(Self.other)"],"nests":["set",[["uuid","\(Self.other)"]]],\
        "ring":["set",[]],"songs":["map",[["dawn",3],["dusk",1]]]}
        """), to: &bird)
    #expect(bird.mate == Self.other && bird.nests == [Self.uuid, Self.other])
    #expect(bird.ring == nil && bird.songs == ["dusk": 1])
    #expect(Self.robin.nests == [Self.uuid])
  }

  @Test("stays as it was when a value does not fit")
  func refuses() throws {
    var bird = Self.robin
    let column = try #require(Bird.table.column(named: "ring"))
    let error = try wire("7")
    #expect(throws: WireError.self) { try column.decode(error, into: &bird) }
    #expect(bird == Self.robin)
  }

  @Test("has its columns told from one another, whichever way they are kept")
  func columns() throws {
    for column in Bird.table.columns {
      #expect(column.isDefault(in: Bird()), "\(column.name)")
      #expect(column.isEqual(in: Self.robin, Self.robin), "\(column.name)")
      let isSet = column.name != "eggs"
      #expect(column.isEqual(in: Self.robin, Bird()) != isSet, "\(column.name)")
    }
    #expect(Set(Bird.table.columns.map(\.property)).count == Bird.table.columns.count)
  }

  @Test("has only those columns read that its table is restricted to")
  func restricted() throws {
    let table = Bird.table.restricted(to: [\.name, \.ring, \.nests])
    #expect(table.columns.map(\.name) == ["name", "ring", "nests"])
    var bird = Bird()
    try table.decode(try wire(Self.text), into: &bird)
    var expected = Bird()
    expected.name = "Robin"
    expected.ring = "R7"
    expected.nests = [Self.uuid]
    #expect(bird == expected)
  }
}
