internal import JSON

/// One monitor of one session.
final class Monitor {
  let session: SessionID
  let format: MonitorFormat
  /// What the client calls it; `monitor_cond_change` may change that.
  var id: JSON
  /// What is monitored, shared with all monitors that want the same.
  var view: MonitorView
  /// The number of the first commit that the client has not been told.
  var position: Int

  init(session: SessionID, id: JSON, format: MonitorFormat, view: MonitorView, position: Int) {
    self.session = session
    self.id = id
    self.format = format
    self.view = view
    self.position = position
  }
}
