#!/usr/bin/env python3
"""What LMDB itself does with the bytes of one booking: one durable commit each, or many facts in bulk.

Usage: lmdb_commits.py DIRECTORY [--seconds S] [--facts N]

One commit stores what Daybook's stores for one booking: a fact of 64 bytes appended to the packed duplicates, the
commit's row and the command's row under an id that begins with time. Its flush is LMDB's own default. The bulk
append writes N facts in transactions of 65,536, the chain and the commands left out: it is a limit, not a like.
Prints one JSON object; exits 77 with a reason where the package `lmdb` is missing.
"""
import argparse
import json
import os
import shutil
import struct
import sys
import time

try:
    import lmdb
except ImportError:
    sys.exit(print("the Python package lmdb is not installed", file=sys.stderr) or 77)

FACTS = {"integerkey": True, "dupsort": True, "dupfixed": True, "integerdup": False}
MAP_BYTES = 8 << 30
BULK = 65_536


def record(sequence):
    """A fact's 64 bytes: its sequence, big-endian, and something."""
    return struct.pack(">Q", sequence) + sequence.to_bytes(8, "little") * 7


def opened(directory):
    shutil.rmtree(directory, ignore_errors=True)
    os.makedirs(directory)
    env = lmdb.open(directory, map_size=MAP_BYTES, max_dbs=4, meminit=False)
    facts = env.open_db(b"facts", **FACTS)
    commits = env.open_db(b"commits", integerkey=True)
    commands = env.open_db(b"commands")
    return env, facts, commits, commands


def single(directory, seconds):
    env, facts, commits, commands = opened(directory)
    count, taken = 0, []
    end = time.perf_counter() + seconds
    before = time.perf_counter()
    while before < end:
        count += 1
        identifier = struct.pack(">Q", time.time_ns() >> 20) + os.urandom(8)
        with env.begin(write=True) as txn:
            key = struct.pack("<Q", count >> 16)
            txn.put(key, record(count), db=facts, append=True, dupdata=True)
            txn.put(struct.pack("<Q", count), bytes(88), db=commits, append=True)
            txn.put(identifier, bytes(104), db=commands)
        now = time.perf_counter()
        taken.append(now - before)
        before = now
    assert env.begin().stat(facts)["entries"] == count
    env.close()
    taken.sort()
    return count / sum(taken), taken[len(taken) // 2], taken[len(taken) * 99 // 100]


def bulk(directory, count):
    env, facts, _, _ = opened(directory)
    batches = []
    for first in range(1, count + 1, BULK):
        last = min(count, first + BULK - 1)
        batches.append([(struct.pack("<Q", n >> 16), record(n)) for n in range(first, last + 1)])
    start = time.perf_counter()
    for batch in batches:
        with env.begin(write=True) as txn, txn.cursor(facts) as cursor:
            consumed, added = cursor.putmulti(batch, dupdata=True, append=True)
            assert consumed == added == len(batch)
    elapsed = time.perf_counter() - start
    assert env.begin().stat(facts)["entries"] == count
    env.close()
    return count / elapsed


def main():
    options = argparse.ArgumentParser()
    options.add_argument("directory")
    options.add_argument("--seconds", type=float, default=0)
    options.add_argument("--facts", type=int, default=0)
    options = options.parse_args()
    place = os.path.join(options.directory, "lmdb-peer")
    version = "LMDB " + ".".join(map(str, lmdb.version()))
    result = {"version": f"{version} by its Python package {lmdb.__version__}"}
    result["settings"] = "its default flush at each commit, map of 8 GiB"
    try:
        if options.seconds:
            rate, median, p99 = single(place, options.seconds)
            result.update(commitsPerSecond=rate, p50Seconds=median, p99Seconds=p99)
        if options.facts:
            result["bulkFactsPerSecond"] = bulk(place, options.facts)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
