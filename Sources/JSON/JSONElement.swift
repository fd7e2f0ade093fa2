/// A cheap view of one value in a document, which it keeps alive.
///
/// Nothing is decoded until asked for; asking costs each time.
public struct JSONElement: Sendable {
  /// What kind of value an element is.
  @frozen
  public enum Kind: UInt8, Hashable, Sendable {
    case null, boolean, integer, real, string, array, object
  }

  @usableFromInline let storage: JSONStorage
  /// Where in the tape the value begins.
  @usableFromInline let index: Int

  @inlinable
  init(storage: JSONStorage, index: Int) {
    self.storage = storage
    self.index = index
  }

  @inlinable var token: JSONToken { storage.tape[index] }

  /// What kind of value this is.
  @inlinable public var kind: Kind { token.kind }

  /// The Boolean, or `nil` if this is another kind of value.
  @inlinable public var boolean: Bool? {
    let token = token
    return token.kind == .boolean ? token.flag : nil
  }

  /// The integer, or `nil` if this is another kind of value.
  @inlinable public var integer: Int64? {
    let token = token
    return token.kind == .integer ? Int64(bitPattern: token.payload) : nil
  }

  /// The number as a double, integers included, or `nil` if this is not a number.
  @inlinable public var real: Double? {
    let token = token
    switch token.kind {
    case .integer: return Double(Int64(bitPattern: token.payload))
    case .real: return Double(bitPattern: token.payload)
    default: return nil
    }
  }

  /// Elements of an array, members of an object, 0 of others.
  @inlinable public var count: Int {
    let token = token
    switch token.kind {
    case .array, .object: return token.count
    default: return 0
    }
  }
}

extension JSONElement {
  /// Whether it is the same value of the same document: then the two are equal, else they may be.
  public func isIdentical(to other: JSONElement) -> Bool {
    storage === other.storage && index == other.index
  }
}

extension JSONElement: CustomStringConvertible {
  /// The compact text of the value.
  public var description: String { json.description }
}
