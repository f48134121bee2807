import Daybook

/// Free times through `Book`: each call makes sure that it sees everything durable, then answers.
enum QueryRows {
    private static let peerName = "PostgreSQL multiranges"

    static let all: [Measurement] = [
        Measurement(
            "first five half-hour starts of one calendar, a week", "ns", moreIsBetter: false,
            reach: [.atMost(1_000)]
        ) { bench in
            let diary = try await bench.diary()
            let week = diary.window.lowerBound..<diary.window.lowerBound.advanced(by: 7 * 1_440)
            let seconds = try Stopwatch.secondsPerCall { number in
                let resource = diary.practitioners[number % diary.practitioners.count]
                let free = try diary.book.freeSlots(
                    service: diary.visit, in: week, resource: resource, count: 5)
                try demand(free.count == 5, "\(free.count) starts in place of five")
            }
            return Measured(seconds * 1e9)
        },
        Measurement(
            "all half-hour starts, 200 calendars × 90 days", "ms", moreIsBetter: false,
            reach: [.atMost(1)]
        ) { bench in
            let diary = try await bench.diary()
            let seconds = try perDay(diary, diary.any, days: SampleClinic.days)
            let measured = Measured(
                seconds * 1e3, note: "with what the calendars have in common counted by day")
            guard let postgres = try await bench.postgres() else { return measured }
            let free = SampleClinic.practitioners * 65 * 16 - diary.booked
            try demand(
                try postgres.figure("freeStarts") == Double(free),
                "PostgreSQL finds other free times than the diary has")
            return measured.beside(peer: try postgres.figure("freeMilliseconds"), peerName)
        },
        Measurement(
            "50 practitioners and 5 rooms, a month, quarter-hour grid", "µs", moreIsBetter: false,
            reach: [.atMost(100)]
        ) { bench in
            let diary = try await bench.diary()
            return Measured(try perDay(diary, diary.joint, days: 30) * 1e6)
        },
        Measurement(
            "month view, starts by day over 50 practitioners", "µs", moreIsBetter: false,
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
                    service: diary.any, in: month, resource: resource)
                try demand(free.count > 50, "only \(free.count) starts")
            }
            return Measured(seconds * 1e6)
        },
    ]

    private static func perDay(
        _ diary: DiaryBook, _ service: UInt16, days: Int
    ) throws -> Double {
        let first = diary.window.lowerBound
        return try Stopwatch.secondsPerCall { number in
            // The window moves by a minute with each call, so that none is the one before again.
            let from = first.advanced(by: number % 60)
            let counts = try diary.book.freeCounts(
                service: service, in: from..<first.advanced(by: days * 1_440))
            let working = days / 7 * 5 + min(days % 7, 5)
            try demand(
                counts.count == working && counts.allSatisfy { $0.count > 0 },
                "\(counts.count) days with free starts")
        }
    }
}
