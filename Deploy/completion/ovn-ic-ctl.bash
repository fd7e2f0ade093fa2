#!/usr/bin/env bash
# Bash completion for ovn-ic-nbctl and ovn-ic-sbctl: options and commands as `--options` and `--commands`
# list them, and names of tables, records and columns as the database has them.
#
# Install as /usr/share/bash-completion/completions/ovn-ic-nbctl, with a link of the name ovn-ic-sbctl.

# _ovn_ic_tables PROGRAM: the tables, as the help text names them.
_ovn_ic_tables() {
  "$1" --help 2>/dev/null | sed -n 's/^  \([A-Z][A-Za-z_]*\):$/\1/p'
}

# _ovn_ic_columns PROGRAM [OPTION...] -- TABLE: the table's columns, from the headings of a listing.
_ovn_ic_columns() {
  local program=$1 table=${!#}
  shift
  "$program" "${@:1:$#-2}" --timeout=2 -vconsole:off -vsyslog:off --format=csv \
    find "$table" 2>/dev/null | head -n 1 | tr ',' '\n' | grep -v '^_uuid$'
}

# _ovn_ic_records PROGRAM [OPTION...] -- TABLE: the names of the table's records, where it has names.
_ovn_ic_records() {
  local program=$1 table=${!#} column
  shift
  case $table in
    Port_Binding) column=logical_port ;;
    Datapath_Binding) column=transit_switch ;;
    Transit_* | Availability_Zone | Gateway) column=name ;;
    *) return ;;
  esac
  "$program" "${@:1:$#-2}" --timeout=2 -vconsole:off -vsyslog:off --bare --columns="$column" \
    list "$table" 2>/dev/null | grep -v '^$'
}

# Which table the argument NAME of COMMAND is a record of.
_ovn_ic_table_of() {
  case $1,$2 in
    ts-*,SWITCH | tsp-*,SWITCH) echo Transit_Switch ;;
    tsp-*,PORT) echo Transit_Switch_Port ;;
    tr-*,ROUTER | trp-*,ROUTER) echo Transit_Router ;;
    trp-*,PORT) echo Transit_Router_Port ;;
    show,AZ) echo Availability_Zone ;;
  esac
}

# _ovn_ic_argument PROGRAM COMMAND PLACE TABLE [OPTION...]: candidates for the argument at PLACE (from 0).
_ovn_ic_argument() {
  local program=$1 command=$2 place=$3 table=$4
  shift 4
  local -a names
  read -ra names < <("$program" --commands 2>/dev/null | sed -n "s/^.*,$command,//p")
  ((${#names[@]})) || return
  ((place < ${#names[@]})) || place=$((${#names[@]} - 1))
  local name=${names[place]#[?*+!]}
  case $name in
    TABLE) _ovn_ic_tables "$program" ;;
    RECORD) _ovn_ic_records "$program" "$@" -- "$table" ;;
    COLUMN*=VALUE) _ovn_ic_columns "$program" "$@" -- "$table" | sed 's/$/=/' ;;
    COLUMN*) _ovn_ic_columns "$program" "$@" -- "$table" ;;
    *)
      local owner
      owner=$(_ovn_ic_table_of "$command" "$name")
      [[ -n $owner ]] && _ovn_ic_records "$program" "$@" -- "$owner"
      ;;
  esac
}

_ovn_ic_ctl() {
  local program=$1 word=${COMP_WORDS[COMP_CWORD]} index argument command='' place=0 table=''
  local -a words=("${COMP_WORDS[@]:1:COMP_CWORD-1}") connection=()
  COMPREPLY=()
  # Bash takes `=` and `:` for ends of words; what matters here is where the command is.
  for ((index = 0; index < ${#words[@]}; index++)); do
    argument=${words[index]}
    if [[ $argument == -- ]]; then
      command='' place=0 table=''
    elif [[ -z $command && $argument == --db && ${words[index + 1]:-} == '=' ]]; then
      connection=("--db=$(printf '%s' "${words[@]:index+2}" | sed 's/[[:space:]].*//')")
    elif [[ -z $command && ($argument == -* || $argument == '=' || ${words[index - 1]:-} == '=') ]]; then
      continue
    elif [[ -z $command && ($argument == ':' || ${words[index - 1]:-} == ':') ]]; then
      continue
    elif [[ -z $command ]]; then
      command=$argument
    else
      ((place == 0)) && table=$argument
      place=$((place + 1))
    fi
  done
  local candidates
  if [[ -n $command ]]; then
    candidates=$(_ovn_ic_argument "$program" "$command" "$place" "$table" "${connection[@]}")
  elif [[ $word == -* ]]; then
    candidates=$("$program" --options 2>/dev/null | sed -n 's/^\(--[^ =]*=\{0,1\}\).*/\1/p')
    candidates+=$'\n'$("$program" --commands 2>/dev/null | grep -o '\[--[a-z-]*=\{0,1\}\]' | tr -d '[]')
  else
    candidates=$("$program" --commands 2>/dev/null | cut -d, -f2)
  fi
  mapfile -t COMPREPLY < <(compgen -W "$candidates" -- "$word" | sort -u)
  # After `--columns=` and `name=` a value follows, not the next word.
  [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
  return 0
}

complete -F _ovn_ic_ctl ovn-ic-nbctl ovn-ic-sbctl
