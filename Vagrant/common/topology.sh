# shellcheck shell=bash
# How a scenario's tables are read. Sourced by the topology.sh of each scenario, which sets
# $scenario, the directory of its tables.

# rows TABLE: its lines, without comments.
rows() { grep -v '^#' "${scenario:?}/$1"; }

# 192.168.1.1/24 -> 192.168.1.0/24: every network of the scenarios is a /24.
network_of() { echo "${1%.*}.0/24"; }

# 192.168.1.1/24 -> 192.168.1.1
address_of() { echo "${1%/*}"; }
