internal import JSON

/// Parses a record's text: one JSON text, given in pieces.
struct RecordParser: ~Copyable {
  private var parser = JSONParser(limits: JSONLimits(bytes: JSONLimits.bytesMaximum))
  private var document: JSONDocument?
  private var failure: JSONError?

  /// Takes the next bytes, and reads as far as they go.
  mutating func append(_ bytes: borrowing Span<UInt8>) {
    guard failure == nil else { return }
    parser.append(bytes)
    guard document == nil else { return }
    do throws(JSONError) { document = try parser.next() } catch { failure = error }
  }

  /// The text, now that all of it was given.
  mutating func finish() -> Result<JSONDocument, JSONError> {
    if let failure { return .failure(failure) }
    do throws(JSONError) {
      if document == nil { document = try parser.finish() }
      guard let document else { return .failure(JSONError(.unexpectedEnd, offset: 0)) }
      if let next = parser.unreadOffset {
        return .failure(JSONError(.trailingBytes, offset: next))
      }
      return .success(document)
    } catch {
      return .failure(error)
    }
  }
}
