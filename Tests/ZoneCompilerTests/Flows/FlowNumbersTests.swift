import Testing

@testable import ZoneCompiler

@Suite("The numbers of flows")
struct FlowNumbersTests {
  private let flows = (0..<4).map {
    LogicalFlow(stage: Stage.allCases[0], priority: $0, match: "1", actions: "drop;")
  }

  private func number(_ index: Int, in numbers: FlowNumbers, digest: Int) -> UInt32? {
    numbers.number(of: flows[index], digest: digest) { flows[Int($0)] }
  }

  @Test("are those that the flows were given, as long as they have them")
  func given() {
    var numbers = FlowNumbers()
    for index in 0..<4 {
      #expect(number(index, in: numbers, digest: index) == nil)
      numbers.insert(UInt32(index), of: flows[index], digest: index)
    }
    #expect(numbers.count == 4)
    numbers.remove(2, of: flows[2], digest: 2)
    #expect((0..<4).map { number($0, in: numbers, digest: $0) } == [0, 1, nil, 3])
    #expect(numbers.count == 3)
  }

  @Test("are told apart where digests are the same, whichever flow goes first", arguments: 0..<4)
  func equalDigests(gone: Int) {
    var numbers = FlowNumbers()
    for index in 0..<4 { numbers.insert(UInt32(index), of: flows[index], digest: 7) }
    #expect((0..<4).map { number($0, in: numbers, digest: 7) } == [0, 1, 2, 3])
    numbers.remove(UInt32(gone), of: flows[gone], digest: 7)
    for index in 0..<4 {
      #expect(number(index, in: numbers, digest: 7) == (index == gone ? nil : UInt32(index)))
    }
    numbers.insert(UInt32(gone), of: flows[gone], digest: 7)
    #expect((0..<4).map { number($0, in: numbers, digest: 7) } == [0, 1, 2, 3])
    #expect(numbers.count == 4)
  }
}
