import Testing

@testable import ZoneCompiler

@Suite("Keys")
struct FlowKeyTests {
  @Test("are no wider than what most of them name, since there are several for each port")
  func widths() {
    #expect(MemoryLayout<FlowKey?>.stride <= 24)
    #expect(MemoryLayout<Subject?>.stride <= 24)
    #expect(MemoryLayout<RosterKey>.stride <= 40)
  }
}
