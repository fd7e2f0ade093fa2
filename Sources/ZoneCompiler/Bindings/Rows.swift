import OVSDB
import Replica
import Transactions

/// Which result makes which rows: the only place that calls them.
extension World {
  /// The edits of `subject` for each database, empty when all is as it ought to be.
  func edits(of subject: Subject) -> ZoneEdits {
    switch subject {
    case .datapath(let uuid): datapath(uuid)
    case .strayDatapath(let uuid): strayDatapath(uuid)
    case .portBinding(let name): portBinding(name)
    case .switchPortState(let uuid): switchPortState(uuid)
    case .allocatedAddresses(let uuid): allocatedAddresses(uuid)
    case .haChassisGroup(let name): haChassisGroup(name)
    case .haChassisReferences(let name): haChassisReferences(name)
    case .bfdSession(let target): bfdSession(target)
    case .delegatedPrefix(let uuid): delegatedPrefix(uuid)
    case .multicastGroup(let datapath, let kind): multicastGroup(datapath, kind)
    case .multicastRow(let uuid): multicastRow(uuid)
    case .multicastMember(let port): multicastMember(port)
    case .multicastListeners(let uuid): multicastListeners(uuid)
    case .multicastReference(let uuid): multicastReference(uuid)
    case .igmpGroup(let uuid): igmpGroup(uuid)
    case .allocatedTag(let uuid): allocatedTag(uuid)
    case .macBinding(let uuid): macBinding(uuid)
    case .learnedAddress(let uuid): learnedAddress(uuid)
    case .dns(let uuid): dnsRecords(uuid)
    case .strayDNS(let uuid): strayDNS(uuid)
    case .staticMACBinding(let target): staticMACBinding(target)
    case .ipMulticast(let uuid): ipMulticast(uuid)
    case .ipMulticastRow(let uuid): ipMulticastRow(uuid)
    case .dhcpOptions: dhcpOptionRows()
    case .dhcpv6Options: dhcpv6OptionRows()
    case .chassisPermissions: chassisPermissions()
    case .addressSet(let name): addressSet(name)
    case .portGroup(let uuid, let logicalSwitch): portGroup(uuid, on: logicalSwitch)
    case .portGroupRow(let uuid): portGroupRow(uuid)
    case .meter(let name): meterRow(name)
    case .mirror(let name): mirror(name)
    case .loadBalancer(let uuid): balancerRow(uuid)
    case .strayBalancer(let uuid): strayBalancer(uuid)
    case .serviceMonitor(let backend): serviceMonitor(backend)
    case .templateVariables(let chassis): templateVariables(of: chassis)
    case .southboundGlobal: southboundGlobal()
    case .northboundGlobal: northboundGlobal()
    case .sequenceNumber, .logicalFlows: [:]
    }
  }

  /// Whether nothing is left of what `subject` is about, so that it need not be remembered.
  func isGone(_ subject: Subject) -> Bool {
    switch subject {
    case .datapath(let uuid):
      nb.switches[uuid] == nil && nb.routers[uuid] == nil && sb.datapathsByNorthbound[uuid] == nil
    case .strayDatapath(let uuid): sb.datapathBindings[uuid] == nil
    case .portBinding(let name):
      sb.portBindingsByName[name] == nil && boundPorts.current(name) == nil
        && !mayBePort(name)
    case .switchPortState(let uuid), .multicastMember(let uuid), .allocatedAddresses(let uuid):
      nb.switchPorts[uuid] == nil
    case .haChassisGroup(let name):
      sb.haChassisGroupsByName[name] == nil && nb.haChassisGroupsByName[name] == nil
        && nb.routerPortsByName[name] == nil
    case .haChassisReferences(let name): sb.haChassisGroupsByName[name] == nil
    case .bfdSession(let target):
      sb.bfdsByTarget[target] == nil && nb.bfdsByTarget[target] == nil
    case .delegatedPrefix(let uuid): nb.routerPorts[uuid] == nil
    case .multicastGroup(let datapath, _): nb.switches[datapath] == nil
    case .multicastRow(let uuid): sb.multicastGroups[uuid] == nil
    case .multicastListeners(let uuid): nb.switches[uuid] == nil && nb.routers[uuid] == nil
    case .multicastReference(let uuid): sb.multicastGroupOfPort.owners(of: uuid) == nil
    case .igmpGroup(let uuid): sb.igmpGroups[uuid] == nil
    case .allocatedTag(let uuid): nb.switchPorts[uuid] == nil
    case .macBinding(let uuid): sb.macBindings[uuid] == nil
    case .learnedAddress(let uuid): sb.fdb[uuid] == nil
    case .dns(let uuid):
      nb.dns[uuid] == nil && sb.dnsByIdentity[uuid.description] == nil
    case .strayDNS(let uuid): sb.dns[uuid] == nil
    case .staticMACBinding(let target):
      nb.staticMACBindingsByTarget[target] == nil && sb.staticMACBindingsByTarget[target] == nil
    case .ipMulticast(let uuid): nb.switches[uuid] == nil
    case .ipMulticastRow(let uuid): sb.ipMulticast[uuid] == nil
    case .dhcpOptions, .dhcpv6Options, .chassisPermissions: false
    case .addressSet(let name):
      sb.addressSetsByName[name] == nil && !isNamed(addressSet: name)
    case .portGroup(let uuid, let logicalSwitch):
      rosters.members(RosterKey(uuid, .groupPorts(on: logicalSwitch))).isEmpty
    case .portGroupRow(let uuid): sb.portGroups[uuid] == nil
    case .meter(let name):
      sb.metersByName[name] == nil && nb.metersByName[name] == nil
        && PrivateMeter(name).flatMap { nb.acls[$0.acl] } == nil
    case .mirror(let name): sb.mirrorsByName[name] == nil && nb.mirrorsByName[name] == nil
    case .loadBalancer(let uuid):
      nb.loadBalancers[uuid] == nil && sb.balancersByNorthbound[uuid] == nil
    case .strayBalancer(let uuid): sb.loadBalancers[uuid] == nil
    case .serviceMonitor(let backend):
      sb.monitorsByTarget[backend] == nil && nb.balancersByBackend[backend] == nil
    case .templateVariables(let chassis):
      sb.templateVariablesByChassis[chassis] == nil
        && nb.templateVariablesByChassis[chassis] == nil
    case .southboundGlobal, .northboundGlobal, .sequenceNumber, .logicalFlows: false
    }
  }
}
