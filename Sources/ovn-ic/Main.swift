import Daemon

@main
struct Main {
  static func main() {
    let settings = DaemonRuntime.settings(for: .interconnect)
    // Forks, so nothing may touch the event loop before.
    let process = DaemonProcess(settings.process)
    DaemonRuntime.run(.interconnect, settings, process) { context in
      await ControllerDaemon.run(context)
    }
  }
}
