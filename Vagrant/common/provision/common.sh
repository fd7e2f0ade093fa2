# shellcheck shell=bash
# What the provisioning scripts of all scenarios share. They run the same commands in a virtual
# machine and in a network namespace; the environment says which:
#
#   OVN_RUNDIR OVN_LOGDIR OVN_DBDIR OVN_SYSCONFDIR, likewise OVS_…
#                  where OVN's and Open vSwitch's own programs and scripts put and look for files
#   NETNS_PREFIX   goes before the names of namespaces that stand for VMs
#   PROGRAM_DIR    directory whose programs go before those of PATH (ovn-ic, ovn-northd)
#
# Unset, each means what it means on a plain installation of the distribution's packages.

# shellcheck source=Vagrant/common/wait.sh
source "$(dirname "${BASH_SOURCE[0]}")/../wait.sh"

OVN_RUNDIR=${OVN_RUNDIR:-/var/run/ovn}
OVS_RUNDIR=${OVS_RUNDIR:-/var/run/openvswitch}
OVS_LOGDIR=${OVS_LOGDIR:-/var/log/openvswitch}
OVS_DBDIR=${OVS_DBDIR:-/var/lib/openvswitch}
NETNS_PREFIX=${NETNS_PREFIX:-}
[[ -z ${PROGRAM_DIR:-} ]] || PATH=$PROGRAM_DIR:$PATH

# For the scripts that start OVN's daemons, with the ports on which the central databases listen.
export OVN_CTL=/usr/share/ovn/scripts/ovn-ctl
export NB_PORT=6641 SB_PORT=6642 IC_NB_PORT=6645 IC_SB_PORT=6646

# prints COMMAND...: succeeds when the command prints anything. ("find" exits 0 on no rows.)
prints() { [[ -n $("$@") ]]; }

# device_with ADDRESS: the device of this host that has it; nothing when none has.
device_with() {
  ip -brief -4 address show | awk -v address="$1/" 'index($0, " " address) { print $1; exit }' |
    cut -d@ -f1
}

# The userspace datapath reads packets as the peer's kernel left them, and a virtual NIC leaves
# checksums to hardware that is not there: what arrives would be dropped as corrupt.
fill_checksums() { ethtool -K "$1" tx off >/dev/null; }
