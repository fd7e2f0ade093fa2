# The same tables -> one line for each row, "Database Table column=value …", without what differs
# between two runs of one and the same program.

def volatile:
  . == "_uuid" or test("_timestamp$");

# Drawn at random by northd, or part of a UUID.
def volatile_key:
  . == "mac_prefix" or . == "svc_monitor_mac" or . == "stage-hint";

# Which router a route comes from: OVN's own ovn-ic writes it since 23.09, and older ones ignore it.
def newer_key:
  . == "lr-id";

# Sets and maps come in the order of UUIDs.
def settled:
  if type == "array" and .[0] == "set" then ["set", (.[1] | map(settled) | sort)]
  elif type == "array" and .[0] == "map" then
    ["map", (.[1] | map(select(.[0] | volatile_key or newer_key | not)) | sort)]
  else . end;

(.caption | rtrimstr(" table")) as $table
# What ovn-controller saw of the wire.
| select($table | IN("MAC_Binding", "FDB", "IGMP_Group") | not)
| .headings as $headings
| .data[] as $row
| [range($headings | length) | select($headings[.] | volatile | not)
    | "\($headings[.])=\($row[.] | settled | tojson)"]
| "\($database) \($table) \(join(" "))"
