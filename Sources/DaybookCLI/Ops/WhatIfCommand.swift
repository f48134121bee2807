import ArgumentParser
import Daybook

/// `daybook what-if`.
struct WhatIfCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "what-if",
        abstract: "How the requests of a time would have fared with another clinic.",
        discussion: """
            Takes a clinic file as `configure` does, decides every request for time in a stretch of
            the log again by the same rules, and appends nothing. Whoever was refused and asked
            again counts twice.

            Examples:
              daybook what-if more-rooms.json --from 2026-11-01
              daybook what-if more-rooms.json --cases -n 20
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The clinic file; - for standard input.")
    var file: String

    @Option(name: .long, help: "First position, or the first recorded after an instant or day.")
    var from: String?

    @Option(name: .long, help: "Last position, or the last recorded by an instant or day's begin.")
    var to: String?

    @Flag(name: .long, help: "List the requests with another answer, one by one.")
    var cases = false

    @Option(name: .short, help: "At most so many of them.")
    var n: Int?

    func run() async throws {
        let book = try global.open(readOnly: true)
        let output = StandardOutput()
        try await withBookFailures(at: file) {
            let bytes = try LocalFile.read(file, limit: 4 << 20)
            let definitions = try book.difference(to: bytes)
            let before = try from.map { try PastOptions.position($0, option: "--from", in: book) }
            let last = try to.map { try PastOptions.position($0, option: "--to", in: book) }
            // A position itself is included, a day's begin ends what was recorded before it.
            let first = before.map { UInt64(from ?? "") == nil ? $0 + 1 : $0 } ?? 1
            let report = try book.whatIf(definitions, from: first, through: last ?? .max)
            if cases {
                try output.write(listing(report, Names(try book.clinic())), as: global.output)
            } else {
                try output.write(summary(report), as: global.output)
            }
        }
        try output.flush()
    }

    private func summary(_ report: WhatIfReport) -> Report {
        var table = Report(
            title: nil,
            columns: [
                Column("answer"), Column("was", alignment: .trailing),
                Column("would", alignment: .trailing),
            ],
            rows: [
                Row([.string("asked for time"), .count(report.asked), .count(report.asked)]),
                Row([
                    .string("accepted"), .count(report.accepted), .count(report.wouldBeAccepted),
                ]),
            ]
        )
        for (reason, counts) in report.refusals.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            table.append([
                .string("refused: \(reason.name)"), .count(counts.were), .count(counts.would),
            ])
        }
        table.append([.string("gained"), .none, .count(report.gained)])
        table.append([.string("lost"), .none, .count(report.lost)])
        return table
    }

    private func listing(_ report: WhatIfReport, _ names: Names) -> Report {
        var table = Report(
            title: report.cases.isEmpty ? "every request fares the same" : nil,
            columns: [
                Column("at"), Column("asked"), Column("channel"), Column("service"),
                Column("start"), Column("fact", alignment: .trailing), Column("was"),
                Column("would"),
            ]
        )
        for found in report.cases.prefix(n ?? .max) {
            table.append([
                names.text(found.at), .string("\(found.code)"), .string(found.channel.name),
                found.service == 0 ? .none : .string(names.serviceKey(found.service)),
                found.start.value == 0 ? .none : names.text(found.start.instant),
                found.sequence == 0 ? .none : .integer(Int(clamping: found.sequence)),
                .string(found.was?.name ?? "accepted"), .string(found.would?.name ?? "accepted"),
            ])
        }
        return table
    }
}
