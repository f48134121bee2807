import ArgumentParser
import Daybook

/// `daybook next`.
struct NextFree: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "next",
        abstract: "Find the next free time: with each resource, or for several services in a row.",
        discussion: """
            With one service: a row for each resource of its first group, the earliest first. With
            several: the earliest time at which they can be had one after the other, in this order.

            Examples:
              daybook next check-up
              daybook next blood-test consultation --gap 15 --from 2026-11-24
              daybook next check-up --at 2026-11-20
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var past: PastOptions

    @Argument(help: "The services' keys or numbers, in order.")
    var services: [String]

    @Option(name: .long, help: "First day or instant; now unless given.")
    var from: String?

    @Option(name: .long, help: "Last day (included) or instant; 90 days later unless given.")
    var to: String?

    @Option(
        name: .long,
        help: "The most minutes between one service and the next; 0 unless given."
    )
    var gap = 0

    func validate() throws {
        guard services.count <= SlotState.sequenceMax else {
            throw ValidationError("At most \(SlotState.sequenceMax) services in a row.")
        }
        guard (0...1_440).contains(gap) else { throw ValidationError("--gap takes 0 to 1440.") }
    }

    func run() async throws {
        let book = try global.open(readOnly: true)
        let output = StandardOutput()
        try await withBookFailures {
            let view = try past.view(of: book)
            let names = Names(view.clinic)
            let services = try services.map { try names.service($0) }
            let now = view.now
            let window = try names.window(from: from, to: to, now: now, days: 90)
            var report = Report(columns: [
                Column("start"), Column("minutes", alignment: .trailing), Column("service"),
                Column("resources"),
            ])
            if services.count == 1, let service = services.first {
                for slot in view.slots.nextFree(service: service.number, in: window, now: now) {
                    report.append([
                        names.text(slot.start.instant), .integer(Int(service.duration)),
                        .string(service.key), .string(names.resourceKey(slot.resource)),
                    ])
                }
            } else {
                let found = view.slots.earliestSequence(
                    services.map(\.number),
                    in: window,
                    gap: gap,
                    now: now
                )
                for (service, footprints) in zip(services, found ?? []) {
                    let resources = footprints.map { names.resourceKey($0.resource) }
                    report.append([
                        footprints.first.map { names.text($0.start.instant) } ?? .none,
                        .integer(Int(service.duration)), .string(service.key),
                        .string(resources.joined(separator: " ")),
                    ])
                }
            }
            guard !report.rows.isEmpty else {
                throw Failure(
                    .no,
                    "no free time was found",
                    at: "--from, --to",
                    next: services.count == 1
                        ? "ask for a later --to, or see `daybook explain`"
                        : "ask for a later --to or a longer --gap"
                )
            }
            try output.write(report, as: global.output)
        }
        try output.flush()
    }
}
