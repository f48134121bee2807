#!/usr/bin/env python3
"""Bookings and a replay with the Python library `eventsourcing`, its events in an SQLite file.

Usage: eventsourcing.py DIRECTORY [--events N] [--seconds S]

Bookings are saved one by one, each in a transaction of its own, for S seconds. The replay reads N events from the
library's notification log, makes domain events of them and folds what is taken and how many waited how long, as
Daybook's two projections do. Prints one JSON object; ends with 77 if the library is not installed.
"""
import argparse
import json
import os
import shutil
import sqlite3
import sys
import time

# Its own directory comes first on the path, and this file has the library's name.
sys.path = [place for place in sys.path if os.path.abspath(place or ".") != os.path.dirname(os.path.abspath(__file__))]

try:
    from importlib.metadata import version

    from eventsourcing.application import Application
    from eventsourcing.domain import Aggregate, event
except ImportError:
    print("the Python package eventsourcing is not installed", file=sys.stderr)
    sys.exit(77)


class Visit(Aggregate):
    """An appointment that is asked for, answered and booked."""

    @event("Asked")
    def __init__(self, resource: int, start: int, asked: int):
        self.resource = resource
        self.start = start
        self.asked = asked

    @event("Booked")
    def book(self, resource: int, start: int, minutes: int):
        self.start = start

    @event("Answered")
    def answer(self, at: int):
        pass


def make(path):
    return Application(
        env={
            "PERSISTENCE_MODULE": "eventsourcing.sqlite",
            "SQLITE_DBNAME": path,
            "SQLITE_LOCK_TIMEOUT": "10",
        }
    )


def bookings(application, seconds):
    """Bookings a second, each durable before the next."""
    count, start = 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        application.save(Visit(resource=count % 200, start=count * 30, asked=count))
        count += 1
    return count / (time.perf_counter() - start)


def fill(application, events):
    """So many events, a thousand visits to a transaction."""
    made = 0
    while made < events:
        visits = []
        for number in range(1_000):
            visit = Visit(resource=number % 200, start=made + number, asked=made)
            visit.book(resource=number % 200, start=made + number * 30, minutes=30)
            visit.answer(at=made + 3_600)
            visits.append(visit)
        application.save(*visits)
        made += 3_000
    return made


def replay(application, events):
    """Events a second, from the file to both folds."""
    taken, waits, cells = {}, {}, {}
    seen, after, start = 0, 0, time.perf_counter()
    while seen < events:
        notifications = application.recorder.select_notifications(start=after + 1, limit=1_000)
        if not notifications:
            break
        for notification in notifications:
            happened = application.mapper.to_domain_event(notification)
            name = type(happened).__name__
            if name == "Asked":
                waits[happened.originator_id] = happened.asked
            elif name == "Booked":
                taken[(happened.resource, happened.start)] = happened.minutes
            else:
                waited = happened.at - waits.pop(happened.originator_id)
                cells[waited // 3_600] = cells.get(waited // 3_600, 0) + 1
            after = notification.id
            seen += 1
    rate = seen / (time.perf_counter() - start)
    assert seen == events and taken and cells and not waits, "the replay is not whole"
    return rate


def main():
    options = argparse.ArgumentParser()
    options.add_argument("directory")
    options.add_argument("--events", type=int, default=30_000)
    options.add_argument("--seconds", type=float, default=3)
    options = options.parse_args()
    place = os.path.join(options.directory, "eventsourcing-peer")
    shutil.rmtree(place, ignore_errors=True)
    os.makedirs(place)
    try:
        application = make(os.path.join(place, "log.db"))
        events = fill(application, options.events)
        replayed = replay(application, events)
        booked = bookings(make(os.path.join(place, "bookings.db")), options.seconds)
        journal = sqlite3.connect(os.path.join(place, "log.db")).execute("PRAGMA journal_mode").fetchone()[0]
    finally:
        shutil.rmtree(place, ignore_errors=True)
    print(
        json.dumps(
            {
                "version": f"Python eventsourcing {version('eventsourcing')}",
                "settings": f"SQLite {sqlite3.sqlite_version}, journal {journal}, synchronous as SQLite has it by default (full)",
                "eventsPerSecond": replayed,
                "bookingsPerSecond": booked,
                "events": events,
            }
        )
    )


if __name__ == "__main__":
    main()
