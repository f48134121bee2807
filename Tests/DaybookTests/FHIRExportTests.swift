import Daybook
import DaybookTesting
import Testing

@Suite("The diary as FHIR R4 resources")
struct FHIRExportTests {
    /// What a FHIR Appointment promises, in the words of the specification.
    enum Invariant: String, CaseIterable {
        case app1 = "Either the type or actor on the participant SHALL be specified"
        case app2 = "Either start and end are specified, or neither"
        case app3 = "Only proposed or cancelled appointments can be missing start/end dates"
        case app4 = "Cancelation reason is only used for cancelled appointments, or no-show"
        case app5 = "The start must be less than or equal to the end"
        case app6 = "An originatingAppointment or a recurrenceTemplate, but not both"
        case app7 = "Cancellation date is only used for cancelled appointments, or noshow"

        func holds(_ appointment: JSONValue) -> Bool {
            let status = appointment["status"]?.string ?? ""
            let start = appointment["start"]?.string.flatMap { Instant(rfc3339: $0) }
            let end = appointment["end"]?.string.flatMap { Instant(rfc3339: $0) }
            switch self {
            case .app1:
                let participants = appointment["participant"]?.array ?? []
                return !participants.isEmpty
                    && participants.allSatisfy { $0["type"] != nil || $0["actor"] != nil }
            case .app2: return (start == nil) == (end == nil)
            case .app3:
                return start != nil && end != nil
                    || ["proposed", "cancelled", "waitlist"].contains(status)
            case .app4:
                // R4 spells the second status "no-show", which no appointment can have.
                return appointment["cancelationReason"] == nil
                    || ["no-show", "cancelled"].contains(status)
            case .app5: return start.map { $0 <= end ?? $0 } ?? true
            case .app6:
                return appointment["originatingAppointment"] == nil
                    || appointment["recurrenceTemplate"] == nil
            case .app7:
                return appointment["cancellationDate"] == nil
                    || ["noshow", "cancelled"].contains(status)
            }
        }
    }

    @Test("every appointment of a simulated month keeps", arguments: Invariant.allCases)
    func invariants(invariant: Invariant) throws {
        let appointments = try Self.simulated.filter {
            $0["resourceType"]?.string == "Appointment"
        }
        #expect(appointments.count > 200)
        for appointment in appointments where !invariant.holds(appointment) {
            Issue.record("\(invariant.rawValue): \(appointment)")
        }
        // The invariant is of some use only where its exception occurs too.
        let statuses = Set(appointments.compactMap { $0["status"]?.string })
        #expect(statuses.isSuperset(of: ["booked", "cancelled", "fulfilled", "noshow"]))
        #expect(appointments.contains { $0["cancelationReason"] != nil })
    }

    @Test("codes, ids and references are those that R4 knows, and each reference is there")
    func wellFormed() throws {
        let statuses: Set<String> = [
            "proposed", "pending", "booked", "arrived", "fulfilled", "cancelled", "noshow",
            "entered-in-error", "checked-in", "waitlist",
        ]
        let slots: Set<String> = [
            "busy", "free", "busy-unavailable", "busy-tentative", "entered-in-error",
        ]
        let answers: Set<String> = ["accepted", "declined", "tentative", "needs-action"]
        let resources = try Self.simulated
        var ids: Set<String> = []
        for resource in resources {
            let type = try #require(resource["resourceType"]?.string)
            let id = try #require(resource["id"]?.string)
            #expect(id.utf8.count <= 64 && id.utf8.allSatisfy(Self.isIDByte), "\(id)")
            #expect(ids.insert("\(type)/\(id)").inserted, "\(type)/\(id) twice in one export")
        }
        for resource in resources {
            switch resource["resourceType"]?.string {
            case "Appointment":
                #expect(statuses.contains(resource["status"]?.string ?? ""))
                for slot in resource["slot"]?.array ?? [] {
                    #expect(ids.contains(slot["reference"]?.string ?? ""))
                }
                for participant in resource["participant"]?.array ?? [] {
                    #expect(answers.contains(participant["status"]?.string ?? ""))
                }
            case "Slot":
                #expect(slots.contains(resource["status"]?.string ?? ""))
                #expect(ids.contains(resource["schedule"]?["reference"]?.string ?? ""))
            case "Schedule": #expect(resource["actor"]?.array?.count == 1)
            default: Issue.record("what is \(resource)")
            }
        }
    }

    @Test("of a patient there is a token and nothing else")
    func pseudonymous() throws {
        var tokens: Set<String> = []
        for resource in try Self.simulated {
            for participant in resource["participant"]?.array ?? [] {
                guard let actor = participant["actor"], actor["type"]?.string == "Patient" else {
                    continue
                }
                #expect(actor.object?.members.map(\.key) == ["type", "identifier"])
                let identifier = try #require(actor["identifier"]?.object)
                #expect(identifier.members.map(\.key) == ["system", "value"])
                tokens.insert(identifier["value"]?.string ?? "")
            }
        }
        #expect(tokens.count > 50)
        #expect(tokens.allSatisfy { $0.utf8.count == 16 })
    }

    @Test(
        "what is exported bit by bit, the newest of each id, is what is exported at once",
        arguments: 0..<6
    )
    func incremental(seed: UInt64) async throws {
        let start = try #require(Instant(rfc3339: "2026-11-23T07:00:00Z"))
        let temporary = try TemporaryBook(start: start)
        let book = try temporary.open()
        try await book.configure(try EndToEndTests.sample(), actor: "anna")
        var random = SplitMix(seed: seed)
        var known: [String: [UInt8]] = [:]
        var cursor: UInt64 = 0
        func export(after position: UInt64, into known: inout [String: [UInt8]]) throws -> UInt64 {
            try book.exportFHIR(after: position) { line in
                let value = try JSONReader.parse(Array(line.dropLast()))
                let type = value["resourceType"]?.string ?? ""
                known["\(type)/\(value["id"]?.string ?? "")"] = line
                return true
            }
        }
        var subjects: [UInt64] = []
        // Names are those in use at the export: who is withdrawn later keeps none in what was
        // exported before.
        cursor = try export(after: 0, into: &known)
        let gone = try #require(try book.clinic().resources.last).number
        _ = try await book.submit(.configure([.withdrawResource(gone)]))
        for _ in 0..<8 {
            for _ in 0..<6 {
                try await Self.step(book, temporary.clock.now, &subjects, &random)
            }
            temporary.clock.advance(seconds: Int64.random(in: 0...2_400, using: &random))
            cursor = try export(after: cursor, into: &known)
        }
        let before = known
        #expect(try export(after: cursor, into: &known) == cursor)
        #expect(before == known, "nothing changed: what is written again is the same")
        var all: [String: [UInt8]] = [:]
        _ = try export(after: 0, into: &all)
        let differing = Set(all.keys).symmetricDifference(known.keys).union(
            all.keys.filter { all[$0] != known[$0] }
        )
        #expect(differing.isEmpty, "seed \(seed)")
        let texts = all.values.map { String(decoding: $0, as: UTF8.self) }
        #expect(texts.contains { $0.contains(#""status":"cancelled""#) })
        #expect(texts.contains { $0.contains(#""active":false"#) })
        #expect(texts.contains { $0.contains("busy-unavailable") })
    }

    /// One random command; refusals are fine.
    private static func step(
        _ book: Book,
        _ now: Instant,
        _ subjects: inout [UInt64],
        _ random: inout SplitMix
    ) async throws {
        let clinic = try book.clinic()
        let service = try #require(clinic.services.randomElement(using: &random))
        let window = now.minute..<now.minute.advanced(by: 7 * 1_440)
        let slots = try book.freeSlots(service: service.number, in: window, count: 200)
        let subject = subjects.randomElement(using: &random) ?? 1
        let slot = slots.randomElement(using: &random)
        let request = TimeRequest(
            service: service.number,
            start: slot?.start ?? now.minute,
            party: .random(in: 1...4, using: &random)
        )
        let command: Command =
            switch Int.random(in: 0..<9, using: &random) {
            case 0, 1: .book(request)
            case 2, 3: .hold(request, minutes: .random(in: 5...60, using: &random))
            case 4: .confirmHold(subject: subject, party: 0)
            case 5: .cancel(subject: subject, reason: .provider)
            case 6: .reschedule(subject: subject, start: request.start, resource: 0)
            case 7: .progress(subject: subject, step: .reinstate)
            default:
                .block(resource: slot?.resource ?? 1, start: request.start, length: 60)
            }
        let receipt = try await book.submit(command)
        if case .accepted(let first, _) = receipt.answer {
            if let fact = try book.facts(from: first, through: first).first {
                subjects.append(fact.subject)
            }
        }
    }

    /// A book with one appointment of somebody known, tomorrow, and its export since a position.
    private static func booked(
        approval minutes: UInt32 = 0
    ) async throws -> (TemporaryBook, Book, UInt64) {
        let start = try #require(Instant(rfc3339: "2026-11-23T07:00:00Z"))
        let temporary = try TemporaryBook(start: start)
        let book = try temporary.open()
        try await book.configure(try EndToEndTests.sample(), actor: "anna")
        var service = try #require(try book.clinic().service(2))
        service.approvalMinutes = minutes
        try await book.submit(.configure([.service(service)]))
        let day = start.minute.advanced(by: 2 * 1_440)
        let free = try #require(try book.firstTimes(1, of: 2, after: day).first)
        let visit = try await book.submit(
            .book(TimeRequest(service: 2, start: free, party: 7)),
            channel: .form,
            actorClass: .patient
        ).first
        return (temporary, book, visit)
    }

    private static func appointment(
        _ number: UInt64,
        of book: Book,
        after position: UInt64
    ) throws -> JSONValue? {
        var found: JSONValue?
        try book.exportFHIR(after: position) { line in
            let value = try JSONReader.parse(Array(line.dropLast()))
            if value["resourceType"]?.string == "Appointment", value["id"]?.string == "\(number)" {
                found = value
            }
            return true
        }
        return found
    }

    @Test("a reminder hides no appointment, and who confirms it has accepted")
    func reminded() async throws {
        let (temporary, book, visit) = try await Self.booked()
        let before = try #require(try Self.appointment(visit, of: book, after: 0))
        try await book.submit(
            .recordResponse(subject: visit, resource: 0, response: .tentative)
        )
        let position = try book.head().sequence
        let reminder = try await book.submit(.remind(appointment: visit, channel: .email)).first
        let after = try #require(try Self.appointment(visit, of: book, after: 0))
        #expect(after["start"] == before["start"] && after["status"] == before["status"])
        #expect(after["participant"]?.array?.first?["status"]?.string == "tentative")
        #expect(try Self.appointment(visit, of: book, after: position) == nil, "nothing changed")
        temporary.clock.advance(seconds: 60)
        try await book.submit(.claimReply(reply: reminder, seconds: 60))
        try await book.submit(.reportReply(reply: reminder, outcome: .sent))
        #expect(try Self.appointment(visit, of: book, after: 0) == after)
        try await book.submit(.answerReminder(reminder: reminder, .confirm))
        let confirmed = try #require(try Self.appointment(visit, of: book, after: position))
        #expect(confirmed["participant"]?.array?.first?["status"]?.string == "accepted")
        #expect(try Self.appointment(visit, of: book, after: 0) == confirmed)
        let later = try #require(
            try book.firstTimes(1, of: 2, after: Minute(0).advanced(by: 29_900_000)).first
        )
        try await book.submit(.reschedule(subject: visit, start: later, resource: 0))
        let moved = try #require(try Self.appointment(visit, of: book, after: 0))
        #expect(moved["participant"]?.array?.first?["status"]?.string == "needs-action")
    }

    @Test("a wish that nobody decided in time is written again, cancelled")
    func ranOut() async throws {
        let (temporary, book, wish) = try await Self.booked(approval: 60)
        let pending = try #require(try Self.appointment(wish, of: book, after: 0))
        #expect(pending["status"]?.string == "pending")
        let position = try book.head().sequence
        #expect(try Self.appointment(wish, of: book, after: position) == nil)
        temporary.clock.advance(seconds: 3_600)
        let over = try #require(try Self.appointment(wish, of: book, after: position))
        #expect(over["status"]?.string == "cancelled")
    }

    private static func isIDByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
            || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".")
    }

    /// A simulated month, exported.
    private static var simulated: [JSONValue] {
        get throws {
            let temporary = try TemporaryBook(start: Instant(milliseconds: 0))
            var plan = SimulationPlan(seed: 4, facts: 4_000)
            plan.resources = 12
            plan.weeks = 4
            let path = temporary.directory + "/month"
            _ = try Book.simulate(at: path, plan)
            let book = try Book(opening: path)
            var resources: [JSONValue] = []
            try book.exportFHIR { line in
                resources.append(try JSONReader.parse(Array(line.dropLast())))
                return true
            }
            return resources
        }
    }
}

/// The same numbers for the same seed.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
