import JSON
import OVSDB
import Testing

@Suite("A schema")
struct SchemaTests {
  static let zoo = DatabaseSchema(name: "Zoo", version: "1.2.3", rows: Animal.self, Keeper.self)

  @Test("is what typed rows declare")
  func isDeclared() throws {
    let animal = try #require(Self.zoo.tables["Animal"])
    #expect(
      animal.isRoot && animal.maxRows == 500 && animal.indexes == [["name"], ["name", "legs"]])
    #expect(animal.columns["name"] == ColumnSchema(type: String.columnType, isMutable: false))
    #expect(animal.columns["weight"] == ColumnSchema(type: Double.columnType, isEphemeral: true))
    #expect(animal.columns["visits"]?.type == .map(.integer(), .real()))
    #expect(Self.zoo.tables["Keeper"]?.isRoot == false)
    #expect(try DatabaseSchema(wire: try wire(Self.zoo.fileText)) == Self.zoo)
  }

  @Test(
    "reads and writes a type in the form of ovsdb-server",
    arguments: [
      (#""string""#, #""string""#, .init(key: .string())),
      (#"{"key":"integer"}"#, #""integer""#, .init(key: .integer())),
      (#"{"key":{"type":"real"},"min":1,"max":1}"#, #""real""#, .init(key: .real())),
      (#"{"key":"uuid","min":0}"#, nil, .optional(.uuid())),
      (#"{"key":"boolean","max":"unlimited","min":0}"#, nil, .set(of: .boolean())),
      (#"{"key":"string","max":3,"min":0}"#, nil, .init(key: .string(), minimum: 0, maximum: 3)),
      (
        #"{"key":"string","max":"unlimited","min":0,"value":"integer"}"#, nil,
        .map(.string(), .integer())
      ),
      (
        #"{"key":{"refTable":"A","refType":"weak","type":"uuid"}}"#, nil,
        .init(key: .reference(to: "A", .weak))
      ),
      (
        #"{"key":{"refTable":"A","refType":"strong","type":"uuid"}}"#,
        #"{"key":{"refTable":"A","type":"uuid"}}"#, .init(key: .reference(to: "A"))
      ),
      (
        #"{"key":{"maxInteger":5,"minInteger":-1,"type":"integer"}}"#, nil,
        .init(key: .integer(.range(minimum: -1, maximum: 5)))
      ),
      (
        #"{"key":{"minReal":0.5,"type":"real"}}"#, nil,
        .init(key: .real(.range(minimum: 0.5, maximum: nil)))
      ),
      (
        #"{"key":{"maxLength":63,"type":"string"}}"#, nil,
        .init(key: .string(.length(minimum: nil, maximum: 63)))
      ),
      (
        #"{"key":{"enum":["set",["b","a"]],"type":"string"}}"#,
        #"{"key":{"enum":["set",["a","b"]],"type":"string"}}"#,
        .init(key: .string(.oneOf(["a", "b"])))
      ),
      (#"{"key":{"enum":7,"type":"integer"}}"#, nil, .init(key: .integer(.oneOf([7])))),
      (#"{"key":{"enum":true,"type":"boolean"}}"#, nil, .init(key: .boolean(oneOf: [true]))),
    ] as [(String, String?, ColumnType)])
  func readsTypes(text: String, canonical: String?, type: ColumnType) throws {
    #expect(try ColumnType(wire: try wire(text)) == type)
    #expect(type.json.description == canonical ?? text)
  }

  @Test(
    "refuses what is no type, and says why",
    arguments: [
      ("1", "a base type must be an object"), (#""text""#, #""text" is not an atomic type"#),
      ("{}", #"member "key" is missing"#),
      (#"{"key":"string","most":1}"#, #"unexpected member "most""#),
      (#"{"key":"string","min":2}"#, #""min" must be an integer in its range, not 2"#),
      (#"{"key":"string","max":0}"#, #""max" must be "unlimited" or an integer above 0, not 0"#),
      (
        #"{"key":"string","max":"many"}"#,
        #""max" must be "unlimited" or an integer above 0, not "many""#
      ),
      (#"{"key":{"type":"string","minInteger":1}}"#, #"unexpected member "minInteger""#),
      (
        #"{"key":{"type":"integer","minInteger":2,"maxInteger":1}}"#, "minimum 2 is above maximum 1"
      ),
      (
        #"{"key":{"type":"integer","minInteger":1e30}}"#,
        #""minInteger" must be an integer in its range, not 1e+30"#
      ),
      (
        #"{"key":{"type":"integer","enum":1,"minInteger":1}}"#,
        #""enum" excludes a minimum and a maximum"#
      ),
      (#"{"key":{"type":"string","enum":["set",[]]}}"#, #""enum" must not be empty"#),
      (#"{"key":{"type":"string","enum":["set",[1]]}}"#, #""enum": expected a string, found 1"#),
      (
        #"{"key":{"type":"string","minLength":-1}}"#,
        #""minLength" must be an integer in its range, not -1"#
      ),
      (#"{"key":{"type":"uuid","refType":"weak"}}"#, #""refType" without "refTable""#),
      (
        #"{"key":{"type":"uuid","refTable":"A","refType":"firm"}}"#,
        #""refType" must be "strong" or "weak""#
      ),
    ])
  func refusesTypes(text: String, message: String) throws {
    let element = try wire(text)
    #expect(throws: SchemaError(message)) { try ColumnType(wire: element) }
  }

  @Test(
    "names the table and column that are wrong",
    arguments: [
      (
        #"{"T":{"columns":{"c":{"type":"text"}}}}"#,
        #"table T, column c: "text" is not an atomic type"#
      ),
      (#"{"T":{"columns":{"_c":{"type":"string"}}}}"#, #"table T: "_c" is no name for a column"#),
      (#"{"T":{}}"#, #"table T: member "columns" is missing"#),
      (#"{"a-b":{"columns":{}}}"#, #""a-b" is no name for a table"#),
      (
        #"{"T":{"columns":{},"indexes":[["c"]]}}"#,
        #"table T: ["c"] is no list of different columns to make an index of"#
      ),
      (
        #"{"T":{"columns":{},"maxRows":0}}"#,
        #"table T: "maxRows" must be an integer in its range, not 0"#
      ),
      ("[]", #""tables" must be an object"#),
    ])
  func namesPlaces(tables: String, message: String) throws {
    let element = try wire(#"{"name":"D","version":"1.0.0","tables":\#(tables)}"#)
    let error = #expect(throws: SchemaError.self) { try DatabaseSchema(wire: element) }
    #expect(error?.description == message)
  }

  @Test("has every table in the root set if none says that it is")
  func assumesRoots() throws {
    let none = try DatabaseSchema(
      wire: try wire(
        #"{"name":"D","version":"1.0.0","tables":{"A":{"columns":{}},"B":{"columns":{},"isRoot":false}}}"#
      ))
    let roots = none.tables.mapValues(\.isRoot)
    #expect(roots == ["A": true, "B": true])
    #expect(none.json["tables"]?["A"] == ["columns": [:]])
    let one = try DatabaseSchema(
      wire: try wire(
        #"{"name":"D","tables":{"A":{"columns":{}},"B":{"columns":{},"isRoot":true}}}"#))
    #expect(
      one.tables["A"]?.isRoot == false && one.tables["B"]?.isRoot == true && one.version == "")
    #expect(one.json["tables"]?["B"] == ["columns": [:], "isRoot": true])
  }
}
