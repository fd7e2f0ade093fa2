extension JSON {
  /// The one JSON text that `bytes` are, white space around it allowed.
  ///
  /// Throws where the bytes stop being JSON, or if more than one text or none is there.
  public init(parsing bytes: some Collection<UInt8>) throws(JSONError) {
    self = try JSONDocument(parsing: bytes).root.json
  }

  /// The one JSON text that `text` is; as for bytes.
  public init(parsing text: String) throws(JSONError) {
    try self.init(parsing: text.utf8)
  }
}

extension JSONDocument {
  /// The one JSON text that `bytes` are, white space around it allowed.
  ///
  /// Throws where the bytes stop being JSON, or if more than one text or none is there.
  ///
  /// - Parameter texts: what its readers share with those of other documents.
  public init(
    parsing bytes: some Collection<UInt8>, limits: JSONLimits = JSONLimits(),
    sharing texts: SharedTexts? = nil
  ) throws(JSONError) {
    let bytes = Array(bytes)
    var parser = JSONParser(limits: limits, sharing: texts)
    parser.append(bytes.span)
    guard let document = try parser.finish() else {
      throw JSONError(.unexpectedEnd, offset: bytes.count)
    }
    if let next = parser.unreadOffset { throw JSONError(.trailingBytes, offset: next) }
    self = document
  }
}
