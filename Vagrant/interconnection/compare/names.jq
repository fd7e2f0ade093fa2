# A table as `ovsdb-client dump --format=json` prints it -> lines of a sed script that puts a
# row's name in the place of its UUID. Rows that have no name stay what the script's last line
# makes of them.

def column($row; $name): (.headings | index($name)) as $at | if $at then $row[$at] else null end;

# Datapath_Binding has its name among its external_ids.
def external_name($row):
  column($row; "external_ids") | values | .[1] | map(select(.[0] == "name") | .[1]) | first;

(.caption | rtrimstr(" table")) as $table
| .data[] as $row
| column($row; "_uuid")[1] as $uuid
| [column($row; "name", "logical_port", "chassis_name", "ip_prefix"), external_name($row)]
| map(strings | select(. != "")) | first | values | gsub("[,&\\\\]"; "_")
| "s,\($uuid),<\($table) \(.)>,g"
