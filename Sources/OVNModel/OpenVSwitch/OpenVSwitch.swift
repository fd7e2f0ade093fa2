public import OVSDB

/// Open_vSwitch: how the switches of one machine are set up, and how they do
/// (ovs-vswitchd.conf.db(5)).
///
/// The newest types are declared: an older server may lack a table or column, or constrain it
/// otherwise.
public enum OpenVSwitch {
  /// The name the database has on its server.
  public static let name = "Open_vSwitch"

  /// The schema in full: a server can be started with it.
  public static let schema = DatabaseSchema(
    name: name, version: "8.8.0",
    rows: Configuration.self, Bridge.self, Port.self, Interface.self, FlowTable.self, QoS.self,
    Queue.self, Mirror.self, NetFlow.self, SFlow.self, IPFIX.self, FlowSampleCollectorSet.self,
    Controller.self, Manager.self, Datapath.self, CTZone.self, CTTimeoutPolicy.self, SSL.self,
    AutoAttach.self)
}
