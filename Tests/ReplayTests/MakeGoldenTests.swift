import Daybook
import DaybookTesting
import Testing

/// Makes new golden logs somewhere else, for a person to compare and put in place.
@Suite("New golden logs")
struct MakeGoldenTests {
    static let directory = Repository.setting("DAYBOOK_GOLDEN_OUT")

    @Test("are made only when asked for, and never in place", .enabled(if: directory != nil))
    func make() async throws {
        let directory = try #require(Self.directory)
        let temporary = try TemporaryBook(
            start: try #require(Instant(rfc3339: Scenario.start)),
            seed: 20_260_302
        )
        var scenario = Scenario(try temporary.open(), clock: temporary.clock, seed: 20_260_302)
        try await scenario.play()
        for (name, withSealed) in [("lindenhof", true), ("lindenhof-unsealed", false)] {
            try scenario.book.exportLog(to: "\(directory)/\(name).jsonl", withSealed: withSealed)
        }
        let other = try TemporaryBook(
            start: try #require(Instant(rfc3339: Scenario.start)),
            seed: 20_260_303
        )
        var weeks = CourseOfWeeks(try other.open(), clock: other.clock, seed: 20_260_303)
        try await weeks.play()
        try weeks.book.exportLog(to: "\(directory)/weeks-unsealed.jsonl", withSealed: false)
        let third = try TemporaryBook(
            start: try #require(Instant(rfc3339: Scenario.start)),
            seed: 20_260_304
        )
        var exchange = OtherDiaries(try third.open(), clock: third.clock, seed: 20_260_304)
        try await exchange.play()
        try exchange.book.exportLog(
            to: "\(directory)/exchange-unsealed.jsonl",
            withSealed: false
        )
        let kept = try TemporaryBook(
            start: try #require(Instant(rfc3339: CourseOfCustody.start)),
            seed: 20_260_601
        )
        let custody = CourseOfCustody(try kept.open(), kept)
        try await custody.play()
        for (name, withSealed) in [("custody", true), ("custody-unsealed", false)] {
            try custody.book.exportLog(to: "\(directory)/\(name).jsonl", withSealed: withSealed)
        }
        let fourth = try TemporaryBook(
            start: try #require(Instant(rfc3339: Scenario.start)),
            seed: 20_260_304
        )
        var inbox = SharedInbox(try fourth.open(), clock: fourth.clock, seed: 20_260_304)
        try await inbox.play()
        try inbox.book.exportLog(to: "\(directory)/inbox-unsealed.jsonl", withSealed: false)
        let fifth = try TemporaryBook(
            start: try #require(Instant(rfc3339: Scenario.start)),
            seed: 20_260_305
        )
        var plans = CourseOfPlans(try fifth.open(), clock: fifth.clock, seed: 20_260_305)
        try await plans.play()
        try plans.book.exportLog(to: "\(directory)/plans-unsealed.jsonl", withSealed: false)
        let sixth = try TemporaryBook(
            start: try #require(Instant(rfc3339: Scenario.start)),
            seed: 20_260_306
        )
        var words = CourseOfWords(try sixth.open(), clock: sixth.clock, seed: 20_260_306)
        try await words.play()
        try words.book.exportLog(to: "\(directory)/words-unsealed.jsonl", withSealed: false)
        try await makeRedirects(in: directory)
        try await makeMailboxes(in: directory)
        try await makeParticipants(in: directory)
        try await makeReminders(in: directory)
        let simulated = temporary.directory + "/simulated"
        var plan = SimulationPlan(seed: 7, facts: 600)
        plan.resources = 3
        plan.weeks = 4
        plan.start = try #require(CivilDate("2026-01-05"))
        _ = try Book.simulate(at: simulated, plan)
        var options = BookOptions()
        options.isReadOnly = true
        try Book(opening: simulated, options: options)
            .exportLog(to: "\(directory)/simulated.jsonl", withSealed: false)
        for golden in GoldenLog.all {
            let made = try ImportedBook(from: "\(directory)/\(golden.name).jsonl")
            let instant = try #require(Instant(rfc3339: golden.asOf))
            let text = try Answers.json(of: made.open(), asOf: instant)
            try LocalFile.write(
                Array(text.utf8),
                to: "\(directory)/\(golden.name).expected.json"
            )
        }
    }

    private func makeReminders(in directory: String) async throws {
        let temporary = try TemporaryBook(
            start: try #require(Instant(rfc3339: Scenario.start)),
            seed: 20_260_308
        )
        var course = CourseOfReminders(
            try temporary.open(),
            clock: temporary.clock,
            seed: 20_260_308
        )
        try await course.play()
        try course.book.exportLog(to: "\(directory)/reminders-unsealed.jsonl", withSealed: false)
    }

    private func makeMailboxes(in directory: String) async throws {
        let temporary = try TemporaryBook(
            start: try #require(Instant(rfc3339: Scenario.start)),
            seed: 20_260_308
        )
        var course = CourseOfMailboxes(
            try temporary.open(),
            clock: temporary.clock,
            seed: 20_260_308
        )
        try await course.play()
        try course.book.exportLog(to: "\(directory)/mailboxes-unsealed.jsonl", withSealed: false)
    }

    private func makeRedirects(in directory: String) async throws {
        let temporary = try TemporaryBook(
            start: try #require(Instant(rfc3339: Scenario.start)),
            seed: 20_260_307
        )
        var course = CourseOfRedirects(
            try temporary.open(),
            clock: temporary.clock,
            seed: 20_260_307
        )
        try await course.play()
        try course.book.exportLog(to: "\(directory)/redirects-unsealed.jsonl", withSealed: false)
    }

    private func makeParticipants(in directory: String) async throws {
        let temporary = try TemporaryBook(
            start: try #require(Instant(rfc3339: Scenario.start)),
            seed: 20_260_308
        )
        var course = CourseOfParticipants(
            try temporary.open(),
            clock: temporary.clock,
            seed: 20_260_308
        )
        try await course.play()
        try course.book.exportLog(
            to: "\(directory)/participants-unsealed.jsonl",
            withSealed: false
        )
    }
}
