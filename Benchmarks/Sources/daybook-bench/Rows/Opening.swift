import Daybook

/// Opening a book, and what it takes to have it.
enum OpeningRows {
    static let all: [Measurement] = [
        Measurement(
            "open with a snapshot, first answers",
            "ms",
            moreIsBetter: false,
            reach: [.atMost(100)]
        ) { bench in
            let simulated = try bench.simulated()
            let head = simulated.head
            // A process has a log open once: the shared one makes room.
            simulated.close()
            var saved: SavedSnapshot?
            do { saved = try SimulatedBook.open(simulated.path, at: head).saveSnapshot() }
            try demand(saved?.position == head.sequence, "no snapshot of the end")
            func answer(withSnapshots: Bool) throws {
                let book = try SimulatedBook.open(
                    simulated.path,
                    at: head,
                    withSnapshots: withSnapshots
                )
                // What a desk that opens in the morning asks: the next days, and how fast it was lately.
                let service = try book.clinic().services.first?.number ?? 0
                let days = head.recordedAt.minute..<head.recordedAt.minute.advanced(by: 7 * 1_440)
                let free = try book.freeCounts(service: service, in: days)
                try demand(free.contains { $0.count > 0 }, "nothing is free")
                let today = Int32(clamping: head.recordedAt.milliseconds / 86_400_000)
                let rows = try book.responseTimes(
                    by: .channel,
                    from: CivilDate(dayNumber: today - 30)
                )
                try demand(rows.contains { $0.answered > 0 }, "nobody was answered")
                let began = book.snapshotReport.openedAt
                try demand(
                    began == (withSnapshots ? head.sequence : 0),
                    "it began at \(began)"
                )
            }
            let seconds = try Stopwatch.medians(
                rounds: 5,
                of: [
                    { try answer(withSnapshots: true) }, { try answer(withSnapshots: false) },
                ]
            )
            return Measured(
                seconds[0] * 1e3,
                note:
                    "\(head.sequence) facts, snapshot of \(saved?.byteCount ?? 0) bytes; free times of "
                    + "a week and response times of 30 days; the limit is the replay from zero, the page cache is warm"
            ).beside(limit: seconds[1] * 1e3, "replay from zero")
        },
        Measurement("one appointment by its number", "µs", moreIsBetter: false) { bench in
            let simulated = try bench.simulated()
            var random = Seeded(11)
            var booked: [UInt64] = []
            while booked.count < 1_000 {
                let sequence = 1 + random.next() % simulated.head.sequence
                let facts = try simulated.book().facts(from: sequence, through: sequence)
                if facts.first?.kind == .appointmentBooked { booked.append(sequence) }
            }
            let seconds = try Stopwatch.secondsPerCall { number in
                let found = try simulated.book().appointment(booked[number % booked.count])
                try demand(found != nil, "a booking without an appointment")
            }
            return Measured(seconds * 1e6)
        },
        Measurement("bytes of disk a fact", "bytes", moreIsBetter: false) { bench in
            let simulated = try bench.simulated()
            let used = try simulated.book().usage().usedBytes
            return Measured(
                Double(used) / Double(simulated.head.sequence),
                note: "commands, index and chain included"
            ).beside(limit: 64, "the fact itself")
        },
        Measurement(
            "memory of both projections",
            "MB",
            moreIsBetter: false,
            reach: [.atMost(256)]
        ) { bench in
            let simulated = try bench.simulated()
            return Measured(
                try Memory.bytesInProcessOfItsOwn(simulated.path) / 1e6,
                note: "of \(simulated.head.sequence) facts; the goal is for 100 M"
            )
        },
    ]
}
