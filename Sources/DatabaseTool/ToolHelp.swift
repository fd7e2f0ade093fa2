internal import Daemon
internal import DatabaseCommands

extension ToolCommandLine {
  /// What `--help` prints.
  var help: String {
    let directories = RunDirectories(environment: environment)
    return """
      \(program.name): \(program.summary)
      usage: \(program.name) [OPTIONS] COMMAND [ARG]... [-- [OPTION]... COMMAND [ARG]...]...

      \(program.commandHelp)
      Connection commands:
        get-connection            print the server's connections
        del-connection            delete the server's connections
        [--inactivity-probe=MSECS] set-connection TARGET...
                                  make TARGET... the server's connections

      TLS commands:
        get-ssl                   print the server's TLS settings
        del-ssl                   delete the server's TLS settings
        [--bootstrap] set-ssl PRIVATE-KEY CERTIFICATE CA-CERT [PROTOCOLS [CIPHERS [SUITES]]]
                                  set the server's TLS settings

      Database commands:
        list TABLE [RECORD]...    print records, all without RECORD
        find TABLE COLUMN[:KEY]=VALUE...
                                  print the records that satisfy all conditions
        get TABLE RECORD COLUMN[:KEY]...
                                  print values of a record
        set TABLE RECORD COLUMN[:KEY]=VALUE...
                                  set values of a record
        add TABLE RECORD COLUMN [KEY=]VALUE...
                                  add elements to a value
        remove TABLE RECORD COLUMN VALUE|KEY|KEY=VALUE...
                                  remove elements from a value
        clear TABLE RECORD COLUMN...
                                  make values empty
        create TABLE COLUMN[:KEY]=VALUE...
                                  create a record
        destroy TABLE RECORD...   delete records
        wait-until TABLE RECORD COLUMN[:KEY]=VALUE...
                                  wait until a record is there and satisfies all conditions
        comment [ARG]...          add words to the log of the database's file
      A RECORD may be called:
      \(program.commands.rowNameHelp)
      Options:
        --db=DATABASE             connect to the database at DATABASE
                                  (default: \(ToolSettings.defaultRemote(program, environment)))
      \(waitHelp)\
        --no-leader-only          accept any server of a cluster, not only the leader
        -t, --timeout=SECS        give up after SECS seconds
        --dry-run                 change nothing
        --oneline                 print the output of each command as one line
        -h, --help                print this text
        --commands                print every command, for shell completion
        --options                 print every option, for shell completion
        -V, --version             print the version

      Output formatting options:
        -f, --format=FORMAT       lay tables out as "table", "list", "html", "csv" or "json"
        -d, --data=FORMAT         write values as "string", "bare" or "json"
        --no-headings             leave the headings out
        --pretty                  spread JSON over lines
        --max-column-width=BYTES  cut columns of the format "table" off
        --bare                    the same as --format=list --data=bare --no-headings

      \(HelpSections.logging(program.name, directories))\
        --no-syslog               the same as --verbose=\(program.commands.logModule):syslog:warn

      \(HelpSections.connections(with: "servers"))
      """
  }

  private var waitHelp: String {
    guard program.canWait else { return "" }
    return """
        --no-wait, --wait=none    end when the change is committed (default)
        --wait=sb                 wait until all availability zones have taken it over

      """
  }
}
