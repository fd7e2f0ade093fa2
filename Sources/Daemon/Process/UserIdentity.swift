internal import Glibc

/// The user and the group that a daemon becomes: `--user=USER[:GROUP]`.
struct UserIdentity: Equatable {
  let user: uid_t
  let group: gid_t
  /// The user's name, by which further groups are found; nil when only the group changes.
  private let name: String?

  /// Looks up `USER`, `USER:GROUP`, `USER:` (the user's own group) or `:GROUP` (the present user).
  init(_ text: String) throws(UserIdentityError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let userName = parts.first.map(String.init) ?? ""
    let groupName = parts.count > 1 ? String(parts[1]) : ""
    if userName.isEmpty {
      (name, user, group) = (nil, getuid(), try Self.group(groupName))
      return
    }
    guard let entry = getpwnam(userName)?.pointee else { throw .unknownUser(userName) }
    name = userName
    user = entry.pw_uid
    group = groupName.isEmpty ? entry.pw_gid : try Self.group(groupName)
  }

  private static func group(_ name: String) throws(UserIdentityError) -> gid_t {
    guard let entry = getgrnam(name)?.pointee else { throw .unknownGroup(name) }
    return entry.gr_gid
  }

  /// Gives up root for this identity, for good.
  func assume() throws(UserIdentityError) {
    guard geteuid() == 0 else { throw .notRoot }
    if let name {
      guard initgroups(name, group) == 0 else { throw .refused(.last("initgroups")) }
    } else {
      guard setgroups(0, nil) == 0 else { throw .refused(.last("setgroups")) }
    }
    // For root these set the real, the effective and the saved one.
    guard setgid(group) == 0 else { throw .refused(.last("setgid")) }
    guard setuid(user) == 0 else { throw .refused(.last("setuid")) }
  }
}

/// Why a daemon cannot become another user; the description follows the program's name.
enum UserIdentityError: Error, Equatable, CustomStringConvertible {
  case unknownUser(String)
  case unknownGroup(String)
  /// Only root may become somebody else.
  case notRoot
  case refused(SystemError)

  var description: String {
    switch self {
    case .unknownUser(let name): "user \(name) not found, aborting."
    case .unknownGroup(let name): "group \(name) not found, aborting."
    case .notRoot: "only root can use --user option, aborting."
    case .refused(let error): "\(error), aborting."
    }
  }
}
