import Testbed

// Stories of how tables are printed.
extension ToolStory {
  private static let rows = """
    --id=11111111-1111-1111-1111-111111111111 create t name='"a & <b>"'
    set t 1111 external_ids='k=v,"k 2"="a,b","q"="x\\"y"' other_config:r=11111111-1111-1111-1111-111111111111

    """

  static let formats = ToolStory(
    "the formats of tables", .interconnectNorthbound,
    rows
      + ["table", "list", "html", "csv", "json"].flatMap { format in
        [
          "-f \(format) list t", "-f \(format) list t -- list ssl -- list t",
          "-f \(format) list ssl", "-f \(format) --no-headings list t",
          "-f \(format) --pretty list t", "-f \(format) -d bare list t",
          "-f \(format) -d json list t", "-f \(format) -d string list t",
          "-f \(format) --max-column-width=10 list t", "-f \(format) --max-column-width=0 list t",
          "-f \(format) --columns=name,_uuid list t", "-f \(format) --bare list t",
          "--bare -f \(format) list t", "--bare --no-headings -d json -f \(format) list t",
          "-f \(format) ts-list", "-f \(format) --oneline list t -- ts-list",
        ]
      }.joined(separator: "\n"))

  static let cells = ToolStory(
    "formats that there are not", .interconnectNorthbound,
    rows + """
      --format=nonsense list t
      --format list t
      --data=nonsense list t
      -f
      -d
      --max-column-width=x list t
      --max-column-width=-1 -f table list t
      --form=csv list t
      --bare=1 list t
      --bare get t 1111 name external_ids
      -d bare get t 1111 external_ids
      """)
}
