import JSON

extension [UInt8] {
  /// The value that the text is; `null` of what is no JSON.
  var json: JSON { (try? JSON(parsing: self)) ?? .null }
}
