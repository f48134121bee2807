#!/usr/bin/env python3
"""Checking and parsing webhook bodies with Python's own `hmac` and `json`.

Usage: webhook.py DELIVERIES.jsonl SECRET [--seconds S]

Each body's HMAC-SHA256 is worked out and compared and its JSON parsed; nothing is made of it, which favours this
side. Deliveries whose signature or text is wrong are left out on both sides. Prints one JSON object.
"""
import argparse
import base64
import hashlib
import hmac
import json
import platform
import time


def main():
    options = argparse.ArgumentParser()
    options.add_argument("deliveries")
    options.add_argument("secret")
    options.add_argument("--seconds", type=float, default=2)
    options = options.parse_args()
    secret = options.secret.encode()

    def read(body, header):
        code = hmac.new(secret, body, hashlib.sha256).hexdigest()
        if not hmac.compare_digest("sha256=" + code, header):
            return None
        return json.loads(body)

    deliveries = []
    with open(options.deliveries, encoding="utf-8") as file:
        for line in file:
            delivery = json.loads(line)
            body = delivery.get("body", "").encode()
            if "bodyBase64" in delivery:
                body = base64.b64decode(delivery["bodyBase64"])
            header = delivery.get("headers", {}).get("X-Hub-Signature-256", "")
            try:
                if isinstance(read(body, header), dict):
                    deliveries.append((body, header))
            except ValueError:
                pass
    assert deliveries
    count, start = 0, time.perf_counter()
    while time.perf_counter() - start < options.seconds:
        for body, header in deliveries:
            read(body, header)
        count += len(deliveries)
    elapsed = time.perf_counter() - start
    print(
        json.dumps(
            {
                "version": f"Python {platform.python_version()} hmac and json",
                "settings": "one process",
                "deliveries": len(deliveries),
                "perSecond": count / elapsed,
            }
        )
    )


if __name__ == "__main__":
    main()
