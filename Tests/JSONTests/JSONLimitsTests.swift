import JSON
import Testing

@Suite("Limits of a JSON parser")
struct JSONLimitsTests {
  @Test("hold for the depth", arguments: 1...5)
  func limitDepth(depth: Int) throws {
    func nested(_ levels: Int) -> [UInt8] {
      Array((String(repeating: "[", count: levels) + String(repeating: "]", count: levels)).utf8)
    }
    let limits = JSONLimits(depth: depth)
    #expect(
      try JSONDocument(parsing: nested(depth), limits: limits).root.count == (depth == 1 ? 0 : 1))
    #expect(throws: JSONError(.tooDeep(limit: depth), offset: depth)) {
      try JSONDocument(parsing: nested(depth + 1), limits: limits)
    }
  }

  @Test("hold for the bytes of each text, however it is cut", arguments: 1...12)
  func limitBytes(size: Int) throws {
    let bytes = Array("[1,2,3]  [4,5,6]\n[1,2,34]".utf8)
    var parser = JSONParser(limits: JSONLimits(bytes: 7))
    var parsed: [JSON] = []
    var failure: JSONError?
    for start in stride(from: 0, to: bytes.count, by: size) where failure == nil {
      parser.append(bytes.span.extracting(start..<min(start + size, bytes.count)))
      do throws(JSONError) {
        while let document = try parser.next() { parsed.append(document.root.json) }
      } catch {
        failure = error
      }
    }
    #expect(parsed == [[1, 2, 3], [4, 5, 6]])
    #expect(failure == JSONError(.tooLong(limit: 7), offset: 24))
  }

  @Test("let a thousand levels through, and white space without end")
  func areGenerous() throws {
    let deep = String(repeating: "[", count: 1000) + String(repeating: "]", count: 1000)
    #expect(try JSON(parsing: deep).description == deep)
    var parser = JSONParser(limits: JSONLimits(bytes: 4))
    parser.append(Array(String(repeating: " ", count: 1000).utf8).span)
    #expect(try parser.next() == nil)
    parser.append(Array("[12]".utf8).span)
    #expect(try parser.next()?.root.json == [12])
  }
}
