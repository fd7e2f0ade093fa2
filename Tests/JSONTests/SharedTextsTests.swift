import Testing

@testable import JSON

@Suite("Texts that documents share")
struct SharedTextsTests {
  @Test(
    "are read as they were written",
    arguments: [
      "", "short", "a text that takes memory of its own", "é and ü in a text of some length",
      #"a "quoted" text with \ and a new line in it\#n"#,
    ])
  func areRight(_ text: String) throws {
    // Two places, so that texts drive each other out.
    let texts = SharedTexts(count: 2)
    for _ in 0..<3 {
      for text in [text, "another text that takes memory of its own", text] {
        let written = JSON.string(text).description
        #expect(try JSONDocument(parsing: written.utf8, sharing: texts).root.string == text)
      }
    }
  }

  @Test("are one in memory")
  func areOne() throws {
    let texts = SharedTexts(count: 16)
    let read = try (0..<2).map { _ in
      try JSONDocument(parsing: #""a text that takes memory of its own""#.utf8, sharing: texts)
        .root.string
    }
    var addresses: Set<Int> = []
    for text in read {
      var text = try #require(text)
      text.withUTF8 { _ = addresses.insert(Int(bitPattern: $0.baseAddress)) }
    }
    #expect(addresses.count == 1)
  }

  @Test("have sets and maps among them, equal to what was asked for")
  func collections() {
    let texts = SharedTexts(count: 1)
    for number in [1, 2, 1] {
      #expect(texts.shared(["key": "\(number)"]) == ["key": "\(number)"])
      #expect(texts.shared(["\(number)"] as Set) == ["\(number)"])
    }
    #expect(texts.shared([:] as [String: String]).isEmpty)
  }
}
