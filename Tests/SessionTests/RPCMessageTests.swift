import JSON
import Session
import Testing

@Suite("A JSON-RPC message")
struct RPCMessageTests {
  @Test(
    "is what its members say",
    arguments: [
      (
        #"{"id":1,"method":"lock","params":["a"]}"#,
        RPCMessage<JSON>.request(id: 1, method: "lock", parameters: ["a"])
      ),
      (
        #"{"id":null,"method":"update","params":[],"extra":7}"#,
        .notification(method: "update", parameters: [])
      ),
      (#"{"method":"update","params":[]}"#, .notification(method: "update", parameters: [])),
      (#"{"id":"x","result":{},"error":null}"#, .response(id: "x", result: [:])),
      (#"{"id":[1],"result":{}}"#, .response(id: [1], result: [:])),
      (#"{"id":1,"result":null,"error":null}"#, .response(id: 1, result: nil)),
      (#"{"id":1,"result":null,"error":"bad"}"#, .failure(id: 1, error: "bad")),
    ])
  func parses(text: String, message: RPCMessage<JSON>) throws {
    let parsed = try RPCMessage(JSONElement(JSON(parsing: text)))
    #expect(parsed.apart == message)
    #expect(try RPCMessage(JSONElement(message.json)).apart == message)
  }

  @Test(
    "is nothing else",
    arguments: [
      ("7", "a message is not an object"),
      ("{}", "a reply has no \"id\""),
      (#"{"id":1}"#, "a message is neither a request nor a reply"),
      (#"{"id":1,"error":null}"#, "a message is neither a request nor a reply"),
      (#"{"result":7}"#, "a reply has no \"id\""),
      (#"{"id":1,"result":7,"error":"bad"}"#, "a reply has both \"result\" and \"error\""),
      (#"{"id":1,"method":7,"params":[]}"#, "\"method\" is not a string"),
      (#"{"id":1,"method":"lock"}"#, "\"params\" of \"lock\" is not an array"),
      (#"{"id":1,"method":"lock","params":{}}"#, "\"params\" of \"lock\" is not an array"),
      (
        #"{"id":1,"method":"lock","params":[],"result":7}"#,
        "\"lock\" is both a request and a reply"
      ),
    ])
  func rejects(text: String, reason: String) throws {
    let document = JSONElement(try JSON(parsing: text))
    #expect(throws: RPCError.malformed(reason)) { try RPCMessage(document) }
  }
}

extension RPCMessage<JSONElement> {
  /// The message with its values apart from the document.
  var apart: RPCMessage<JSON> {
    switch self {
    case .request(let id, let method, let value):
      .request(id: id, method: method, parameters: value.json)
    case .notification(let method, let value): .notification(method: method, parameters: value.json)
    case .response(let id, let value): .response(id: id, result: value.json)
    case .failure(let id, let value): .failure(id: id, error: value.json)
    }
  }
}
