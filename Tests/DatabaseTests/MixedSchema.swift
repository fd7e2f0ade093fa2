/// A small schema with each kind of column, constraint, index and reference.
enum MixedSchema {
  static let name = "Mixed"

  static let text = #"""
    {"name":"Mixed","version":"1.0.0","tables":{
      "Root":{"isRoot":true,"maxRows":25,"indexes":[["name"],["number","flag"]],"columns":{
        "name":{"type":{"key":{"type":"string","minLength":1,"maxLength":6}}},
        "number":{"type":{"key":{"type":"integer","minInteger":0,"maxInteger":40}}},
        "ratio":{"type":{"key":{"type":"real","minReal":-1.5,"maxReal":2.5},"min":0,"max":1}},
        "flag":{"type":"boolean"},
        "kind":{"type":{"key":{"type":"string","enum":["set",["red","green","deep blue"]]},"min":0,"max":1}},
        "tags":{"type":{"key":"string","min":0,"max":"unlimited"}},
        "few":{"type":{"key":"integer","min":0,"max":3}},
        "some":{"type":{"key":{"type":"integer","maxInteger":9},"min":1,"max":3}},
        "options":{"type":{"key":"string","value":"string","min":0,"max":"unlimited"}},
        "limits":{"type":{"key":"string","value":{"type":"integer","minInteger":1},"min":0,"max":2}},
        "children":{"type":{"key":{"type":"uuid","refTable":"Child"},"min":0,"max":"unlimited"}},
        "main":{"type":{"key":{"type":"uuid","refTable":"Child"},"min":0,"max":1}},
        "named":{"type":{"key":"string","value":{"type":"uuid","refTable":"Child"},"min":0,"max":"unlimited"}},
        "friend":{"type":{"key":{"type":"uuid","refTable":"Root","refType":"weak"},"min":0,"max":1}},
        "friends":{"type":{"key":{"type":"uuid","refTable":"Root","refType":"weak"},"min":0,"max":"unlimited"}},
        "peers":{"type":{"key":"string","value":{"type":"uuid","refTable":"Root","refType":"weak"},"min":0,"max":"unlimited"}},
        "fixed":{"type":"string","mutable":false},
        "scratch":{"type":"integer","ephemeral":true}}},
      "Child":{"isRoot":false,"indexes":[["name"]],"columns":{
        "name":{"type":"string"},
        "value":{"type":{"key":"real","min":0,"max":"unlimited"}},
        "inner":{"type":{"key":{"type":"uuid","refTable":"Child"},"min":0,"max":"unlimited"}}}},
      "Needy":{"isRoot":true,"maxRows":8,"columns":{
        "target":{"type":{"key":{"type":"uuid","refTable":"Root","refType":"weak"},"min":1,"max":2}},
        "plain":{"type":"uuid"}}}}}
    """#
}
