import JSON
import Testing

@Suite("A JSON stream")
struct JSONStreamTests {
  static let texts = [
    #"{"method":"echo","params":[],"id":"echo"}"#, "[]", #"["é\u20ac𝄞\\\"",-12.5e3,null,true]"#,
    #"{"a":{"b":[[],[{}]]},"c":"\ud834\udd1e"}"#, " { } ", #""top""#, "17\n", "null ",
  ]

  @Test("gives the same texts however it is cut", arguments: 1...40)
  func survivesAnyChunking(size: Int) throws {
    let bytes = Array(Self.texts.joined().utf8)
    var parser = JSONParser()
    var parsed: [JSON] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      parser.append(bytes.span.extracting(start..<min(start + size, bytes.count)))
      while let document = try parser.next() { parsed.append(document.root.json) }
    }
    #expect(parsed == (try Self.texts.map { try JSON(parsing: $0) }))
    #expect(try parser.finish() == nil)
  }

  @Test("gives a text as soon as its last byte is there")
  func isPrompt() throws {
    var parser = JSONParser()
    parser.append(Array(#"{"id":1"#.utf8).span)
    #expect(try parser.next() == nil)
    parser.append(Array("}".utf8).span)
    #expect(try parser.next()?.root.json == ["id": 1])
    #expect(try parser.next() == nil)
  }

  @Test("keeps its texts apart and alive, small ones before a large one and after")
  func keepsDocuments() throws {
    let large = JSON.array((0..<5000).map { .string("element \($0)") })
    let values: [JSON] = [[1], large, [2], [3], large, [:]]
    var parser = JSONParser()
    parser.append(Array(values.map(\.description).joined(separator: "\n").utf8).span)
    var documents: [JSONDocument] = []
    while let document = try parser.next() { documents.append(document) }
    #expect(documents.map(\.root.json) == values)
    #expect(documents.map(\.byteCount) == values.map(\.description.utf8.count))
  }

  @Test("counts error offsets from its beginning, whatever was handed out", arguments: [1, 3, 100])
  func countsOffsets(size: Int) throws {
    let bytes = Array(#"{"a":1} [2] [3,]"#.utf8)
    var parser = JSONParser()
    var count = 0
    var failure: JSONError?
    for start in stride(from: 0, to: bytes.count, by: size) {
      parser.append(bytes.span.extracting(start..<min(start + size, bytes.count)))
      do throws(JSONError) {
        while try parser.next() != nil { count += 1 }
      } catch {
        failure = error
        break
      }
    }
    #expect(count == 2)
    #expect(failure == JSONError(.unexpectedByte(0x5D), offset: 15))
  }

  @Test("stays failed after an error")
  func staysFailed() {
    var parser = JSONParser()
    parser.append(Array("]".utf8).span)
    let failure = JSONError(.unexpectedByte(0x5D), offset: 0)
    #expect(throws: failure) { try parser.next() }
    parser.append(Array("[]".utf8).span)
    #expect(throws: failure) { try parser.next() }
    #expect(throws: failure) { try parser.finish() }
  }

  @Test("says at its end whether a text was cut off")
  func knowsItsEnd() throws {
    var parser = JSONParser()
    parser.append(Array("[1] 23".utf8).span)
    #expect(try parser.next()?.root.json == [1])
    #expect(try parser.next() == nil)
    #expect(try parser.finish()?.root.json == 23)
    parser.append(Array("[4".utf8).span)
    #expect(throws: JSONError(.unexpectedEnd, offset: 8)) { try parser.finish() }
  }
}
