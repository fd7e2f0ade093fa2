import Address

/// What `NB_Global.options` says about the exchange of routes.
struct RouteOptions: Equatable {
  var advertises: Bool
  var learns: Bool
  var advertisesDefault: Bool
  var learnsDefault: Bool
  var advertisesLoadBalancers: Bool
  var learnsLoadBalancers: Bool
  /// The list of prefixes that are neither advertised nor learned, as it is written.
  var denyList: String

  init(_ options: [String: String]) {
    advertises = options.isTrue(Key.advertise)
    learns = options.isTrue(Key.learn)
    advertisesDefault = options.isTrue(Key.advertiseDefault)
    learnsDefault = options.isTrue(Key.learnDefault)
    advertisesLoadBalancers = options.isTrue(Key.advertiseLoadBalancers)
    learnsLoadBalancers = options.isTrue(Key.learnLoadBalancers)
    let list = options[Key.denyList] ?? ""
    denyList = list.isEmpty ? options[Key.denyListBefore2409] ?? "" : list
  }
}
