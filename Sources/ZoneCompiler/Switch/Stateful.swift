/// Where packets go through connection tracking, and where connections are committed (ovn-northd(8), ingress
/// tables 6 and 18, egress tables 2 and 7).
extension FlowBuilder {
  mutating func addStateful() {
    let mark = world.zone.connectionMark
    let balance: FlowText = mark == "ct_mark" ? "ct_lb_mark;" : "ct_lb;"
    for stage in [Stage.lsInPreStateful, .lsOutPreStateful] {
      addDefault(stage)
      add(stage, 110, match: "reg0[2] == 1", actions: balance)
      add(stage, 100, match: "reg0[0] == 1", actions: "ct_next;")
    }
    for stage in [Stage.lsInStateful, .lsOutStateful] {
      addDefault(stage)
      add(
        stage, 100, match: "reg0[1] == 1 && reg0[13] == 1",
        actions: "ct_commit { \(mark).blocked = 0; ct_label.label = reg3; }; next;")
      add(
        stage, 100, match: "reg0[1] == 1 && reg0[13] == 0",
        actions: "ct_commit { \(mark).blocked = 0; }; next;")
    }
  }
}
