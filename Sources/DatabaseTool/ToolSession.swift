internal import Client
internal import Daemon
internal import DatabaseCommands
internal import EventLoop
internal import Glibc
internal import JSON
internal import OVSDB
internal import Session

/// Carries out the commands of one command line on the database.
///
/// The commands run on what the server tells of all tables, and their transaction is sent; if meanwhile
/// somebody changed what they relied on, they run again on what is there then.
@LoopActor
final class ToolSession {
  private enum State {
    case trying
    case sending([CommandContext.Output], TransactionPlan)
    /// Waits until the counter's value has taken effect.
    case waiting(Int64)
  }

  private let invocation: Invocation
  private let settings: ToolSettings
  private let comment: String
  private let log: ToolLog
  private var client: DatabaseClient?
  private var contents: DatabaseContents?
  private var state = State.trying
  /// Counts what the server told of the rows, and up to where of that the commands ran.
  private var (changes, changesTried) = (0, 0)
  /// What the arguments show to be wrong before the server was asked.
  private var objection: CommandError?
  private var finished: CheckedContinuation<Void, Never>?

  init(_ invocation: Invocation, _ settings: ToolSettings, comment: String, _ log: ToolLog) {
    self.invocation = invocation
    self.settings = settings
    self.comment = comment
    self.log = log
  }

  /// Returns when the commands have been carried out; what fails ends the program.
  func run() async {
    prepare()
    let client = makeClient()
    self.client = client
    client.start()
    await withCheckedContinuation { finished = $0 }
    client.stop()
  }

  /// Looks at the arguments as the newest schema has it. The server's may know better; but if it cannot
  /// be reached, an argument that makes no sense is what the user should hear of.
  private func prepare() {
    do throws(CommandError) {
      try invocation.prepare(
        invocation.program.schema, isInteractive: isatty(STDOUT_FILENO) != 0, warn: warn)
    } catch {
      objection = error
    }
  }

  private func makeClient() -> DatabaseClient {
    let database = invocation.program.schema.name
    switch ToolConnection.configuration(database: database, settings) {
    case .failure(let error): failConnection(error.shortReason)
    case .success(let configuration):
      return DatabaseClient(configuration) { [weak self] event in self?.handle(event) }
    }
  }

  private func warn(_ warning: CommandWarning) {
    log.write(.warning, module: warning.module, warning.message)
  }

  private func failConnection(_ reason: String) -> Never {
    if let objection { log.fatal(objection.description) }
    log.fatal("\(settings.remote): database connection failed (\(reason))")
  }
}

// What the server says.
extension ToolSession {
  private func handle(_ event: DatabaseEvent) {
    switch event {
    case .schema(let schema): schemaReceived(schema)
    case .contents(let rows, let format):
      contents?.removeAll()
      apply(rows, format)
    case .update(let rows, let format):
      apply(rows, format)
      goOn()
    case .synchronised: goOn()
    case .transaction(_, let outcome): transactionEnded(outcome)
    case .gaveUp(let error): failConnection(error?.shortReason ?? "")
    case .log(let line): log.write(line)
    case .coverage, .disconnected, .lock: break
    }
  }

  private func schemaReceived(_ schema: DatabaseSchema) {
    contents = DatabaseContents(schema)
    do throws(CommandError) { try invocation.prepare(schema) } catch {
      log.fatal(error.description)
    }
    objection = nil
  }

  private func apply(_ rows: JSONElement, _ format: UpdateFormat) {
    changes += 1
    do throws(ContentsError) {
      switch format {
      case .update: try contents?.apply(updates: rows)
      case .update2: try contents?.apply(updates2: rows)
      }
    } catch {
      client?.rejectContents(error.description)
    }
  }

  private func goOn() {
    guard let client, client.isConnected, let contents else { return }
    switch state {
    case .sending: break
    case .waiting(let value): if invocation.isDone(value, in: contents) { finish() }
    case .trying where changes > changesTried:
      changesTried = changes
      run(contents, client)
    case .trying: break
    }
  }
}

// What the commands do.
extension ToolSession {
  private func run(_ contents: DatabaseContents, _ client: DatabaseClient) {
    var options = Invocation.Options()
    options.isDryRun = settings.isDryRun
    options.waits = settings.waits
    options.comment = comment
    do throws(CommandError) {
      switch try invocation.attempt(on: contents, options, warn: warn) {
      case .waits: break
      case .ready(let outputs, nil):
        print(outputs, [:])
        finish()
      case .ready(let outputs, let plan?):
        state = .sending(outputs, plan)
        let _: TransactionID = client.transact(plan.operations)
      }
    } catch {
      log.fatal(error.description)
    }
  }

  private func transactionEnded(_ outcome: TransactionOutcome) {
    guard case .sending(let outputs, let plan) = state else { return }
    switch outcome {
    case .committed(let results): committed(outputs, plan, results)
    case .failed(let results, let error, _) where settings.isDryRun && error.error == "aborted":
      print(outputs, plan.insertedUUIDs(results))
      finish()
    case .failed(_, let error, _)
    where error.error == "timed out" || error == TransactionOutcome.notConnected:
      state = .trying
      goOn()
    case .failed(_, let error, _):
      let text = "transaction error: \(error.json)"
      if error.error != "not allowed" { log.write(.warning, module: "ovsdb_idl", text) }
      log.fatal(text)
    case .unknown: break  // the end of the connection is told next
    }
  }

  private func committed(
    _ outputs: [CommandContext.Output], _ plan: TransactionPlan, _ results: [OperationResult]
  ) {
    print(outputs, plan.insertedUUIDs(results))
    guard settings.waits, let value = plan.counterValue(results) else { return finish() }
    state = .waiting(value)
    // The change is made; nothing would be won by giving up now.
    client?.setAttemptsMaximum(nil)
    goOn()
  }

  private func print(_ outputs: [CommandContext.Output], _ inserted: [UUID: UUID]) {
    writeAll(settings.output.text(of: outputs, inserted: inserted), to: STDOUT_FILENO)
  }

  private func finish() {
    if invocation.forcesWait, !settings.waits {
      log.write(.information, "\"sync\" command has no effect without --wait")
    }
    finished?.resume()
    finished = nil
  }
}
