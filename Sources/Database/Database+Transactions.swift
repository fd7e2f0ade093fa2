public import JSON
import OVSDB

extension Database {
  /// Runs a transaction, an array of operations.
  ///
  /// It completes, well or not, or waits; then nothing is changed, and it is to be tried again.
  public func transact(_ operations: JSONElement, _ context: TransactionContext) -> TransactionRun {
    transact(operations, context, first: 0)
  }

  /// As ``transact(_:_:)``, of a request's parameters as they are: the database's name, then the
  /// operations.
  public func transact(
    parameters: JSONElement, _ context: TransactionContext
  ) -> TransactionRun {
    guard parameters.kind == .array else {
      return .completed(reply: OperationError.syntax("array expected", parameters).text, nil)
    }
    guard parameters[0]?.isString(equalTo: schema.name) ?? false else {
      let error = OperationError.syntax("database name expected as first parameter", parameters)
      return .completed(reply: error.text, nil)
    }
    return transact(parameters, context, first: 1)
  }

  /// As ``transact(parameters:_:)``, but only up to the commit, and nothing is changed; `nil` if no
  /// operation fails or waits.
  public func attempt(
    parameters: JSONElement, _ context: TransactionContext
  ) -> TransactionRun? {
    let transaction = Transaction(self)
    defer { transaction.undo() }
    var executor = OperationExecutor(transaction, context)
    switch executor.execute(parameters, first: 1) {
    case .waits:
      return .waits(until: executor.timeout.map { context.now - context.elapsed + $0 })
    case .failed: return .completed(reply: executor.results.finish(), nil)
    case .done: return nil
    }
  }

  private func transact(
    _ wire: JSONElement, _ context: TransactionContext, first: Int
  ) -> TransactionRun {
    let transaction = Transaction(self)
    var executor = OperationExecutor(transaction, context)
    switch executor.execute(wire, first: first) {
    case .waits:
      transaction.undo()
      return .waits(until: executor.timeout.map { context.now - context.elapsed + $0 })
    case .failed:
      transaction.undo()
      return .completed(reply: executor.results.finish(), nil)
    case .done:
      do throws(OperationError) {
        let changes = try transaction.commit()
        let commit = Commit(
          changes: changes, comments: executor.comments, date: context.date,
          isDurable: executor.isDurable)
        return .completed(reply: executor.results.finish(), commit)
      } catch {
        transaction.undo()
        executor.results.append(error)
        return .completed(reply: executor.results.finish(), nil)
      }
    }
  }
}
