import Daybook
import DaybookTesting
import Testing

@Suite("Golden logs")
struct GoldenTests {
    @Test("say today what they said when they were made", arguments: GoldenLog.all)
    func answers(_ golden: GoldenLog) throws {
        let made = try golden.imported()
        let instant = try #require(Instant(rfc3339: golden.asOf))
        #expect(try Answers.json(of: made.open(), asOf: instant) == golden.expected())
    }

    @Test("verify from the first commit to the last", arguments: GoldenLog.all)
    func verify(_ golden: GoldenLog) throws {
        try golden.read { book in
            guard case .sound(let sound) = try book.verify() else {
                Issue.record("the imported log is damaged")
                return
            }
            #expect(sound.head == (try book.head()))
        }
    }

    @Test("exported again are the same, byte for byte", arguments: GoldenLog.all)
    func exportAgain(_ golden: GoldenLog) throws {
        var bytes: [UInt8] = []
        try golden.read { book in
            try book.exportLog(
                withSealed: !golden.name.hasSuffix("unsealed") && golden.name != "simulated"
            ) {
                bytes += $0
            }
        }
        #expect(bytes == (try LocalFile.read(golden.exportPath)))
    }

    @Test("give the same digest folded one fact at a time", arguments: GoldenLog.all)
    func oneByOne(_ golden: GoldenLog) throws {
        try golden.read { book in
            let whole = try Answers.digest(of: BookProjections.self, in: book)
            var projection = BookProjections()
            for position in 1...(try book.head().sequence) {
                try book.replay(&projection, from: position, through: position)
            }
            #expect(Answers.digest(of: projection) == whole)
        }
    }

    @Test("give the same digest wherever the replay is cut in two", arguments: GoldenLog.all)
    func everyCut(_ golden: GoldenLog) throws {
        try golden.read { book in
            let last = try book.head().sequence
            let whole = try Answers.digest(of: BookProjections.self, in: book)
            // The first part is folded once and copied at each cut: it is the same fold.
            var first = BookProjections()
            for cut in 0..<last {
                if cut > 0 { try book.replay(&first, from: cut, through: cut) }
                var both = first
                try book.replay(&both, from: cut + 1)
                #expect(Answers.digest(of: both) == whole, "cut after \(cut)")
            }
        }
    }

    @Test("give the same digest from a snapshot after every commit", arguments: GoldenLog.all)
    func everySnapshot(_ golden: GoldenLog) throws {
        let made = try golden.imported()
        let book = try made.open()
        let whole = try Answers.digest(of: BookProjections.self, in: book)
        var projection = BookProjections()
        var position: UInt64 = 0
        for end in try commitEnds(of: book) where end > position {
            try book.replay(&projection, from: position + 1, through: end)
            position = end
            try book.saveSnapshot(of: projection, at: end)
            let found = try book.replay(fromSnapshot: BookProjections.self)
            #expect(found.began == end)
            #expect(Answers.digest(of: found.projection) == whole, "snapshot at \(end)")
        }
    }

    @Test("say who is erased, what is held and what is kept", arguments: ["", "-unsealed"])
    func custody(_ suffix: String) throws {
        let golden = try #require(GoldenLog.all.first { $0.name == "custody" + suffix })
        var custody = Custody()
        try golden.read { custody = try $0.custody() }
        let erasures = custody.erasures.values.sorted { $0.request < $1.request }
        #expect(erasures.map(\.reason) == [.request, .storedInError])
        #expect(erasures.map(\.generation) == [3, 4])
        #expect(erasures.map { custody.state(of: $0) } == [.complete, .pending])
        #expect(custody.holds.values.map(\.reason) == [.litigation])
        #expect(custody.periods == [1: 3_653, 2: 90])
        #expect(custody.expiries.isEmpty)
        #expect(custody.generation == 4)
        #expect(custody.attested == 3)
        #expect(custody.copies(before: 4) == 1)
    }

    @Test("say who takes part, what they answered, and how appointments were amended")
    func participants() throws {
        let golden = try #require(GoldenLog.all.first { $0.name == "participants-unsealed" })
        let now = try #require(Instant(rfc3339: golden.asOf))
        try golden.read { book in
            let facts = try book.facts(from: 1, through: .max)
            let visits = try facts.filter {
                $0.kind == .appointmentBooked && $0.subject == $0.sequence
            }.compactMap { try book.appointment($0.subject) }
            #expect(visits.map(\.status) == [.booked, .checkedIn])
            let responses = visits.map { visit in
                visit.participants.map { visit.response(of: $0, asOf: now) }
            }
            #expect(
                responses == [
                    [.needsAction, .accepted, .needsAction], [.accepted, .accepted, .accepted],
                ]
            )
            #expect(visits.map(\.priority) == [2, 2])
            #expect(visits.map(\.visitType) == [.followUp, .emergency])
            #expect(visits.map { Modality($0.modality) } == [.video, .video])
            #expect(visits.allSatisfy { $0.comment != 0 })
            let notices = facts.filter { $0.kind == .noticeWithheld }
            #expect(notices.map(\.subject) == [visits[0].subject])
            #expect(facts.count { $0.kind == .replyQueued } == 1)
        }
    }

    private func commitEnds(of book: Book) throws -> [UInt64] {
        var instants: Set<Int64> = []
        for fact in try book.facts(from: 1, through: .max) {
            instants.insert(fact.recordedAt.milliseconds)
        }
        return try instants.sorted().map {
            try book.position(recordedBy: Instant(milliseconds: $0))
        }
    }

    @Test("a changed byte of an export makes no book", arguments: [11, 400, 3_000, 20_000])
    func tampered(_ offset: Int) throws {
        var bytes = try LocalFile.read(GoldenLog.all[1].exportPath)
        try #require(bytes.count > offset)
        bytes[offset] = bytes[offset] == 0x41 ? 0x42 : 0x41
        let temporary = try TemporaryBook(start: Instant(milliseconds: 0))
        let file = temporary.directory + "/export.jsonl"
        try LocalFile.write(bytes, to: file)
        #expect(throws: BookError.self) {
            try Book.importLog(from: file, into: temporary.directory + "/imported")
        }
        #expect(!Book.exists(at: temporary.directory + "/imported"))
    }

    @Test("together hold every kind of fact that a command can append")
    func kinds() throws {
        var found: Set<Kind> = []
        for golden in GoldenLog.all {
            try golden.read { book in
                found.formUnion(try book.facts(from: 1, through: .max).compactMap(\.kind))
            }
        }
        #expect(Set(Kind.allCases).subtracting(found).map(\.name).sorted() == [])
    }
}
