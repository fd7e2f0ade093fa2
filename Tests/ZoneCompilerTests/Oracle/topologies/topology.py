"""What a topology is drawn into: the script's lines, and what there is to refer to."""

import json
import random
import re
import shlex

ODD = (
    "nonsense",
    "",
    " ",
    "0",
    "-1",
    "4294967296",
    "1e3",
    "true",
    "10.0.0.x",
    "10.0.0.0/33",
    "10.0.0.1/24",
    "10.0.0.0/255.0.255.0",
    "fd00::/129",
    "fd00::1",
    "::",
    "0.0.0.0",
    "255.255.255.255",
    "224.0.0.1",
    "ff02::1",
    "02:aa:00:00:00",
    "02:AA:00:00:00:0F",
    "ff:ff:ff:ff:ff:ff",
    "00:00:00:00:00:00",
    "1,2",
    "a b",
    "a\\b",
)


class Draw(random.Random):
    """A stream of random decisions."""

    def __init__(self, seed, oddness):
        super().__init__(seed)
        self.oddness = oddness

    def chance(self, probability):
        return self.random() < probability

    def one(self, of):
        return of[self.randrange(len(of))] if of else None

    def some(self, of, most=3):
        """Some of a list, in its order, perhaps none."""
        count = min(len(of), self.randrange(most + 1))
        picked = set(self.sample(range(len(of)), count))
        return [x for i, x in enumerate(of) if i in picked]

    def odd(self, value):
        """The value, or now and then one that cannot stand in its place."""
        if not self.chance(self.oddness):
            return value
        text = str(value)
        return self.one(ODD + (text + "x", text[:-1], text.upper(), " " + text, text + "/24"))

    def options(self, probability, **choices):
        """Some options, each one of its choices, under names with - for _ where OVN has one."""
        found = {}
        for name, values in choices.items():
            if self.chance(probability):
                # Which of two ports gets a key that both ask for is left to chance.
                value = self.one(values)
                found[name.replace("__", "-")] = value if name == "requested__tnl__key" else self.odd(value)
        return found


class Ref:
    """A reference of a column to a row with a name."""

    def __init__(self, table, name):
        self.table, self.name = table, name


class Row:
    """A row that can be changed later."""

    def __init__(self, table, name, owner, columns):
        self.table, self.name, self.owner, self.columns = table, name, owner, columns
        self.number = 0  # among the rows of the topology


class Topology:
    def __init__(self, seed, features):
        self.seed, self.features = seed, features
        self.lines = ["# Seed %d." % seed]
        base = random.Random(seed)
        odd = base.choice((0, 0.02, 0.05, 0.15)) if "odd-values" in features else 0
        self.oddness = odd
        self.odd_names = "odd-names" in features and base.random() < 0.2
        self.rows = []  # Row
        self.tags = 0
        self.switches, self.routers, self.ports, self.router_ports = [], [], [], []
        self.names = {}  # kind of row -> names

    def draw(self, name):
        return Draw("%d %s" % (self.seed, name), self.oddness)

    def name(self, draw, stem):
        """A name for a row, sometimes one with characters that need care."""
        if self.odd_names and draw.chance(0.3):
            return stem + draw.one((".x", " y", "/z", "-ü", "#1", "@a", "{b}", '"q', "\\r", "$s", "'t"))
        return stem

    def known(self, kind):
        return self.names.setdefault(kind, [])

    def line(self, *words):
        self.lines.append(" ".join(quoted(w) for w in words))

    def southbound(self, *words):
        self.lines.append("sb: " + " ".join(quoted(w) for w in words))

    def create(self, table, columns, owner=None, tagged=False):
        """A line that makes a row, and puts it in `owner`: (table, name, column) of the row that holds it."""
        columns = {k: v for k, v in columns.items() if v is not None and v != {}}
        name = columns.get("name")
        if tagged:
            self.tags += 1
            name = "tag-%d" % self.tags
            columns.setdefault("external_ids", {})["tag"] = name
        words, references = [], []
        for column, value in columns.items():
            if isinstance(value, Ref):
                value = [value]
            if isinstance(value, list) and value and isinstance(value[0], Ref):
                ids = []
                for ref in value:
                    ids.append("@r%d" % (len(references) // 5))
                    references += ["--id=" + ids[-1], "get", ref.table, self.record(ref.table, ref.name), "--"]
                words.append("%s=%s" % (column, ",".join(ids)))
            else:
                words.append("%s=%s" % (column, literal(value)))
        holder = ["--", "add", owner[0], self.record(owner[0], owner[1]), owner[2], "@row"] if owner else []
        self.line(*(references + (["--id=@row"] if owner else []) + ["create", table] + words + holder))
        row = Row(table, name, owner, columns)
        row.number = len(self.rows)
        self.rows.append(row)
        return row

    def refer(self, owner, table, name, verb="add"):
        """A line by which `owner`, (table, name, column), refers to a row, or with another verb no longer does."""
        self.line(
            "--id=@r",
            "get",
            table,
            self.record(table, name),
            "--",
            verb,
            owner[0],
            self.record(owner[0], owner[1]),
            owner[2],
            "@r",
        )

    def set(self, table, name, columns):
        """A line that sets columns; a map is set key by key."""
        words = []
        for column, value in columns.items():
            if isinstance(value, dict):
                words += ["%s:%s=%s" % (column, literal(k), literal(v)) for k, v in value.items()]
            else:
                words.append("%s=%s" % (column, literal(value)))
        if words:
            self.line("set", table, self.record(table, name), *words)

    def record(self, table, name):
        """How a line names a row; rows without names are found by a tag."""
        if name and name.startswith("tag-"):
            return "$(nb --bare --columns=_uuid find %s external_ids:tag=%s)" % (table, name)
        return name


def literal(value):
    """A value in the notation of ovn-nbctl's database commands."""
    if isinstance(value, dict):
        return "{%s}" % ",".join("%s=%s" % (literal(k), literal(v)) for k, v in value.items())
    if isinstance(value, (list, tuple)):
        return "[%s]" % ",".join(dict.fromkeys(literal(v) for v in value))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    return text if re.fullmatch(r"\w[\w./-]*", text, re.ASCII) else json.dumps(text, ensure_ascii=False)


def quoted(word):
    """A word of a script's line."""
    if word.startswith("$("):
        return word
    return word if re.fullmatch(r"[\w@%+=:,./-]+", word, re.ASCII) else shlex.quote(word)
