import Daybook

/// 200 calendars over 90 days, half booked, as the availability queries see them.
final class DiaryBook {
    let book: Book
    let visit: UInt16
    let any: UInt16
    let team: UInt16
    let joint: UInt16
    let practitioners: [UInt16]
    /// What is booked: a line each with resource, first minute since the first day's midnight, length.
    let csv: String
    let booked: Int

    /// All 90 days.
    var window: Range<Minute> {
        SampleClinic.midnight..<SampleClinic.midnight.advanced(by: SampleClinic.days * 1_440)
    }

    init(_ bench: Bench) async throws {
        let book = try await SampleClinic.open(
            at: bench.fresh("diary"),
            hours: SampleClinic.workingHours
        )
        let clinic = try book.clinic()
        visit = try clinic.number(ofService: "visit")
        any = try clinic.number(ofService: "any")
        team = try clinic.number(ofService: "team")
        joint = try clinic.number(ofService: "joint")
        practitioners = try (1...SampleClinic.practitioners).map {
            try clinic.number(ofResource: "dr-\($0)")
        }
        var random = Seeded(7)
        var lines = ""
        var commands: [Command] = []
        for (index, resource) in practitioners.enumerated() {
            for day in 0..<SampleClinic.days where day % 7 < 5 {
                for half in Array(16..<24) + Array(26..<34) where random.next() & 1 == 0 {
                    let minute = day * 1_440 + half * 30
                    lines += "\(index + 1),\(minute),30\n"
                    let request = TimeRequest(
                        service: any,
                        resource: resource,
                        start: SampleClinic.midnight.advanced(by: minute)
                    )
                    commands.append(.book(request))
                }
            }
        }
        for result in try await book.submit(commands) {
            let receipt = try result.get()
            try demand(receipt.refusal == nil, "a free time was refused")
        }
        self.book = book
        csv = lines
        booked = commands.count
    }
}

/// Random numbers that are the same each time (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
