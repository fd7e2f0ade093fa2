import JSON
import OVSDB
import Testing

@testable import Server

@Suite("The core tells monitors")
struct MonitorTests {
  @Test("of a transaction before its own session hears the outcome")
  func order() throws {
    let script = try CoreScript()
    let session = script.open()
    #expect(
      script.call(session, "monitor", ["Zoo", "m", ["Animal": ["columns": ["name"]]]]) == [
        "1 <- {}"
      ])
    #expect(
      script.call(session, "transact", CoreScript.insert("ant")) == [
        "record Zoo", #"1 <- update ["m",{"Animal":{"uuid-1":{"new":{"name":"ant"}}}}]"#,
        ##"1 <- [{"uuid":["uuid","uuid-1"]}]"##,
      ])
  }

  @Test("of one element where a set of 20,000 changed by one", arguments: ["insert", "delete"])
  func largeSet(mutator: String) throws {
    let script = try CoreScript()
    let session = script.open()
    let foods = (0..<20_000).map { JSON.string("f\($0)") }
    let row: JSON = ["name": "bear", "foods": ["set", .array(foods)]]
    script.call(
      session, "transact", ["Zoo", ["op": "insert", "table": "Animal", "row": row]])
    script.call(session, "monitor_cond", ["Zoo", 1, ["Animal": [["columns": ["foods"]]]]])
    let food: JSON = mutator == "insert" ? "honey" : "f7777"
    let mutation: JSON = ["foods", .string(mutator), food]
    let said = script.call(
      session, "transact",
      ["Zoo", ["op": "mutate", "table": "Animal", "where": [], "mutations": [mutation]]])
    #expect(
      said == [
        "record Zoo",
        ##"1 <- update2 [1,{"Animal":{"uuid-1":{"modify":{"foods":\##(food)}}}}]"##,
        ##"1 <- [{"count":1}]"##,
      ])
  }

  @Test("nothing while the session is congested, and all of it afterwards")
  func congestion() throws {
    let script = try CoreScript()
    let (writer, reader) = (script.open(), script.open())
    script.call(reader, "monitor_cond", ["Zoo", 1, ["Animal": [["columns": ["name"]]]]])
    script.core.setCongested(true, reader)
    for name in ["ant", "bee"] {
      #expect(script.call(writer, "transact", CoreScript.insert(name)).count == 2)
    }
    script.core.setCongested(false, reader)
    #expect(
      script.actions() == [
        ##"2 <- update2 [1,{"Animal":{"uuid-1":{"insert":{"name":"ant"}}}}]"##,
        ##"2 <- update2 [1,{"Animal":{"uuid-2":{"insert":{"name":"bee"}}}}]"##,
      ])
  }

  @Test("that they are gone when they were congested for too long")
  func slow() throws {
    let script = try CoreScript()
    let (writer, reader) = (script.open(), script.open())
    script.call(reader, "monitor", ["Zoo", 1, ["Animal": [:]]])
    script.core.setCongested(true, reader)
    for number in 0...History.entriesMaximum {
      script.call(writer, "transact", CoreScript.insert("\(number)"))
    }
    script.core.setCongested(false, reader)
    #expect(script.actions() == ["close 2"])
    #expect(script.core.monitorCount == 0)
  }

  @Test("what happened since the transaction that they know")
  func since() throws {
    let script = try CoreScript()
    let session = script.open()
    let request = ["Animal": [["columns": ["name", "foods"]]]] as JSON
    let never: JSON = "00000000-0000-0000-0000-000000000000"
    script.call(session, "transact", CoreScript.insert("ant"))
    let id = JSON.string(
      try #require(script.core.databases["Zoo"]).history.id.description)
    let first = script.call(session, "monitor_cond_since", ["Zoo", "a", request, never])
    #expect(first.first?.hasPrefix("1 <- [false,") == true)
    #expect(first.first?.contains(#""initial":{"name":"ant"}"#) == true)
    script.call(
      session, "transact",
      [
        "Zoo",
        [
          "op": "mutate", "table": "Animal", "where": [],
          "mutations": [["foods", "insert", "leaf"]],
        ],
      ])
    script.call(session, "transact", CoreScript.insert("bee"))
    script.call(
      session, "transact",
      ["Zoo", ["op": "delete", "table": "Animal", "where": [["name", "==", "bee"]]]])
    let again = script.call(session, "monitor_cond_since", ["Zoo", "b", request, id])
    // What came and went is not told.
    #expect(again.first?.hasPrefix("1 <- [true,") == true)
    #expect(again.first?.hasSuffix(#"{"modify":{"foods":"leaf"}}}}]"#) == true)
  }

  @Test("what a new condition shows and hides, before the reply")
  func conditions() throws {
    let script = try CoreScript()
    let session = script.open()
    script.call(session, "transact", CoreScript.insert("ant", legs: 6))
    script.call(session, "transact", CoreScript.insert("bird", legs: 2))
    let monitored = script.call(
      session, "monitor_cond",
      ["Zoo", "m", ["Animal": ["columns": ["name"], "where": [["legs", "==", 6]]]]])
    #expect(monitored.first?.contains("ant") == true)
    #expect(monitored.first?.contains("bird") == false)
    let changed = script.call(
      session, "monitor_cond_change", ["m", "n", ["Animal": [["where": [["legs", "<", 3]]]]]])
    #expect(changed.count == 2)
    #expect(changed.first?.contains(#"{"insert":{"name":"bird"}}"#) == true)
    #expect(changed.first?.contains(#"{"delete":null}"#) == true)
    #expect(changed.last == "1 <- {}")
    #expect(
      script.call(session, "monitor_cancel", ["m"]) == [#"1 <- error "unknown monitor""#])
    #expect(script.call(session, "monitor_cancel", ["n"]) == ["1 <- {}"])
  }

  @Test("with one text, however many they are")
  func sharing() throws {
    let script = try CoreScript()
    let sessions = (0..<3).map { _ in script.open() }
    for session in sessions { script.call(session, "monitor", ["Zoo", "m", ["Animal": [:]]]) }
    let monitors = try #require(script.core.databases["Zoo"]).monitors
    #expect(Set(monitors.map { ObjectIdentifier($0.view) }).count == 1)
    #expect(script.call(sessions[0], "transact", CoreScript.insert("ant")).count == 5)
  }
}
