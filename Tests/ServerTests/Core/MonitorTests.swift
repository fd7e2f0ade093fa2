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

  @Test("nothing at first if their condition is false, and all rows that one of many clauses names")
  func manyClauses() throws {
    let script = try CoreScript()
    let session = script.open()
    for number in 0..<10 {
      script.call(session, "transact", CoreScript.insert("a\(number)", legs: Int64(number)))
    }
    #expect(
      script.call(
        session, "monitor_cond",
        ["Zoo", "m", ["Animal": [["columns": ["name"], "where": [false]]]]]) == ["1 <- {}"])
    let clauses: [JSON] =
      ["a1", "a2", "a9", "z"].map { ["name", "==", .string($0)] } + [["legs", "==", 4]]
      + [["legs", "<", 2]]
    let told = script.call(
      session, "monitor_cond_change", ["m", "m", ["Animal": [["where": .array(clauses)]]]])
    let update = try #require(told.first)
    for number in 0..<10 {
      #expect(update.contains("\"a\(number)\"") == [0, 1, 2, 4, 9].contains(number), "\(number)")
    }
    #expect(told.last == "1 <- {}")
    #expect(script.call(session, "transact", CoreScript.insert("z")).count == 3)
    #expect(script.call(session, "transact", CoreScript.insert("y", legs: 7)).count == 2)
    #expect(
      script.call(session, "monitor_cond_change", ["m", "m", ["Animal": [["where": [true]]]]])
        .first?.contains(#""y""#) == true)
  }

  @Test("with one text where their conditions make no difference")
  func sharingTables() throws {
    let script = try CoreScript()
    let sessions = (0..<3).map { _ in script.open() }
    for (number, session) in sessions.enumerated() {
      let request: JSON = [["where": [["legs", "==", .integer(Int64(number))]]]]
      script.call(
        session, "monitor_cond_since",
        ["Zoo", "m", ["Animal": request, "Keeper": [[:]]], .string(UUID.zero.description)])
    }
    let views = try #require(script.core.databases["Zoo"]).monitors.map(\.view)
    #expect(Set(views.map { ObjectIdentifier($0) }).count == 3)
    #expect(Set(views.flatMap(\.tables).map { ObjectIdentifier($0) }).count == 4)
    let keeper: JSON = ["op": "insert", "table": "Keeper", "row": ["name": "Ann"]]
    let animal: JSON = ["op": "insert", "table": "Animal", "row": ["name": "ant", "legs": 2]]
    let told = script.call(sessions[0], "transact", ["Zoo", keeper, animal])
    let updates = told.filter { $0.contains("update3") }
    #expect(updates.count == 3)
    #expect(updates.filter { $0.contains("ant") }.count == 1)
    #expect(updates.allSatisfy { $0.contains("Ann") })
    let texts = sessions.enumerated().map { number, _ in
      script.core.databases["Zoo"].flatMap { hosted in
        hosted.history[hosted.history.end - 1].flatMap {
          views[number].notification($0, sequence: hosted.history.end - 1, id: "m")
        }
      }
    }
    #expect(texts[0] == texts[1])
    #expect(texts[0] != texts[2])
    let places = texts.map { text in text.map { $0.withUnsafeBytes { $0.baseAddress } } }
    #expect(places[0] == places[1])
  }

  @Test("of a commit by texts that are kept only until all have been told")
  func dropping() throws {
    let script = try CoreScript()
    let sessions = (0..<3).map { _ in script.open() }
    for session in sessions { script.call(session, "monitor", ["Zoo", "m", ["Animal": [:]]]) }
    #expect(script.core.cacheCount == 1)
    script.call(sessions[0], "transact", CoreScript.insert("ant"))
    #expect(script.core.cacheCount == 0)
    script.core.setCongested(true, sessions[1])
    script.call(sessions[0], "transact", CoreScript.insert("bee"))
    #expect(script.core.cacheCount == 1)
    script.core.setCongested(false, sessions[1])
    #expect(script.actions().filter { $0.contains("bee") }.count == 1)
    script.call(sessions[0], "transact", CoreScript.insert("cat"))
    #expect(script.core.cacheCount == 0)
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
