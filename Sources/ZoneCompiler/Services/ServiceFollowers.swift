/// The keys of what chassis do for machines and routers besides forwarding.
extension World {
  func followServices() {
    followDNS()
    followStaticMACBindings()
    followIPMulticast()
    followListeners()
    followTags()
    followLearnedAddresses()
    followDHCPOptions()
    followChassisPermissions()
  }
}
