import ArgumentParser
import Daybook

/// `daybook slots`.
struct Slots: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the free times of a service: exactly those that `book` accepts.",
        discussion: """
            Examples:
              daybook slots --service check-up --from 2026-11-24 --to 2026-11-28
              daybook slots --service check-up --per-day
              daybook slots --service check-up --per-resource
              daybook slots --moving 241
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var past: PastOptions

    @Option(name: .long, help: "The service's key or number.")
    var service: String?

    @Option(
        name: .long,
        help: "The number of a booked appointment: where it can be moved, its own time included."
    )
    var moving: UInt64?

    @Option(name: .long, help: "Only with this resource (key or number).")
    var resource: String?

    @Option(name: .long, help: "First day or instant; now unless given.")
    var from: String?

    @Option(name: .long, help: "Last day (included) or instant; 7 days later unless given.")
    var to: String?

    @Option(name: .short, help: "At most so many.")
    var n: Int?

    @Flag(name: .long, help: "Only how many are free on each day.")
    var perDay = false

    @Flag(name: .long, help: "Only how many are free with each resource that can be asked for.")
    var perResource = false

    @Flag(name: .long, help: "With the token by which a form offers each time, good for an hour.")
    var tokens = false

    /// For how long a form may offer what it was given, in milliseconds.
    private static let tokenLife: Int64 = 3_600_000

    func validate() throws {
        guard (service == nil) != (moving == nil) else {
            throw ValidationError("Give either --service, or --moving and an appointment.")
        }
        guard moving == nil || (past.at == nil && !perDay && !perResource && !tokens) else {
            throw ValidationError("--moving lists times as they are now: leave the others out.")
        }
        guard !perResource || (!perDay && !tokens && resource == nil && n == nil) else {
            throw ValidationError(
                "--per-resource counts: leave --per-day, --tokens, --resource and -n out."
            )
        }
        guard !tokens || past.at == nil else {
            throw ValidationError("--tokens offers what is free now; leave --at out.")
        }
    }

    func run() async throws {
        let book = try global.open(readOnly: !tokens)
        let output = StandardOutput()
        try await withBookFailures {
            let view = try past.view(of: book)
            let names = Names(view.clinic)
            let service = try asked(in: book, names)
            let resource = try resource.map { try names.resource($0).number } ?? 0
            let now = view.now
            let window = try names.window(from: from, to: to, now: now, days: 7)
            if perDay || perResource {
                let report = counts(of: service, view, in: window, resource, names)
                try output.write(report, as: global.output)
            } else {
                let zone = names.zone
                let slots: [FreeSlot]
                if let moving {
                    slots =
                        try book.freeSlots(
                            moving: moving,
                            in: window,
                            resource: resource,
                            asOf: now,
                            count: n ?? .max
                        ) ?? []
                } else {
                    slots = view.slots.freeSlots(
                        service: service.number,
                        in: window,
                        resource: resource,
                        now: now,
                        count: n ?? .max
                    )
                }
                var stream = ReportStream(
                    title: nil,
                    columns: [
                        Column("start"), Column("minutes", alignment: .trailing),
                        Column("resource"),
                        Column("service"),
                    ] + (tokens ? [Column("token")] : []),
                    as: global.output,
                    to: output
                )
                for slot in slots where stream.isWanted {
                    var cells: [Cell] = [
                        .instant(Text.instant(slot.start.instant, in: zone)),
                        .integer(Int(service.duration)),
                        .string(names.resourceKey(slot.resource)), .string(service.key),
                    ]
                    if tokens {
                        let end = now.advanced(byMilliseconds: Self.tokenLife)
                        cells.append(
                            .string(
                                try book.formToken(for: slot, service: service.number, until: end)
                            )
                        )
                    }
                    try stream.append(Row(cells))
                }
                try stream.finish()
            }
        }
        try output.flush()
    }

    /// How many are free on each day, or with each resource.
    private func counts(
        of service: Service,
        _ view: BookView,
        in window: Range<Minute>,
        _ resource: UInt16,
        _ names: Names
    ) -> Report {
        let rows: [(name: String, free: Int)] =
            perDay
            ? view.slots.freeCounts(
                service: service.number,
                in: window,
                resource: resource,
                now: view.now
            ).map { ("\($0.day)", $0.count) }
            : view.slots.freeCountsByResource(
                service: service.number,
                in: window,
                now: view.now
            ).map { (names.resourceKey($0.resource), $0.count) }
        return Report(
            title: nil,
            columns: [
                Column(perDay ? "day" : "resource"), Column("free", alignment: .trailing),
            ],
            rows: rows.map { Row([.string($0.name), .count($0.free)]) }
        )
    }

    /// The service that is asked for, or that of the appointment to be moved.
    private func asked(in book: Book, _ names: Names) throws -> Service {
        if let service { return try names.service(service) }
        let now = Instant(milliseconds: book.options.clock())
        guard let moving, let booked = try book.appointment(moving),
            booked.status(asOf: now) == .booked, let found = names.clinic.service(booked.service)
        else {
            throw Failure(
                .no,
                "there is no booked appointment \(moving ?? 0)",
                at: "--moving",
                next: "see `daybook show` for where it stands"
            )
        }
        return found
    }
}
