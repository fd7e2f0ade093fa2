#!/usr/bin/env bash
# host.sh HOST: a host that knows nothing of OVN, with Open vSwitch on the provider network.
source "$(dirname "$0")/common.sh"
# shellcheck source=Vagrant/common/provision/open_vswitch.sh
source "$(dirname "$0")/../../common/provision/open_vswitch.sh"

start_open_vswitch "$1"
add_to_bridge br-ex "${PROVIDER_ADDRESS[$1]}"
