import Daybook

/// Free times through `Book`: each call makes sure that it sees everything durable, then answers.
enum QueryRows {
    static let all: [Measurement] = [
        Measurement(
            "first five half-hour starts of one calendar, a week",
            "ns",
            moreIsBetter: false,
            reach: [.atMost(1_000)]
        ) { bench in
            let diary = try await bench.diary()
            let week = diary.window.lowerBound..<diary.window.lowerBound.advanced(by: 7 * 1_440)
            let seconds = try Stopwatch.secondsPerCall { number in
                let resource = diary.practitioners[number % diary.practitioners.count]
                let free = try diary.book.freeSlots(
                    service: diary.visit,
                    in: week,
                    resource: resource,
                    count: 5
                )
                try demand(free.count == 5, "\(free.count) starts in place of five")
            }
            return Measured(seconds * 1e9)
        },
        Measurement(
            "all half-hour starts, 200 calendars × 90 days",
            "ms",
            moreIsBetter: false,
            reach: [.atMost(1)]
        ) { bench in
            let diary = try await bench.diary()
            let free = SampleClinic.practitioners * SampleClinic.workingDays * 16 - diary.booked
            let first = diary.window.lowerBound
            let seconds = try Stopwatch.secondsPerCall { number in
                // The window begins a minute later with each call, so that none is the one before.
                let counts = try diary.book.freeCountsByResource(
                    service: diary.any,
                    in: first.advanced(by: number % 60)..<diary.window.upperBound
                )
                let sum = counts.reduce(0) { $0 + $1.count }
                try demand(sum == free, "\(sum) free times, not \(free)")
            }
            let measured = Measured(seconds * 1e3, note: "each calendar's starts counted")
            return try await measured.beside(peerOf: bench) {
                let postgres = try await bench.postgres()
                let found = try postgres.figure("freeStarts")
                try demand(
                    found == Double(free),
                    "PostgreSQL finds \(found) free times, not \(free)"
                )
                return (try postgres.figure("freeMilliseconds"), "PostgreSQL 15 multiranges")
            }
        },
        Measurement(
            "starts that any of 200 calendars has, 90 days, by day",
            "µs",
            moreIsBetter: false
        ) { bench in
            let diary = try await bench.diary()
            return Measured(try perDay(diary, diary.any, days: SampleClinic.days) * 1e6)
        },
        Measurement(
            "50 practitioners and 5 rooms, a month, quarter-hour grid",
            "µs",
            moreIsBetter: false,
            reach: [.atMost(100)]
        ) { bench in
            let diary = try await bench.diary()
            return Measured(try perDay(diary, diary.joint, days: 30) * 1e6)
        },
        Measurement(
            "month view, starts by day over 50 practitioners",
            "µs",
            moreIsBetter: false,
            reach: [.atMost(50)]
        ) { bench in
            let diary = try await bench.diary()
            return Measured(try perDay(diary, diary.team, days: 30) * 1e6)
        },
        Measurement("one calendar's free half-hours, a month, listed", "µs", moreIsBetter: false) {
            bench in
            let diary = try await bench.diary()
            let month = diary.window.lowerBound..<diary.window.lowerBound.advanced(by: 30 * 1_440)
            let seconds = try Stopwatch.secondsPerCall { number in
                let resource = diary.practitioners[number % diary.practitioners.count]
                let free = try diary.book.freeSlots(
                    service: diary.any,
                    in: month,
                    resource: resource
                )
                try demand(free.count > 50, "only \(free.count) starts")
            }
            return Measured(seconds * 1e6)
        },
    ]

    private static func perDay(
        _ diary: DiaryBook,
        _ service: UInt16,
        days: Int
    ) throws -> Double {
        let first = diary.window.lowerBound
        return try Stopwatch.secondsPerCall { number in
            // The window moves by a minute with each call, so that none is the one before again.
            let from = first.advanced(by: number % 60)
            let counts = try diary.book.freeCounts(
                service: service,
                in: from..<first.advanced(by: days * 1_440)
            )
            let working = days / 7 * 5 + min(days % 7, 5)
            try demand(
                counts.count == working && counts.allSatisfy { $0.count > 0 },
                "\(counts.count) days with free starts"
            )
        }
    }
}
