#!/usr/bin/env python3
"""Reading mails with Python's own `email` package: addresses, date, ids and the text of each.

Usage: email.py DIRECTORY [--seconds S]    (every *.eml in it, in turn)
Prints one JSON object.
"""
import sys

# This file has the name of the package it measures.
sys.path = [path for path in sys.path[1:]]

import argparse  # noqa: E402
import email  # noqa: E402
import email.policy  # noqa: E402
import json  # noqa: E402
import pathlib  # noqa: E402
import platform  # noqa: E402
import time  # noqa: E402


def read(data):
    """What an adapter needs of a mail; a field or part that the package cannot read counts as read."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    found = []
    for name in ("From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References"):
        try:
            found.append(message[name])
        except Exception:
            found.append(None)
    try:
        body = message.get_body(("plain", "html"))
        found.append(body.get_content() if body is not None else "")
    except Exception:
        found.append(None)
    return found


def main():
    options = argparse.ArgumentParser()
    options.add_argument("directory")
    options.add_argument("--seconds", type=float, default=2)
    options = options.parse_args()
    mails = [path.read_bytes() for path in sorted(pathlib.Path(options.directory).glob("*.eml"))]
    assert mails and any(read(mail)[-1] for mail in mails)
    count, start = 0, time.perf_counter()
    while time.perf_counter() - start < options.seconds:
        for mail in mails:
            read(mail)
        count += len(mails)
    elapsed = time.perf_counter() - start
    print(
        json.dumps(
            {
                "version": f"Python {platform.python_version()} email",
                "settings": "policy default, one process",
                "mails": len(mails),
                "perSecond": count / elapsed,
            }
        )
    )


if __name__ == "__main__":
    main()
