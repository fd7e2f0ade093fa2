# The same tables -> one line for each row, "Database Table column=value …", without what differs
# between two runs of one and the same program.

def volatile:
  . == "_uuid" or test("_timestamp$");

# Options that northd and ovn-controller draw at random or fill with versions and times.
def volatile_key:
  . == "mac_prefix" or . == "svc_monitor_mac" or . == "stage-hint";

# Sets and maps come in the order of UUIDs.
def settled:
  if type == "array" and .[0] == "set" then ["set", (.[1] | map(settled) | sort)]
  elif type == "array" and .[0] == "map" then
    ["map", (.[1] | map(select(.[0] | strings // "" | volatile_key | not)) | sort)]
  else . end;

(.caption | rtrimstr(" table")) as $table
# What ovn-controller saw of the wire.
| select($table | IN("MAC_Binding", "FDB", "IGMP_Group") | not)
| .headings as $headings
| .data[] as $row
| [range($headings | length) | select($headings[.] | volatile | not)
    | "\($headings[.])=\($row[.] | settled | tojson)"]
| "\($database) \($table) \(join(" "))"
