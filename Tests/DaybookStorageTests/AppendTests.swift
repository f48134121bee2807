import Testing

@testable import DaybookStorage

@Suite("An append")
struct AppendTests {
    @Test("Sequences start at 1 and have no gap, whatever the size of the commits")
    func gapless() throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        for size in [1, 1, 2, 3, 1, 70, 1, 500, 1] { try log.fill(size) }
        let facts = try log.all()
        #expect(facts.map(\.sequence) == Array(1...580))
        #expect(facts.map(\.number) == Array(1...580))
        let head = try log.head()
        #expect(head.sequence == 580)
        #expect(head.commit == 9)
    }

    @Test("A key that holds a single value is read", arguments: [1, 2, 3, 62, 63, 64, 65, 200])
    func singleValue(count: Int) throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        try log.fill(count)
        #expect(try log.all().count == count)
        #expect(try log.all(from: UInt64(count)).map(\.number) == [UInt64(count)])
        #expect(try log.all(from: UInt64(count) + 1).isEmpty)
    }

    @Test("Records are handed on aligned, also from the lists that the file aligns to two bytes")
    func alignment() throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        for count in UInt64(1)...70 {
            try log.fill(1)
            try log.scan(TestFact.self) { page in
                let address = unsafe page.withUnsafeBufferPointer {
                    UInt(bitPattern: $0.baseAddress)
                }
                #expect(address % 8 == 0)
                return true
            }
            #expect(try log.all().map(\.number) == Array(1...count))
        }
    }

    @Test(
        "The boundary of a block of 65,536 sequences is crossed",
        arguments: [65_534, 65_535, 65_536]
    )
    func blockBoundary(count: Int) throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        try log.fill(count)
        for _ in 0..<4 { try log.fill(1) }
        let facts = try log.all(from: 65_530)
        #expect(facts.map(\.sequence) == Array(65_530...UInt64(count + 4)))
        #expect(try log.all(from: 65_536, through: 65_536).map(\.number) == [65_536])
        for sequence in UInt64(65_533)...65_538 {
            let record = try log.record(at: sequence, as: TestFact.self)
            #expect(record?.number == sequence)
        }
    }

    @Test("A scan from any position through any other gives exactly that range")
    func ranges() throws {
        let scratch = try Scratch()
        let log = try scratch.log(options: LogOptions(windowPages: 2))
        try log.fill(1000)
        var random = Seeded(42)
        for _ in 0..<300 {
            let first = UInt64(random.below(1005))
            let last = UInt64(random.below(1005))
            let wanted = (UInt64(1)...1000).filter { $0 >= first && $0 <= last }
            #expect(try log.all(from: first, through: last).map(\.number) == wanted)
        }
    }

    @Test("A scan stops where the reader says so")
    func stops() throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        try log.fill(1000)
        var pages = 0
        let last = try log.scan(TestFact.self) { page in
            pages += 1
            return pages < 3
        }
        #expect(pages == 3)
        #expect(last > 0 && last < 1000)
    }

    @Test("What a closure threw after appending leaves no trace")
    func rollback() throws {
        struct Refused: Error {}
        let scratch = try Scratch()
        let log = try scratch.log()
        let before = try log.fill(10)
        #expect(throws: Refused.self) {
            try log.append(at: 0) { appender in
                try appender.append(
                    TestFact(1),
                    body: [1],
                    sealed: [SealedPart(part: 0, bytes: [2])]
                )
                try appender.appendCommand(id: commandID(1), row: [3])
                try appender.setParty([UInt8](repeating: 4, count: 32), token: 5)
                try appender.putMeta("key", [6])
                throw Refused()
            }
        }
        #expect(try log.head() == before)
        #expect(try log.all().count == 10)
        #expect(try log.body(at: 11) == nil)
        #expect(try log.sealed(at: 11, part: 0) == nil)
        #expect(try log.commandRow(commandID(1)) == nil)
        #expect(try log.party([UInt8](repeating: 4, count: 32)) == nil)
        #expect(try log.meta("key") == nil)
        #expect(try log.fill(1).sequence == 11)
    }

    @Test("An append of nothing commits nothing")
    func nothing() throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        try log.append(at: 5) { _ in }
        #expect(try log.head().commit == 0)
    }

    @Test("What was appended together is found by each of its keys, also after reopening")
    func found() throws {
        let scratch = try Scratch()
        let hash = [UInt8](repeating: 9, count: 32)
        do {
            let log = try scratch.log()
            try log.append(at: 7) { appender in
                let first = try appender.append(
                    TestFact(1, subject: appender.nextSequence),
                    body: [1, 2, 3],
                    sealed: [SealedPart(part: 2, bytes: [8, 8]), SealedPart(part: 0, bytes: [7])]
                )
                try appender.append(TestFact(2, subject: first))
                try appender.appendCommand(id: commandID(77), row: [5, 5])
                try appender.setParty(hash, token: 99)
                try appender.putMeta("projection", [1])
                #expect(try appender.record(at: 1, as: TestFact.self)?.number == 1)
                #expect(try appender.commandRow(commandID(77))?.bytes == [5, 5])
                #expect(try appender.party(hash) == 99)
            }
        }
        let log = try Log(opening: scratch.book())
        #expect(log.identity == Scratch.identity)
        #expect(try log.body(at: 1) == [1, 2, 3])
        #expect(try log.body(at: 2) == nil)
        #expect(try log.sealed(at: 1, part: 2) == [8, 8])
        #expect(try log.sealed(at: 1, part: 0) == [7])
        #expect(try log.sealed(at: 1, part: 1) == nil)
        #expect(try log.commandRow(commandID(77)) == CommandRow(commit: 1, bytes: [5, 5]))
        #expect(try log.party(hash) == 99)
        #expect(try log.meta("projection") == [1])
        #expect(try log.records(ofSubject: 1, as: TestFact.self).map(\.number) == [1, 2])
        let commit = try #require(try log.commit(containing: 2))
        #expect(commit.number == 1)
        #expect(commit.seals.map(\.part) == [0, 2])
        #expect(commit.bodyCount == 1)
        #expect(commit.commandIDs == [commandID(77)])
    }

    @Test("A redelivered command id is found, and cannot be stored twice")
    func redelivered() throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        try log.append(at: 1) { try $0.appendCommand(id: commandID(5), row: [1]) }
        let again = code {
            try log.append(at: 2) { try $0.appendCommand(id: commandID(5), row: [2]) }
        }
        #expect(again == .duplicateCommand)
        #expect(try log.commandRow(commandID(5)) == CommandRow(commit: 1, bytes: [1]))
        #expect(try log.head().commands == 1)
        // The refusal leaves the append usable: the caller may answer from the row and go on.
        try log.append(at: 3) { appender in
            #expect(
                code { try appender.appendCommand(id: commandID(5), row: []) } == .duplicateCommand
            )
            try appender.appendCommand(id: commandID(6), row: [6])
        }
        #expect(try log.head().commands == 2)
    }

    @Test("The instant of a commit never decreases, whatever the clock says")
    func clockBack() throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        try log.fill(1, at: 1_700_000_000_500)
        let seen = try log.append(at: 3) { appender in
            try appender.append(TestFact(2))
            return appender.recordedAt
        }
        #expect(seen == 1_700_000_000_500)
        #expect(try log.head().recordedAt == 1_700_000_000_500)
    }

    @Test("A commit is found by a sequence in it and by an instant", arguments: [1, 2, 7, 40])
    func commitLookups(commits: Int) throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        var random = Seeded(UInt64(commits))
        var owner: [UInt64: UInt64] = [:]
        var next: UInt64 = 1
        for number in 1...UInt64(commits) {
            let count = random.below(4)
            let instant = 1_700_000_000_000 + Int64(number) * 10
            try log.append(at: instant) { appender in
                for _ in 0..<count {
                    owner[next] = number
                    next = try appender.append(TestFact(next)) + 1
                }
                try appender.appendCommand(id: commandID(number), row: [])
            }
        }
        for sequence in 0...(next + 1) {
            #expect(try log.commit(containing: sequence)?.number == owner[sequence])
        }
        for number in 0...UInt64(commits) {
            let instant = 1_700_000_000_000 + Int64(number) * 10 + 5
            #expect(try log.commit(recordedBy: instant)?.number == (number == 0 ? nil : number))
        }
    }

    @Test("A value over its limit is refused before anything is written")
    func limits() throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        let long = [UInt8](repeating: 1, count: Limits.bodyBytes + 1)
        try log.append(at: 1) { appender in
            #expect(code { try appender.append(TestFact(), body: long) } == .limitExceeded)
            #expect(code { try appender.appendCommand(id: [1], row: []) } == .invalid)
            #expect(
                code { try appender.appendCommand(id: commandID(1), row: Array(long[..<1025])) }
                    == .limitExceeded
            )
            #expect(code { try appender.putMeta("format", [9]) } == .invalid)
            #expect(code { try appender.append(TestFact(1, subject: 2)) } == .invalid)
            let twice = [SealedPart(part: 1, bytes: []), SealedPart(part: 1, bytes: [])]
            #expect(code { try appender.append(TestFact(), sealed: twice) } == .invalid)
            try appender.append(TestFact(1, subject: 1))
        }
        #expect(try log.all().count == 1)
    }

    @Test("An append within an append on one thread is refused, not a deadlock")
    func nested() throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        try log.append(at: 1) { appender in
            #expect(code { try log.append(at: 1) { _ in } } == .nestedAppend)
            try appender.append(TestFact())
        }
        #expect(try log.fill(1).sequence == 2)
    }

    @Test("After a failed commit every append is refused and reading goes on")
    func poisoned() throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        try log.fill(3)
        log.environment.poison()
        #expect(code { try log.fill(1) } == .poisoned)
        #expect(try log.all().count == 3)
    }

    @Test("Under the floor of free disk space only the reserve may be used")
    func diskFloor() throws {
        let scratch = try Scratch()
        let log = try scratch.log(options: LogOptions(diskFloorBytes: .max))
        #expect(code { try log.fill(1) } == .diskFull)
        try log.append(at: 1, mayUseReserve: true) { _ = try $0.append(TestFact()) }
        #expect(try log.head().sequence == 1)
    }
}
