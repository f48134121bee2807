import FoundationEssentials
import Glibc
import Testing

@testable import DaybookStorage

@Suite("Several processes and threads")
struct ProcessTests {
    /// Appends `rounds` facts, each decided against the last one: its number is one more.
    static func count(_ book: String, rounds: Int) throws {
        let log = try Log(opening: book)
        for _ in 0..<rounds {
            try log.append(at: 0) { appender in
                let last = try appender.record(at: appender.head.sequence, as: TestFact.self)
                try appender.append(TestFact((last?.number ?? 0) + 1))
                if appender.head.sequence.isMultiple(of: 7) {
                    try appender.append(TestFact((last?.number ?? 0) + 2), body: [1])
                }
            }
        }
    }

    @Test("Two processes that append at once leave no gap and decide against the last state")
    func twoProcesses() async throws {
        let scratch = try Scratch()
        do { _ = try scratch.log() }
        let book = scratch.book()
        async let one = #expect(processExitsWith: .success) { [book = book as String] in
            try ProcessTests.count(book, rounds: 300)
        }
        async let two = #expect(processExitsWith: .success) { [book = book as String] in
            try ProcessTests.count(book, rounds: 300)
        }
        _ = await (one, two)
        let log = try Log(opening: book)
        let facts = try log.all()
        #expect(try log.head().commit == 600)
        #expect(facts.map(\.sequence) == Array(1...UInt64(facts.count)))
        #expect(facts.map(\.number) == Array(1...UInt64(facts.count)))
        guard case .sound = try LogVerifier(log).verify() else {
            Issue.record("the log does not verify")
            return
        }
    }

    @Test("Threads that append and scan at once see whole commits only")
    func threads() async throws {
        let scratch = try Scratch()
        let log = try scratch.log(options: LogOptions(windowPages: 1))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<3 {
                group.addTask {
                    for _ in 0..<40 { try log.fill(10) }
                }
            }
            group.addTask {
                for _ in 0..<200 {
                    let facts = try log.all()
                    #expect(facts.map(\.number) == (0..<facts.count).map { UInt64($0) + 1 })
                }
            }
            try await group.waitForAll()
        }
        #expect(try log.head().sequence == 1200)
    }

    @Test("A process that is killed while it appends leaves whole commits, and the next goes on")
    func killed() async throws {
        let scratch = try Scratch()
        do { _ = try scratch.log() }
        let book = scratch.book()
        for round in UInt64(1)...4 {
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [book = book as String, round = round as UInt64] in
                let log = try Log(opening: book)
                // A thread of its own kills the process somewhere within the appends.
                let killer = Task.detached {
                    try await Task.sleep(for: .milliseconds(20 + 17 * round))
                    kill(getpid(), SIGKILL)
                }
                while !killer.isCancelled { try log.fill(7) }
            }
            let log = try Log(opening: book)
            let head = try log.head()
            #expect(head.sequence == head.commit * 7)
            guard case .sound = try LogVerifier(log).verify() else {
                Issue.record("round \(round): the log does not verify")
                return
            }
        }
    }

    @Test("A failed write trips the latch, and the log opened again is whole")
    func failedCommit() async {
        await #expect(processExitsWith: .success) {
            let scratch = try Scratch()
            var head: LogHead
            do {
                let log = try scratch.log()
                head = try log.fill(10)
                // Writes beyond the file's present length fail from here on, as on a bad device.
                signal(SIGXFSZ, SIG_IGN)
                let size = try #require(try FileSystem.status(scratch.book() + "/log/data.mdb"))
                    .bytes
                var old = rlimit()
                #expect(unsafe getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &old) == 0)
                var limit = rlimit(rlim_cur: rlim_t(size), rlim_max: old.rlim_max)
                #expect(unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
                let failed = code { try log.fill(5000) }
                #expect(unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &old) == 0)
                #expect(failed == .outcomeUnknown)
                #expect(code { try log.fill(1) } == .poisoned)
                #expect(try log.head() == head)
            }
            let log = try Log(opening: scratch.book())
            #expect(try log.head() == head)
            head = try log.fill(5000)
            guard case .sound(let report) = try LogVerifier(log).verify() else {
                Issue.record("the log does not verify")
                return
            }
            #expect(report.head == head)
        }
    }
}
