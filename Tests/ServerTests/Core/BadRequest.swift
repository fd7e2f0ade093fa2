import Testing

/// A request and what `ovsdb-server` 3.1 says about it.
struct BadRequest: Sendable, CustomTestStringConvertible {
  let method: String
  let parameters: String
  let error: String

  var testDescription: String { "\(method) \(parameters)" }

  private init(_ method: String, _ parameters: String, _ error: String) {
    self.method = method
    self.parameters = parameters
    self.error = error
  }

  private static func syntax(
    _ method: String, _ parameters: String, _ details: String, _ syntax: String? = nil
  ) -> BadRequest {
    let quote = { (text: String) in
      "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
    let place = syntax.map { ",\"syntax\":\(quote($0))" } ?? ""
    return BadRequest(
      method, parameters, #"{"error":"syntax error","details":\#(quote(details))\#(place)}"#)
  }

  static let all: [BadRequest] = [
    BadRequest("nomethod", "[]", #""unknown method""#),
    syntax("transact", "[]", "transact request params must begin with <db-name>", "[]"),
    syntax("get_schema", "[1]", "get_schema request params must begin with <db-name>", "[1]"),
    BadRequest(
      "get_schema", #"["x"]"#,
      #"""
      {"error":"unknown database","details":"get_schema request specifies unknown database x",
      "syntax":"[\"x\"]"}
      """#),
    syntax("monitor", #"["Zoo","m",5]"#, "monitor-requests must be object", "5"),
    syntax("monitor", #"["Zoo","taken",{}]"#, "duplicate monitor ID", #""taken""#),
    syntax("monitor", #"["Zoo","m",{"Q":{}}]"#, "no table named Q"),
    syntax(
      "monitor", #"["Zoo","m",{"Animal":5}]"#, "Parsing table Animal failed: Object expected."),
    syntax(
      "monitor", #"["Zoo","m",{"Animal":{"columns":["q"]}}]"#, "q is not a valid column name",
      #"["q"]"#),
    syntax(
      "monitor", #"["Zoo","m",{"Animal":{"columns":["name","name"]}}]"#,
      "column name mentioned more than once", #"["name","name"]"#),
    syntax(
      "monitor", #"["Zoo","m",{"Animal":{"columns":5}}]"#,
      "Parsing table Animal failed: Type mismatch for member 'columns'.", #"{"columns":5}"#),
    syntax(
      "monitor", #"["Zoo","m",{"Animal":{"columns":[5]}}]"#, "array of column names expected",
      "[5]"),
    syntax(
      "monitor", #"["Zoo","m",{"Animal":{"select":{"initial":5}}}]"#,
      "Parsing table Animal select failed: Type mismatch for member 'initial'.",
      #"{"initial":5}"#),
    syntax(
      "monitor", #"["Zoo","m",{"Animal":{"where":[]}}]"#,
      "Parsing table Animal failed: Member 'where' is present but not allowed here.",
      #"{"where":[]}"#),
    syntax(
      "monitor_cond", #"["Zoo","m",{"Animal":{"where":[5]}}]"#, "Parse error in condition.", "5"),
    syntax(
      "monitor_cond", #"["Zoo","m",{"Animal":{"where":[["name","==",5]]}}]"#, "expected string",
      "5"),
    syntax(
      "monitor_cond", #"["Zoo","m",{},1]"#, "invalid parameters", #"["Zoo","m",{},1]"#),
    syntax(
      "monitor_cond_since", #"["Zoo","m",{},"zz"]"#, "last-txn-id must be UUID format.", #""zz""#),
    syntax("monitor_cond_since", #"["Zoo","m",{},5]"#, "last-txn-id must be string", "5"),
    BadRequest("monitor_cancel", #"["m"]"#, #""unknown monitor""#),
    BadRequest("monitor_cancel", "[]", #""invalid parameters""#),
    syntax("monitor_cond_change", "[]", "invalid parameters", "[]"),
    syntax("monitor_cond_change", #"["q","q",{}]"#, "unknown monitor session", #""q""#),
    syntax(
      "monitor_cond_change", #"["taken","taken",5]"#, "monitor-cond-change-requests must be object"
    ),
    syntax(
      "monitor_cond_change", #"["taken","taken",{"Animal":{}}]"#,
      "table Animal no monitor-cond-change JSON array"),
    syntax(
      "monitor_cond_change", #"["taken","taken",{"Animal":[{"columns":["name"]}]}]"#,
      "changing columns is unsupported", #"{"columns":["name"]}"#),
    syntax("lock", "[]", "lock request params must be <id>", "[]"),
    syntax("lock", #"["l-x"]"#, "lock request params must be <id>", #"["l-x"]"#),
    syntax(
      "unlock", #"["l"]"#, #"unlock: "unlock" without "lock" or "steal""#, #"["l"]"#),
    syntax(
      "set_db_change_aware", "[5]", "set_db_change_aware: true or false parameter expected", "[5]"),
    syntax("convert", #"["Zoo"]"#, "array expected", #"["Zoo"]"#),
    syntax("convert", #"["Zoo",5]"#, "Parsing database schema failed: Object expected."),
    BadRequest(
      "convert", #"["Zoo",{"name":"Y","tables":{}}]"#,
      #"""
      {"error":"invalid parameters",
      "details":"new schema name (Y) does not match database name (Zoo)"}
      """#),
  ]
}
