import OVSDB
import Testing

@testable import ZoneCompiler

@Suite("The table of flows")
struct FlowTableTests {
  private let datapaths = [UUID(high: 1, low: 1), UUID(high: 1, low: 2)]
  private let rows = [UUID(high: 2, low: 1), UUID(high: 2, low: 2)]

  private func flow(_ priority: Int, port: String? = nil, meter: String? = nil) -> LogicalFlow {
    LogicalFlow(
      stage: .lsInACL, priority: priority, match: "1", actions: "drop;", meter: meter, port: port)
  }

  private func placed(_ priority: Int, _ datapath: Int = 0) -> PlacedFlow {
    PlacedFlow(flow: flow(priority), datapath: datapaths[datapath], hint: 7)
  }

  /// The datapaths of the flows that have changed, by priority; flows that nobody wants are forgotten.
  private func takeChanged(_ table: inout FlowTable) -> [UInt16: Set<UUID>] {
    var changed: [UInt16: Set<UUID>] = [:]
    for number in table.takeChanged() {
      guard let entry = table[number] else { continue }
      changed[entry.flow.priority] = Set(entry.datapaths.datapaths.map { table.uuid(of: $0) })
      table.removeIfUnused(number)
    }
    return changed
  }

  @Test("has each flow once, on all datapaths where a derivation wants it")
  func placements() {
    var table = FlowTable()
    table.replace(.switchPort(datapaths[0]), with: [placed(1), placed(2)])
    table.replace(.switchPort(datapaths[1]), with: [placed(2, 1), placed(2)])
    #expect(takeChanged(&table) == [1: [datapaths[0]], 2: Set(datapaths)])
    #expect(table.count == 2)
    table.replace(.switchPort(datapaths[0]), with: [placed(1)])
    #expect(takeChanged(&table) == [:])
    table.replace(.switchPort(datapaths[1]), with: [])
    #expect(takeChanged(&table) == [2: []])
    #expect(table.count == 1)
    table.replace(.switchPort(datapaths[0]), with: [placed(3, 1)])
    #expect(takeChanged(&table) == [1: [], 3: [datapaths[1]]])
    #expect(table.count == 1)
  }

  @Test("reads back what a row says")
  func rowContents() throws {
    var table = FlowTable()
    table.setRow(rows[0], to: flow(1, port: "p", meter: "m"), datapath: datapaths[0])
    table.setRow(rows[1], to: flow(1, port: "q"), group: datapaths[1])
    let first = try #require(table.row(rows[0]))
    #expect(first.flow == flow(1, port: "p", meter: "m"))
    #expect(first.datapath == datapaths[0] && first.group == nil)
    let second = try #require(table.row(rows[1]))
    #expect(second.flow.port == "q" && second.flow.meter == nil)
    #expect(second.datapath == nil && second.group == datapaths[1])
    #expect(Set(table.rows) == Set(rows))
    table.setRow(rows[0], to: nil)
    #expect(table.row(rows[0]) == nil)
    #expect(table.rows == [rows[1]])
  }

  @Test("knows every row of a flow, until it is gone or says another")
  func rowsOfOneFlow() {
    var table = FlowTable()
    for row in rows { table.setRow(row, to: flow(1), datapath: datapaths[0]) }
    let numbers = table.takeChanged()
    #expect(numbers.count == 1)
    #expect(numbers.first.flatMap { table[$0]?.rows.all.map(\.uuid) } == rows)
    table.setRow(rows[0], to: flow(2), datapath: datapaths[1])
    #expect(table.row(rows[0])?.flow == flow(2))
    #expect(table.row(rows[1])?.flow == flow(1))
    #expect(takeChanged(&table).keys.sorted() == [1, 2])
    for row in rows { table.setRow(row, to: nil) }
    #expect(takeChanged(&table).keys.sorted() == [1, 2])
    #expect(table.count == 0)
  }

  @Test("finds the flows on a datapath")
  func flowsOnDatapath() {
    var table = FlowTable()
    table.replace(.switchPort(rows[0]), with: [placed(1), placed(2, 1), placed(3), placed(3, 1)])
    _ = table.takeChanged()
    table.change(flowsOn: datapaths[1])
    #expect(takeChanged(&table).keys.sorted() == [2, 3])
    table.change(flowsOn: rows[1])
    #expect(!table.hasChanged)
  }
}
