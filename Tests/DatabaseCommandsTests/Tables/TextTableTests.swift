import Database
import OVSDB
import Testing

@testable import DatabaseCommands

@Suite("A table")
struct TextTableTests {
  private static let table: TextTable = {
    let string = ColumnType(key: .string())
    var table = TextTable(headings: ["_uuid", "name", "tags"])
    var tags = Datum(.string("x,y"))
    tags.insert(.string("z"))
    table.append([
      .init(Datum(.uuid(UUID(high: 1, low: 2))), ColumnType(key: .uuid())),
      .init(Datum(.string("a \"b\"")), string), .init(tags, .set(of: .string())),
    ])
    return table
  }()

  private func text(_ change: (inout TableStyle) -> Void) -> String {
    var style = TableStyle()
    change(&style)
    return Self.table.text(style)
  }

  @Test("is a list by default")
  func list() {
    #expect(
      text { _ in } == """
        _uuid               : 00000000-0000-0001-0000-000000000002
        name                : "a \\"b\\""
        tags                : ["x,y", z]

        """)
  }

  @Test("lines its columns up")
  func plain() {
    #expect(
      text { $0.format = .table } == """
        _uuid                                name      tags
        ------------------------------------ --------- ----------
        00000000-0000-0001-0000-000000000002 "a \\"b\\"" ["x,y", z]

        """)
  }

  @Test("doubles quotes for spreadsheets")
  func csv() {
    #expect(
      text {
        $0.format = .csv
        $0.cells = .bare
      } == """
        _uuid,name,tags
        00000000-0000-0001-0000-000000000002,"a \"\"b\"\"","x,y z"

        """)
  }

  @Test("closes brackets behind the last element when spread")
  func pretty() {
    #expect(
      text {
        $0.format = .json
        $0.isPretty = true
      }.hasSuffix(
        "      [\n        \"set\",\n        [\n          \"x,y\",\n          \"z\"]]]],\n  \"headings\": [\n    \"_uuid\",\n    \"name\",\n    \"tags\"]}\n"
      ))
  }

  @Test("without rows is headings, or nothing", arguments: TableStyle.Format.allCases)
  func empty(format: TableStyle.Format) {
    var style = TableStyle()
    style.format = format
    let text = TextTable(headings: ["a"]).text(style)
    switch format {
    case .list: #expect(text.isEmpty)
    case .table: #expect(text == "a\n-\n")
    case .csv: #expect(text == "a\n")
    case .json: #expect(text == "{\"data\":[],\"headings\":[\"a\"]}\n")
    case .html: #expect(text.contains("<th>a</th>") && !text.contains("<td>"))
    }
  }
}
