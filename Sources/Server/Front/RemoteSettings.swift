internal import Session

/// How a remote's sessions are treated: columns of the Connection tables of OVN and Open vSwitch.
struct RemoteSettings: Hashable {
  /// nil is the remote's own default.
  var probeInterval: Duration?
  /// The longest pause between attempts of an active remote.
  var maximumBackoff: Duration?
  var isReadOnly = false
  var role = ""
}
