# shellcheck shell=bash
# What this scenario's provisioning scripts share: the environment of all scenarios' scripts (see
# ../../common/provision/common.sh), and of its own:
#
#   ROUTES         static: the routers are told the other zone's network; learned: ovn-ic does it

set -euo pipefail

provision=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=Vagrant/interconnection/topology.sh
source "$provision/../topology.sh"
# shellcheck source=Vagrant/common/provision/common.sh
source "$provision/../../common/provision/common.sh"

ROUTES=${ROUTES:-static}
