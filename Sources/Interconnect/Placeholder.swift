// Interconnect
