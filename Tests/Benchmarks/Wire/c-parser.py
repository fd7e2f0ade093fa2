#!/usr/bin/python3
"""How fast Open vSwitch's C library parses the same bytes: the parser alone, without Python objects.

    swift run -c release wire-benchmark --print > reply.json
    Tests/Benchmarks/Wire/c-parser.py reply.json

Calls the C functions that python3-openvswitch's extension module contains and exports.  What a C
client does after parsing (ovsdb_datum_from_json for each column) is not in it.
"""
import ctypes
import statistics
import sys
import time

import ovs._json

library = ctypes.CDLL(ovs._json.__file__)
library.json_parser_create.restype = ctypes.c_void_p
library.json_parser_feed.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t]
library.json_parser_feed.restype = ctypes.c_size_t
library.json_parser_finish.argtypes = [ctypes.c_void_p]
library.json_parser_finish.restype = ctypes.c_void_p
library.json_destroy__.argtypes = [ctypes.c_void_p, ctypes.c_bool]

ROUNDS = 15
CHUNK = 65536
JSON_OBJECT = 3  # enum json_type, the first member of struct json


def parse(chunks):
    parser = library.json_parser_create(0)
    for chunk in chunks:
        if library.json_parser_feed(parser, chunk, len(chunk)) != len(chunk):
            break
    return library.json_parser_finish(parser)


with open(sys.argv[1], "rb") as file:
    reply = file.read().strip()
chunks = [reply[start:start + CHUNK] for start in range(0, len(reply), CHUNK)]
parsing, freeing = [], []
for _ in range(ROUNDS):
    start = time.process_time()
    value = parse(chunks)
    parsed = time.process_time()
    if ctypes.c_int.from_address(value).value != JSON_OBJECT:
        sys.exit("the C parser did not make an object of the reply")
    library.json_destroy__(value, False)
    freed = time.process_time()
    parsing.append(parsed - start)
    freeing.append(freed - start)
for name, times in (("parse", parsing), ("parse and free", freeing)):
    best, median = min(times), statistics.median(times)
    print(f"C {name}: {len(reply) / best / 1e6:.0f} MB/s, median {len(reply) / median / 1e6:.0f}")
