#!/usr/bin/env python3
"""Reads a Daybook log from schemas/log.md alone: counts facts by kind, recomputes the chain.

Usage: read-log.py BOOK    (needs the package `lmdb`)
Prints one JSON object; exits 1 if the chain differs.
"""
import hashlib
import json
import struct
import sys

import lmdb


def u64(value):
    return struct.pack("<Q", value)


def main(book):
    env = lmdb.open(book + "/log", readonly=True, max_dbs=16, lock=False)
    names = {
        name: env.open_db(name.encode(), create=False, **flags)
        for name, flags in {
            "facts": {"integerkey": True, "dupsort": True, "dupfixed": True},
            "commits": {"integerkey": True},
            "commands": {},
            "bodies": {"integerkey": True},
            "meta": {},
        }.items()
    }
    with env.begin() as txn:
        meta = {
            key: txn.get(key.encode(), db=names["meta"]) for key in ("format", "identity", "created")
        }
        (version,) = struct.unpack("<I", meta["format"])
        if version > 1:
            sys.exit(f"the log has format {version}")
        facts = iter(txn.cursor(names["facts"]).iternext(keys=False, values=True))
        digest = hashlib.sha256(b"daybook log v1\n" + meta["identity"] + meta["created"]).digest()
        kinds, sequence, number, problem = {}, 0, 0, None
        for key, value in txn.cursor(names["commits"]):
            number += 1
            first, count, commands, _, _ = struct.unpack_from("<QIIqQ", value)
            _, seals = struct.unpack_from("<II", value, 64)
            if struct.unpack("<Q", key)[0] != number or first != sequence + 1:
                problem = f"commit {number} does not follow"
                break
            chain = hashlib.sha256(digest + u64(number) + value[:32] + value[64:72])
            for _ in range(count):
                record = next(facts, None)
                sequence += 1
                if record is None or struct.unpack_from(">Q", record)[0] != sequence:
                    problem = f"fact {sequence} is missing"
                    break
                kinds[record[8]] = kinds.get(record[8], 0) + 1
                chain.update(record)
            bodies = txn.cursor(names["bodies"])
            found = count > 0 and bodies.set_range(u64(first))
            while found and struct.unpack("<Q", bodies.key())[0] <= sequence:
                chain.update(bodies.key() + struct.pack("<I", len(bodies.value())) + bodies.value())
                found = bodies.next()
            for index in range(commands):
                identifier = value[72 + 16 * index : 88 + 16 * index]
                row = (txn.get(identifier, db=names["commands"]) or b"\0" * 8)[8:]
                chain.update(identifier + struct.pack("<I", len(row)) + row)
            chain.update(value[len(value) - 48 * seals :] if seals else b"")
            digest = chain.digest()
            if problem is None and digest != value[32:64]:
                problem = f"the digest of commit {number} differs"
            if problem:
                break
    report = {"identity": meta["identity"].hex(), "facts": sequence, "commits": number}
    report.update(digest=digest.hex(), kinds={str(k): kinds[k] for k in sorted(kinds)})
    print(json.dumps({**report, "problem": problem}))
    return 1 if problem else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
