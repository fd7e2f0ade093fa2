#!/bin/sh
# lease.sh EVENT: what udhcpc runs, with the lease in its environment. Unlike the distribution's
# script it touches the namespace only, and not the host's resolv.conf.

# The variables are udhcpc's:
# shellcheck disable=SC2154
case $1 in
  deconfig) ip address flush dev "$interface" ;;
  bound | renew)
    ip address replace "$ip/$mask" dev "$interface"
    ip route replace default via "$router"
    ;;
esac
