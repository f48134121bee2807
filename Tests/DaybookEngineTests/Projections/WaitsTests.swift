import DaybookDomain
import DaybookEngine
import Testing

@Suite("Who waits, and what ends a wait")
struct WaitsTests {
    /// A log of messages and answers, by minutes since some morning.
    private struct Course {
        private(set) var facts: [Fact] = []
        private static let morning: Int64 = 1_780_000_000_000

        @discardableResult
        mutating func add(
            _ kind: Kind,
            written: Int,
            recorded: Int? = nil,
            subject: UInt64 = 1,
            cause: UInt64 = 0,
            service: UInt16 = 0
        ) -> UInt64 {
            var fact = Fact(kind)
            fact.sequence = UInt64(facts.count + 1)
            fact.subject = subject
            fact.cause = cause
            fact.service = service
            fact.channel = .messenger
            fact.occurredAt = Course.instant(written)
            fact.recordedAt = Course.instant(recorded ?? written)
            facts.append(fact)
            return fact.sequence
        }

        static func instant(_ minutes: Int) -> Instant {
            Instant(milliseconds: morning + Int64(minutes) * 60_000)
        }

        /// The projection, after checking at every position that each wait is counted once.
        func fold() -> ResponseTimes {
            var projection = ResponseTimes()
            for index in facts.indices {
                projection.apply([facts[index]].span, bodies: Bodies { _ in nil })
                for row in projection.report(by: .channelDay) {
                    #expect(
                        row.begun == row.answered + row.automatic + row.notNeeded + row.waiting,
                        "after fact \(index + 1)"
                    )
                }
            }
            return projection
        }
    }

    private func total(_ projection: ResponseTimes) throws -> ResponseRow {
        try #require(projection.report(by: .total).first)
    }

    @Test("an answer typed in the app before the newest message leaves the newest waiting")
    func answerBetween() throws {
        var course = Course()
        course.add(.requestReceived, written: 0)
        let newest = course.add(.messageReceived, written: 30)
        // Written at 10, delivered after the message of 30.
        course.add(.replySent, written: 10, recorded: 31)
        let projection = course.fold()
        let waits = projection.waitingRequests()
        #expect(waits.map(\.since) == [Course.instant(30)])
        #expect(waits.map(\.lastMessage) == [newest])
        #expect(waits.map(\.isFirst) == [false])
        #expect(try total(projection).answered == 1)
        #expect(try total(projection).percentiles?.last == 600)
    }

    @Test("of several messages after an answer, the wait goes on from the earliest")
    func severalAfter() throws {
        var course = Course()
        course.add(.requestReceived, written: 0)
        for minute in [50, 20, 40, 5] { course.add(.messageReceived, written: minute) }
        course.add(.replySent, written: 10, recorded: 60)
        var waits = course.fold().waitingRequests()
        #expect(waits.map(\.since) == [Course.instant(20)])
        course.add(.replySent, written: 45, recorded: 61)
        waits = course.fold().waitingRequests()
        #expect(waits.map(\.since) == [Course.instant(50)])
        course.add(.replySent, written: 62)
        #expect(course.fold().waitingRequests().isEmpty)
    }

    @Test("an answer written before all that waits ends nothing")
    func answerBefore() throws {
        var course = Course()
        course.add(.requestReceived, written: 30)
        course.add(.replySent, written: 10, recorded: 31)
        let projection = course.fold()
        #expect(projection.waitingRequests().map(\.since) == [Course.instant(30)])
        #expect(try total(projection).answered == 0)
    }

    @Test("a message that was written earlier and delivered later moves the wait back")
    func movedBack() throws {
        var course = Course()
        course.add(.requestReceived, written: 30)
        course.add(.messageReceived, written: 10, recorded: 31)
        #expect(course.fold().waitingRequests().map(\.since) == [Course.instant(10)])
        course.add(.replySent, written: 20, recorded: 32)
        #expect(course.fold().waitingRequests().map(\.since) == [Course.instant(30)])
    }

    @Test("a failed answer puts the wait back to where it began", arguments: [true, false])
    func putBack(namesAnswer: Bool) throws {
        var course = Course()
        course.add(.requestReceived, written: 0)
        let queued = course.add(.replyQueued, written: 5)
        let sent = course.add(.replySent, written: 6, cause: queued)
        course.add(.replyFailed, written: 9, cause: namesAnswer ? sent : queued)
        let projection = course.fold()
        #expect(projection.waitingRequests().map(\.since) == [Course.instant(0)])
        #expect(try total(projection).corrected == 1)
    }

    @Test("while another answer stands, a failure puts nothing back", arguments: [0, 1])
    func anotherStands(failing: Int) throws {
        var course = Course()
        course.add(.requestReceived, written: 0)
        let answers = [
            course.add(.replySent, written: 6), course.add(.replySent, written: 7),
        ]
        course.add(.replyFailed, written: 9, cause: answers[failing])
        #expect(course.fold().waitingRequests().isEmpty)
        course.add(.replyFailed, written: 10, cause: answers[1 - failing])
        #expect(course.fold().waitingRequests().map(\.since) == [Course.instant(0)])
    }

    @Test("a failure after a new message joins both waits, from the first message on")
    func joined() throws {
        var course = Course()
        course.add(.requestReceived, written: 0)
        let sent = course.add(.replySent, written: 6)
        course.add(.messageReceived, written: 8)
        course.add(.replyFailed, written: 9, cause: sent)
        #expect(course.fold().waitingRequests().map(\.since) == [Course.instant(0)])
        course.add(.replySent, written: 7, recorded: 10)
        #expect(course.fold().waitingRequests().map(\.since) == [Course.instant(8)])
    }

    @Test("a failure after a later answer puts nothing back")
    func laterAnswer() throws {
        var course = Course()
        course.add(.requestReceived, written: 0)
        let first = course.add(.replySent, written: 6)
        course.add(.messageReceived, written: 8)
        course.add(.replySent, written: 12)
        course.add(.replyFailed, written: 13, cause: first)
        let projection = course.fold()
        #expect(projection.waitingRequests().isEmpty)
        #expect(try total(projection).corrected == 1)
    }

    @Test("a failure is believed for seven days, and not after a conversation was closed")
    func window() throws {
        let week = 7 * 1_440
        for (late, waits) in [(week, 1), (week + 1, 0)] {
            var course = Course()
            course.add(.requestReceived, written: 0)
            let sent = course.add(.replySent, written: 6)
            course.add(.replyFailed, written: 6 + late, cause: sent)
            #expect(course.fold().waitingRequests().count == waits)
        }
        var course = Course()
        course.add(.requestReceived, written: 0)
        let sent = course.add(.replySent, written: 6)
        course.add(.conversationClosed, written: 7)
        course.add(.replyFailed, written: 8, cause: sent)
        #expect(course.fold().waitingRequests().isEmpty)
    }

    @Test("after a close nothing is put back, whichever of several answers had failed before")
    func closedAfterFailure() throws {
        var course = Course()
        course.add(.requestReceived, written: 0)
        let first = course.add(.replySent, written: 6)
        let second = course.add(.replySent, written: 7)
        course.add(.replyFailed, written: 8, cause: second)
        course.add(.conversationClosed, written: 9)
        course.add(.replyFailed, written: 10, cause: first)
        let projection = course.fold()
        #expect(projection.waitingRequests().isEmpty)
        #expect(try total(projection).corrected == 0)
    }

    @Test(
        "an answer from before the window stands for nothing, in a resumed fold as in a whole one"
    )
    func forgotten() throws {
        let day = 1_440
        var course = Course()
        course.add(.requestReceived, written: 0)
        course.add(.replySent, written: 6)
        let second = course.add(.replySent, written: 5 * day)
        course.add(.machineMessageReceived, written: 8 * day)
        course.add(.requestReceived, written: 8 * day, subject: 2)
        course.add(.replyFailed, written: 8 * day + 1, cause: second)
        #expect(course.fold().waitingRequests().map(\.conversation) == [1, 2])
        var first = ResponseTimes()
        let facts = course.facts
        first.apply(Array(facts[..<5]).span, bodies: Bodies { _ in nil })
        var resumed = try ResponseTimes(decoding: first.encode())
        resumed.apply(Array(facts[5...]).span, bodies: Bodies { _ in nil })
        #expect(resumed.waitingRequests().map(\.conversation) == [1, 2])
    }

    @Test("a service that a later message names is the one that is waited for")
    func service() throws {
        var course = Course()
        course.add(.requestReceived, written: 0)
        course.add(.messageReceived, written: 1, service: 3)
        #expect(course.fold().waitingRequests().map(\.service) == [3])
    }

    @Test("a long run of messages without an answer keeps its first and its newest")
    func longRun() throws {
        var course = Course()
        course.add(.requestReceived, written: 0)
        for minute in 1...200 { course.add(.messageReceived, written: minute) }
        course.add(.replySent, written: 150, recorded: 201)
        #expect(course.fold().waitingRequests().map(\.since) == [Course.instant(200)])
    }

    @Test("many conversations at once are told apart", arguments: [11, 12])
    func many(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var course = Course()
        var open: [UInt64: Int] = [:]
        var answers: [(subject: UInt64, sent: UInt64, since: Int)] = []
        for minute in 0..<6_000 {
            switch random.next() % 8 {
            case 0..<4:
                let subject = random.next() % 4_000 + 1
                course.add(.requestReceived, written: minute, subject: subject)
                open[subject] = open[subject] ?? minute
            case 4..<7:
                guard let subject = open.keys.sorted().first(where: { $0 > random.next() % 4_000 })
                else { continue }
                let sent = course.add(.replySent, written: minute, subject: subject)
                answers.append((subject, sent, open[subject] ?? 0))
                open[subject] = nil
            default:
                guard let last = answers.popLast(), open[last.subject] == nil,
                    !answers.contains(where: { $0.subject == last.subject })
                else { continue }
                course.add(.replyFailed, written: minute, subject: last.subject, cause: last.sent)
                open[last.subject] = last.since
            }
        }
        var projection = ResponseTimes()
        projection.apply(course.facts.span, bodies: Bodies { _ in nil })
        let waits = projection.waitingRequests()
        let expected = open.mapValues { Course.instant($0) }
        #expect(
            Dictionary(uniqueKeysWithValues: waits.map { ($0.conversation, $0.since) }) == expected,
            "seed \(seed)"
        )
    }
}
