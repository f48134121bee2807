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
        try await export(Scenario.self, seed: 20_260_302, as: "lindenhof", withSealed: true)
        try await export(Scenario.self, seed: 20_260_302, as: "lindenhof-unsealed")
        try await export(CourseOfWeeks.self, seed: 20_260_303, as: "weeks-unsealed")
        try await export(OtherDiaries.self, seed: 20_260_304, as: "exchange-unsealed")
        try await export(SharedInbox.self, seed: 20_260_304, as: "inbox-unsealed")
        try await export(CourseOfPlans.self, seed: 20_260_305, as: "plans-unsealed")
        try await export(CourseOfWords.self, seed: 20_260_306, as: "words-unsealed")
        try await export(CourseOfRedirects.self, seed: 20_260_307, as: "redirects-unsealed")
        try await export(CourseOfMailboxes.self, seed: 20_260_308, as: "mailboxes-unsealed")
        try await export(CourseOfParticipants.self, seed: 20_260_308, as: "participants-unsealed")
        try await export(CourseOfReminders.self, seed: 20_260_308, as: "reminders-unsealed")
        let kept = try TemporaryBook(
            start: try #require(Instant(rfc3339: CourseOfCustody.start)),
            seed: 20_260_601
        )
        let custody = CourseOfCustody(try kept.open(), kept)
        try await custody.play()
        for (name, withSealed) in [("custody", true), ("custody-unsealed", false)] {
            try custody.book.exportLog(to: "\(directory)/\(name).jsonl", withSealed: withSealed)
        }
        let simulated = kept.directory + "/simulated"
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

    /// Plays a course into a new book, and exports its log.
    private func export<C: Course>(
        _ course: C.Type,
        seed: UInt64,
        as name: String,
        withSealed: Bool = false
    ) async throws {
        let directory = try #require(Self.directory)
        let temporary = try TemporaryBook(
            start: try #require(Instant(rfc3339: Scenario.start)),
            seed: seed
        )
        var course = C(try temporary.open(), clock: temporary.clock, seed: seed)
        try await course.play()
        try course.book.exportLog(to: "\(directory)/\(name).jsonl", withSealed: withSealed)
    }
}
