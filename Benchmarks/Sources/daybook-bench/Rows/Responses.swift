import Daybook
import Foundation

/// The response-time report, beside SQL over the same facts.
enum ResponseRows {
    static let all: [Measurement] = [
        Measurement(
            "response-time report, by channel, all days",
            "ms",
            moreIsBetter: false,
            reach: [.timesPeer(100)]
        ) { bench in
            let book = try bench.simulated().book()
            var rows = try book.responseTimes(by: .channel)
            // Each call from another day before the first: all days, and no report asked before.
            let seconds = try Stopwatch.secondsPerCall { number in
                let first = CivilDate(dayNumber: Int32(1 + number % 10_000))
                rows = try book.responseTimes(by: .channel, from: first)
            }
            let answered = rows.reduce(0) { $0 + $1.answered }
            try demand(answered > 0, "nobody was answered")
            let measured = Measured(seconds * 1e3, note: "\(answered) answers")
            return try await measured.beside(peerOf: bench) {
                let sqlite = try peer(bench)
                let counted = try sqlite.figure("answered")
                try demand(
                    counted == Double(answered),
                    "SQL counts \(counted) answers, we \(answered)"
                )
                return (try sqlite.figure("seconds") * 1e3, sqlite.words["version"] ?? "SQLite")
            }
        },
        Measurement(
            "response-time report, by day, one past month",
            "µs",
            moreIsBetter: false
        ) { bench in
            let simulated = try bench.simulated()
            let book = try simulated.book()
            var fold = ConversationFacts(keepingRows: false)
            try book.replay(&fold)
            let first = CivilDate(dayNumber: fold.firstDay)
            var rows: [ResponseRow] = []
            // Another month each time, of the log's first three hundred days: no report asked before.
            let seconds = try Stopwatch.secondsPerCall { number in
                let start = first.advanced(by: number % 270)
                rows = try book.responseTimes(
                    by: .day,
                    from: start,
                    through: start.advanced(by: 29)
                )
            }
            try demand(rows.contains { $0.answered > 0 }, "nobody was answered in that month")
            return Measured(seconds * 1e6)
        },
    ]

    static func peer(_ bench: Bench) throws -> Peer.Report {
        try bench.once("sqlite") {
            var fold = ConversationFacts(keepingRows: true)
            try bench.simulated().book().replay(&fold)
            let file = bench.options.directory + "/conversations.csv"
            try Data(fold.rows).write(to: URL(fileURLWithPath: file))
            defer { bench.remove(file) }
            return try Peer.run("sqlite.py", [file])
        }
    }
}

/// The facts that begin and end waits, as lines for a table of SQL.
struct ConversationFacts: Projection {
    static let name = "conversation-facts"
    static let version: UInt32 = 1
    private(set) var rows: [UInt8] = []
    private(set) var firstDay: Int32 = 0
    private let keepsRows: Bool

    init() { self.init(keepingRows: true) }

    init(keepingRows: Bool) { keepsRows = keepingRows }

    mutating func apply(_ facts: Span<Fact>, bodies: borrowing Bodies) {
        for index in facts.indices {
            let fact = facts[index]
            let what: Int
            switch fact.kind {
            case .requestReceived, .messageReceived, .conversationReopened: what = 0
            case .replySent: what = fact.flags.contains(.automatic) ? 2 : 1
            case .conversationClosed: what = 3
            default: continue
            }
            if firstDay == 0 {
                firstDay = Int32(clamping: fact.occurredAt.milliseconds / 86_400_000)
            }
            guard keepsRows else { continue }
            for (place, value) in [
                Int64(fact.sequence), Int64(fact.subject), Int64(what), Int64(fact.channelCode),
                fact.occurredAt.milliseconds,
            ].enumerated() {
                if place > 0 { rows.append(UInt8(ascii: ",")) }
                rows.append(contentsOf: String(value).utf8)
            }
            rows.append(UInt8(ascii: "\n"))
        }
    }

    func digest(into digest: inout Digest) { digest.absorb(UInt64(rows.count)) }
}
