/// Parts of the text that `--help` prints which all of OVN's programs have.
public enum HelpSections {
  /// The options that say what is logged, and where.
  public static func logging(_ program: String, _ directories: RunDirectories) -> String {
    """
    Logging options:
      -vSPEC, --verbose=SPEC    set levels, a pattern or the facility
      -v, --verbose             log everything
      --log-file[=FILE]         log to FILE, too
                                (default: \(directories.log)/\(program).log)
      --syslog-method=(libc|unix:FILE|udp:IP:PORT|null)
                                how messages reach the syslog daemon
      --syslog-target=IP:PORT   send syslog's messages to IP:PORT, too

    """
  }

  /// How databases are named that are connected to, and the options of TLS.
  ///
  /// - Parameter peers: what is at the other ends, as `servers`.
  public static func connections(with peers: String) -> String {
    """
    Active database connection methods:
      tcp:HOST:PORT             PORT at HOST
      ssl:HOST:PORT             PORT at HOST, by TLS
      unix:FILE                 Unix domain socket FILE
    Passive database connection methods:
      ptcp:PORT[:IP]            listen to PORT, on IP
      pssl:PORT[:IP]            listen to PORT, on IP, by TLS
      punix:FILE                listen on Unix domain socket FILE
    PKI configuration (required for TLS):
      -p, --private-key=FILE    the private key
      -c, --certificate=FILE    the certificate for the private key
      -C, --ca-cert=FILE        certificates of the authorities that \(peers) are checked by
      --bootstrap-ca-cert=FILE  likewise; a FILE that is not there is written with the
                                authority that the first server shows
    TLS options:
      --ssl-protocols=PROTOCOLS    the versions of TLS to allow
      --ssl-ciphers=CIPHERS        the ciphers to allow with TLS 1.2
      --ssl-ciphersuites=SUITES    the cipher suites to allow with TLS 1.3
      --ssl-server-name=NAME       the server's name, instead of its host's
    """
  }
}
