#!/usr/bin/env bash
# packages.sh ROLE: what a virtual machine needs of the distribution. The distribution's services
# stay off: the other provisioning scripts start the daemons, as they do in namespaces.
set -euo pipefail

packages=(ethtool)
case $1 in
  central-ic) packages+=(ovn-ic-db) ;;
  # The libraries are those of our ovn-ic.
  central) packages+=(ovn-central ovn-ic libuv1 libssl3) ;;
  gateway | worker) packages+=(ovn-host) ;;
  # A host without OVN, whose virtual machines get their addresses by DHCP.
  host) packages+=(openvswitch-switch udhcpc) ;;
esac

# While this policy is in place, packages do not start their services.
printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
chmod +x /usr/sbin/policy-rc.d
trap 'rm -f /usr/sbin/policy-rc.d' EXIT
export DEBIAN_FRONTEND=noninteractive
apt-get update --quiet
apt-get install --quiet --yes --no-install-recommends "${packages[@]}"

systemctl mask ovsdb-server ovs-vswitchd ovn-controller ovn-northd ovn-ic \
  ovn-ovsdb-server-nb ovn-ovsdb-server-sb ovn-ovsdb-server-ic-nb ovn-ovsdb-server-ic-sb
