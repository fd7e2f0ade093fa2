import JSON
import OVSDB

/// Executes the operations of RFC 7047 5.2 one after the other, up to the first that fails.
struct OperationExecutor {
  let transaction: Transaction
  let context: TransactionContext
  var names: NamedRows?
  var results = ResultsWriter()
  private(set) var comments: [String] = []
  private(set) var isDurable = false
  /// The shortest timeout of a `wait` so far.
  private(set) var timeout: Duration?

  init(_ transaction: Transaction, _ context: TransactionContext) {
    self.transaction = transaction
    self.context = context
    names = NamedRows(transaction.database.uuids)
  }

  /// How the operations ended.
  enum Outcome {
    case done
    case failed
    /// A `wait` is not fulfilled.
    case waits
  }

  /// Why an operation did not do what it was asked.
  enum Failure: Error {
    case error(OperationError)
    case waits
  }

  /// Executes what is in `wire` from the element `first` on.
  mutating func execute(_ wire: JSONElement, first: Int) -> Outcome {
    let count = max(wire.count - first, 0)
    var failure: Failure?
    var index = 0
    wire.forEachElement { operation in
      index += 1
      guard index > first, failure == nil else { return }
      let number = index - first
      results.begin()
      do throws(Failure) {
        try execute(operation, "ovsdb operation \(number) of \(count)")
      } catch {
        results.removeLast()
        failure = error
      }
    }
    switch failure {
    case nil: return .done
    case .waits?: return .waits
    case .error(let error)?:
      results.append(error)
      results.appendNulls(upTo: count)
      return .failed
    }
  }

  private mutating func execute(
    _ wire: JSONElement, _ name: @escaping @autoclosure () -> String
  ) throws(Failure) {
    var members = MemberReader(wire, name: name())
    let operation = members.required("op", .identifier)?.string
    var failure: Failure?
    if let operation {
      do throws(Failure) {
        try execute(operation, &members)
      } catch {
        failure = error
      }
    }
    // What is wrong with the operation's form comes before what is wrong with its effect.
    if let error = members.finish() { throw .error(error) }
    if let failure { throw failure }
    switch operation {
    case "select", "wait", "abort", "comment", "assert": break
    default: try checkMayWrite(operation ?? "")
    }
  }

  private func checkMayWrite(_ operation: String) throws(Failure) {
    if context.isReadOnly {
      throw .error(
        OperationError(
          "not allowed",
          "\(operation) operation not allowed when database server is in read only mode"))
    }
    let name = transaction.database.schema.name
    if name.hasPrefix("_"), !context.isServer {
      throw .error(
        OperationError(
          "not allowed",
          "\(operation) operation not allowed on table in reserved database \(name)"))
    }
  }

  private mutating func execute(
    _ operation: String, _ members: inout MemberReader
  ) throws(Failure) {
    do {
      switch operation {
      case "insert": try insert(&members)
      case "select": try select(&members)
      case "update": try update(&members)
      case "mutate": try mutate(&members)
      case "delete": try delete(&members)
      case "wait": try wait(&members)
      case "commit": commit(&members)
      case "abort": throw OperationError("aborted", "aborted by request")
      case "comment": comment(&members)
      case "assert": try assert(&members)
      default: members.fail("No operation \"\(operation)\"")
      }
    } catch let error as OperationError {
      throw .error(error)
    } catch {
      throw .waits
    }
  }

  /// The table that the operation names.
  func table(_ members: inout MemberReader) -> DatabaseTable? {
    guard let name = members.required("table", .identifier)?.string else { return nil }
    let table = transaction.database.tables[name]
    if table == nil { members.fail("No table named \(name).") }
    return table
  }

  /// Reads a row; `positions` are those of the columns in it.
  mutating func row(
    _ wire: JSONElement, _ layout: TableLayout
  ) throws(OperationError) -> (row: DatabaseRow, positions: [Int]) {
    guard wire.kind == .object else { throw .syntax("row must be JSON object", wire) }
    var row = layout.defaults
    var positions: [Int] = []
    try wire.forEachMember { name, value throws(OperationError) in
      guard let position = layout.position(of: name) else {
        throw .unknownColumn(name, layout, wire)
      }
      let datum = try Datum(value, layout.columns[position].type, &names)
      row[position] = transaction.database.values.shared(datum)
      if !positions.contains(position) { positions.append(position) }
    }
    return (row, positions)
  }

  /// Notes the timeout of a `wait`.
  mutating func limit(to timeout: Duration) {
    self.timeout = self.timeout.map { min($0, timeout) } ?? timeout
  }

  private mutating func commit(_ members: inout MemberReader) {
    if members.required("durable", .boolean)?.boolean ?? false { isDurable = true }
    results.write("{}")
  }

  private mutating func comment(_ members: inout MemberReader) {
    if let text = members.required("comment", .string)?.string { comments.append(text) }
    results.write("{}")
  }

  private mutating func assert(_ members: inout MemberReader) throws(OperationError) {
    guard let name = members.required("lock", .identifier)?.string else { return }
    guard context.ownsLock(name) else {
      throw OperationError("not owner", "Asserted lock \(name) not held.")
    }
    results.write("{}")
  }

  /// Writes the result of an operation that changes rows.
  mutating func writeCount(_ count: Int) { results.write { $0 += #"{"count":\#(count)}"#.utf8 } }
}
