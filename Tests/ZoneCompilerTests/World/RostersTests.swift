import OVSDB
import Replica
import Seeded
import Testing

@testable import ZoneCompiler

@Suite("Rosters")
struct RostersTests {
  private let keys = (0..<4).map { RosterKey(UUID(high: 0, low: $0), .ports) }

  @Test("have those members that were put into them last", arguments: 0..<10 as Range<UInt64>)
  func members(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var rosters = Rosters(log: FactLog())
    var expected: [UUID: [RosterKey]] = [:]
    for _ in 0..<300 {
      let member = UUID(high: 1, low: .random(in: 0..<5, using: &generator))
      let places = keys.filter { _ in Bool.random(using: &generator) }
      rosters.place(member, in: places)
      expected[member] = places
      for key in keys {
        let members = expected.filter { $0.value.contains(key) }.keys
        #expect(rosters.members(key).sorted() == members.sorted())
        #expect(rosters.members(key).isEmpty == members.isEmpty)
        #expect(rosters.isMember(member, of: key) == places.contains(key))
      }
      #expect(rosters.keys(of: member) == places)
    }
  }

  @Test("tell when the first member has come and the last one gone")
  func occupancy() {
    let log = FactLog()
    var rosters = Rosters(log: log)
    let occupancy = rosters.occupancy(of: keys[0])
    let (one, two) = (UUID(high: 1, low: 1), UUID(high: 1, low: 2))
    rosters.place(one, in: [keys[0]])
    #expect(log.take().contains(occupancy))
    rosters.place(two, in: [keys[0]])
    rosters.place(one, in: [])
    #expect(!log.take().contains(occupancy))
    rosters.place(two, in: [keys[1]])
    #expect(log.take().contains(occupancy))
  }
}
