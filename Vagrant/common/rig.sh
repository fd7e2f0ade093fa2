# shellcheck shell=bash
# A scenario on network namespaces: raises its hosts, provisions them, tears them down however the
# command ends. Sourced by the `rig` of each scenario, which sets the arrays HOSTS, ROLE and ADDRESS
# (topology.sh), the variables
#
#   scenario               directory of the scenario
#   dir                    default of --dir
#   WIRES                  the networks between the hosts
#   settings               names of variables that later commands take from the `up` they follow
#
# and the functions
#
#   usage                  prints the text for --help
#   take_option NAME VALUE an option of its own; fails when it has none of that name
#   nics HOST              prints "DEVICE WIRE ADDRESS" for each NIC
#   choose_programs        what hosts run in the place of the distribution's programs
#   provision_host HOST    runs the host's provisioning scripts
#   daemons_of HOST        prints the names of the pidfiles that its daemons leave
#   check_packets          the scenario's check
#   show                   what OVN's tools show
#   run_command NAME ...   the other commands

common=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=Vagrant/common/wait.sh
source "$common/wait.sh"
# shellcheck source=Vagrant/common/namespaces.sh
source "$common/namespaces.sh"

die() {
  echo "rig: $*" >&2
  exit 2
}

# fail MESSAGE: ends a check that has found something wrong.
fail() {
  echo "rig: $*" >&2
  exit 1
}

# --- options -------------------------------------------------------------------------------------

northd_command=(ovn-northd) ovsdb_command=() prefix=''
arguments=()

# The end of each rig's --help.
common_options() {
  cat <<TEXT
  --northd "PROGRAM [ARGUMENT...]"
                         ovn-northd, with its command line after the ARGUMENTs
                         (default: ovn-northd from PATH)
  --ovsdb "PROGRAM [ARGUMENT...]"
                         server of OVN's databases, with ovsdb-server's command line after the
                         ARGUMENTs            (default: ovsdb-server from PATH)
  --dir DIR              files of the rig            (default: $dir)
  --prefix NAME          goes before the names of the namespaces (default: made from DIR)

Rigs with different DIRs can be up at the same time. Needs root.
TEXT
}

# Options may stand anywhere, but what follows `exec HOST` belongs to the command.
parse_arguments() {
  while (($#)); do
    case $1 in
      --help | -h) usage && common_options && exit ;;
      --northd) read -ra northd_command <<<"${2:?}" && shift ;;
      --ovsdb) read -ra ovsdb_command <<<"${2:?}" && shift ;;
      --dir) dir=${2:?} && shift ;;
      --prefix) prefix=${2:?} && shift ;;
      --*)
        take_option "$1" "${2:-}" || die "unknown option $1 (see rig --help)"
        shift
        ;;
      *) arguments+=("$1") ;;
    esac
    shift
    if [[ ${arguments[0]:-} == exec && ${#arguments[@]} == 2 ]]; then
      arguments+=("$@")
      return
    fi
  done
}

check_options() {
  dir=$(realpath -m "$dir")
  # A socket's path has 107 characters at most; the daemons' own take up to 45 below DIR.
  ((${#dir} <= 60)) || die "the path of --dir is too long for sockets: $dir"
  [[ -n $prefix ]] || prefix=rig$(sha256sum <<<"$dir" | cut -c 1-6)
  ((EUID == 0)) || die "network namespaces need root"
}

# --- hosts ---------------------------------------------------------------------------------------

# on HOST COMMAND...: with the environment that the provisioning scripts and OVN's tools read.
on() {
  local host=$1 home=$dir/$1
  shift
  in_namespace "$host" env \
    OVN_RUNDIR="$home/run" OVN_LOGDIR="$home/log" OVN_DBDIR="$home/db" OVN_SYSCONFDIR="$home/etc" \
    OVS_RUNDIR="$home/run" OVS_LOGDIR="$home/log" OVS_DBDIR="$home/db" OVS_SYSCONFDIR="$home/etc" \
    NETNS_PREFIX="$prefix-" PROGRAM_DIR="$home/bin" "$@"
}

# Everything a provisioning script and its daemons say goes to the host's log; shown when it fails.
provision() {
  local host=$1 script=$2 log=$dir/$1/provision.log
  shift 2
  mkdir -p "$dir/$host/log"
  on "$host" "$scenario/provision/$script.sh" "$@" </dev/null >>"$log" 2>&1 && return
  echo "rig: provisioning $host failed; the end of $log:" >&2
  tail -n 20 "$log" >&2
  return 1
}

# program_path NAME: absolute, for a name from PATH or a relative path.
program_path() {
  local path
  path=$(command -v "$1") || die "no program $1"
  realpath -s "$path"
}

# choose_program HOST NAME PROGRAM [ARGUMENT...]: the host runs PROGRAM as NAME. A link gives the
# process that name, by which ovn-ctl looks for it.
choose_program() {
  local home=$dir/$1 name=$2 program
  program=$(program_path "$3")
  mkdir -p "$home/bin" "$home/libexec"
  ln -sfn "$program" "$home/libexec/$name"
  rm -f "$home/bin/$name"
  {
    echo '#!/bin/sh'
    printf 'exec '
    printf '%q ' "$home/libexec/$name" "${@:4}"
    echo '"$@"'
  } >"$home/bin/$name"
  chmod +x "$home/bin/$name"
}

# The hosts with databases of OVN.
central_hosts() {
  local host
  for host in "${HOSTS[@]}"; do
    if [[ ${ROLE[$host]} == central* ]]; then echo "$host"; fi
  done
}

# daemon_pid HOST DAEMON: of its pidfile, which may be stale; 0 without one.
daemon_pid() { cat "$dir/$1/run/$2.pid" 2>/dev/null || echo 0; }

# --- commands ------------------------------------------------------------------------------------

# Marks a directory as the rig's own, to be removed with all that is in it. Holds the settings.
marker=.isthmus-rig

is_up() { [[ -s $dir/$marker ]]; }

save_settings() {
  local name
  for name in prefix "${settings[@]}"; do echo "$name ${!name}"; done >"$dir/$marker"
}

load_settings() {
  local name value
  is_up || return 0
  while read -r name value; do printf -v "$name" %s "$value"; done <"$dir/$marker"
}

require_up() { is_up || die "no rig is up in $dir"; }

# What is to be cleaned up however this script ends: the rig, unless it is to stay, and files.
temporary_rig=no
temporary_files=()

at_exit() {
  if [[ $temporary_rig == yes ]]; then tear_down; fi
  rm -rf "${temporary_files[@]}"
}

# raise: brings up a rig that goes when this script ends.
raise() {
  is_up && die "a rig is up in $dir"
  [[ -e $dir/$marker || ! -e $dir ]] || die "$dir exists and is not a rig's"
  tear_down
  temporary_rig=yes
  mkdir -p "$dir"
  : >"$dir/$marker"
  create_rig
  save_settings
}

up() {
  raise
  temporary_rig=no
}

create_rig() {
  local host wire
  choose_programs
  if ((${#ovsdb_command[@]})); then
    for host in $(central_hosts); do choose_program "$host" ovsdb-server "${ovsdb_command[@]}"; done
  fi
  for wire in "${WIRES[@]}"; do create_wire "$wire"; done
  for host in "${HOSTS[@]}"; do create_host "$host"; done
  for host in "${HOSTS[@]}"; do provision_host "$host"; done
}

tear_down() {
  stop_processes
  delete_namespaces
  if [[ -e $dir/$marker ]]; then rm -rf "$dir"; fi
}

check() {
  if ! is_up; then raise; fi
  check_packets
}

heading() { printf '\n=== %s\n' "$*"; }

show_on() {
  local host=$1
  shift
  heading "$host: $*"
  on "$host" "$1" --timeout=10 "${@:2}"
}

status() {
  local host daemon pid missing=0
  for host in "${HOSTS[@]}"; do
    for daemon in $(daemons_of "$host"); do
      pid=$(daemon_pid "$host" "$daemon")
      if runs_on "$host" "$pid"; then
        printf '%-14s %-16s running (pid %s)\n' "$host" "$daemon" "$pid"
      else
        printf '%-14s %-16s missing\n' "$host" "$daemon"
        missing=1
      fi
    done
  done
  return $missing
}

exec_on() {
  namespace_exists "$1" || die "no host $1"
  on "$@"
}

main() {
  parse_arguments "$@"
  check_options
  load_settings
  trap at_exit EXIT
  # So that it runs when the script is interrupted, too.
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  set -- "${arguments[@]}"
  case ${1:-} in
    up) up ;;
    down) tear_down ;;
    check) check ;;
    show | status) require_up && "$1" ;;
    exec) require_up && exec_on "${2:?exec HOST COMMAND...}" "${@:3}" ;;
    '') usage >&2 && exit 2 ;;
    *) run_command "$@" ;;
  esac
}
