#!/usr/bin/env python3
"""The response-time report as SQL in SQLite, over the same facts.

Usage: sqlite.py FACTS.csv [--rounds R]

The file has a line for each fact of a conversation that begins or ends a wait: sequence, conversation, what (0 a
wait may begin, 1 an answer by a person, 2 an automatic answer, 3 closed), channel, milliseconds. The table is in
memory, in the order and with the index that serve the query best, analysed; only the query is timed.
Prints one JSON object.
"""
import argparse
import csv
import json
import sqlite3
import statistics
import time

# A wait begins with a message that follows no open wait, and ends with the next answer of its conversation.
REPORT = """
WITH marked AS (
    SELECT conversation, what, channel, at, sequence,
        lag(what) OVER within AS before
    FROM fact
    WINDOW within AS (PARTITION BY conversation ORDER BY sequence)
), edges AS (
    SELECT * FROM marked WHERE what > 0 OR before IS NULL OR before > 0
), waits AS (
    SELECT what, channel, at,
        lead(what) OVER within AS ending,
        lead(at) OVER within AS ended
    FROM edges
    WINDOW within AS (PARTITION BY conversation ORDER BY sequence)
), answered AS (
    SELECT channel, max(0, ended - at) / 1000 AS seconds FROM waits WHERE what = 0 AND ending = 1
), ranked AS (
    SELECT channel, seconds,
        row_number() OVER (PARTITION BY channel ORDER BY seconds) AS place,
        count(*) OVER (PARTITION BY channel) AS answers
    FROM answered
)
SELECT channel, max(answers),
    sum(seconds <= 3600), sum(seconds <= 7200), sum(seconds <= 14400), sum(seconds <= 86400),
    min(seconds) FILTER (WHERE place * 100 >= answers * 50),
    min(seconds) FILTER (WHERE place * 100 >= answers * 90),
    min(seconds) FILTER (WHERE place * 100 >= answers * 95),
    min(seconds) FILTER (WHERE place * 100 >= answers * 99),
    max(seconds)
FROM ranked GROUP BY channel ORDER BY channel
"""


def main():
    options = argparse.ArgumentParser()
    options.add_argument("facts")
    options.add_argument("--rounds", type=int, default=3)
    options = options.parse_args()
    database = sqlite3.connect(":memory:")
    database.execute("PRAGMA cache_size = -1000000")
    database.execute(
        "CREATE TABLE fact (conversation INTEGER, sequence INTEGER, what INTEGER, channel INTEGER,"
        " at INTEGER, PRIMARY KEY (conversation, sequence)) WITHOUT ROWID"
    )
    with open(options.facts, newline="") as file:
        rows = [tuple(map(int, row)) for row in csv.reader(file)]
    rows = sorted((conversation, sequence, *rest) for sequence, conversation, *rest in rows)
    with database:
        database.executemany("INSERT INTO fact VALUES (?, ?, ?, ?, ?)", rows)
    database.execute("ANALYZE")
    taken, report = [], []
    for _ in range(options.rounds):
        start = time.perf_counter()
        report = database.execute(REPORT).fetchall()
        taken.append(time.perf_counter() - start)
    print(
        json.dumps(
            {
                "version": f"SQLite {sqlite3.sqlite_version}",
                "settings": "in memory, WITHOUT ROWID by conversation and sequence, analysed",
                "rows": len(rows),
                "seconds": statistics.median(taken),
                "answered": sum(row[1] for row in report),
                # So that the report can be compared figure by figure.
                "checksum": sum(sum(row) for row in report),
            }
        )
    )


if __name__ == "__main__":
    main()
