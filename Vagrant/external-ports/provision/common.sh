# shellcheck shell=bash
# What this scenario's provisioning scripts share: its tables and the environment of all scenarios'
# scripts (see ../../common/provision/common.sh).

set -euo pipefail

provision=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=Vagrant/external-ports/topology.sh
source "$provision/../topology.sh"
# shellcheck source=Vagrant/common/provision/common.sh
source "$provision/../../common/provision/common.sh"
