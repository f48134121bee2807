import Glibc
import Testing

@testable import DaybookStorage

@Suite("Readers of all processes")
struct ReaderTests {
    @Test("A view that is held is told with its process and how far it is behind")
    func held() throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        try log.fill(3)
        #expect(try log.readers().isEmpty)
        let view = try log.environment.begin(writing: false)
        for number in UInt64(0)...5 {
            let held = LogReader(process: getpid(), transactionsBehind: number)
            #expect(try log.readers() == [held])
            try log.fill(1)
        }
        log.environment.abort(view)
        #expect(try log.readers().isEmpty)
    }

    @Test("Scans are cut into windows, so that none holds its view for long")
    func windows() throws {
        let scratch = try Scratch()
        let log = try scratch.log(options: LogOptions(windowPages: 1))
        try log.fill(1_000)
        var lags: [UInt64] = []
        try log.scan(TestFact.self) { _ in
            try log.fill(1)
            lags += try log.readers().map(\.transactionsBehind)
            return lags.count < 50
        }
        #expect(lags.count == 50)
        #expect(lags.allSatisfy { $0 <= 2 })
    }

    @Test("An export holds no view while its lines are written, however slow who takes them is")
    func exporting() throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        var random = Seeded(71)
        try log.appendRandomly(commits: 20, &random)
        try log.append(at: 0) { appender in
            for number in UInt8(0)..<9 {
                try appender.setParty([UInt8](repeating: number, count: 32), token: 7)
            }
        }
        var lines = 0
        _ = try log.export { _ in
            lines += 1
            let readers = try log.readers()
            #expect(readers.isEmpty, "line \(lines)")
        }
        #expect(lines > 28)
    }

    @Test("The place of a reader that was killed is freed, at the latest after so many appends")
    func killed() async throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        try log.fill(3)
        let book = scratch.book()
        for byAppends in [false, true] {
            await #expect(processExitsWith: .signal(SIGKILL)) { [book = book as String] in
                let log = try Log(opening: book)
                try log.scan(TestFact.self) { _ in kill(getpid(), SIGKILL) == 0 }
            }
            try log.fill(1)
            let dead = try #require(try log.readers().first)
            #expect(dead.process != getpid())
            #expect(dead.transactionsBehind == 1)
            if byAppends {
                for _ in 0..<Limits.appendsPerSweep { log.environment.tidyUpSometimes() }
            } else {
                #expect(try log.sweepReaders() == 1)
            }
            #expect(try log.readers().isEmpty)
        }
    }

    @Test(
        "What LMDB tells of readers is read line by line, whatever it says",
        arguments: [
            ("(no active readers)\n", 0), ("    pid     thread     txnid\n  12 7f 40\n", 1),
            ("   1 a -\n   2 b 39\n   x c 1\n", 1), ("", 0), ("\n\n 1\n", 0),
        ]
    )
    func listing(text: String, count: Int) {
        let readers = Environment.readers(in: Array(text.utf8), newest: 41)
        #expect(readers.count == count)
        #expect(readers.allSatisfy { $0.transactionsBehind < 3 })
    }
}
