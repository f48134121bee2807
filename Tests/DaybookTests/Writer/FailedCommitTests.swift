import Daybook
import DaybookTesting
import Glibc
import Testing

@Suite("A commit that fails on the way to the disk")
struct FailedCommitTests {
    @Test("is answered as unknown, stops all writing, and is settled by id when the book is opened")
    func unknown() async {
        await #expect(processExitsWith: .success) {
            let start = try #require(Instant(rfc3339: "2026-03-02T07:00:00Z"))
            let temporary = try TemporaryBook(start: start, seed: 9)
            func id(_ low: UInt64) -> CommandID {
                CommandID(high: UInt64(start.milliseconds) << 16 | 0x7000, low: low)
            }
            let commands = (0..<1_000).map { index in
                Command.book(TimeRequest(service: 1, start: start.minute.advanced(by: index)))
            }
            do {
                let book = try temporary.open()
                try await book.configure(
                    try LocalFile.read(Samples.root + "/schemas/examples/clinic.json"),
                    actor: "anna"
                )
                let head = try book.head()
                // Nothing can be written beyond the file's present end, as on a bad device.
                signal(SIGXFSZ, SIG_IGN)
                let old = try FailedCommitTests.limitFiles(to: temporary.path + "/log/data.mdb")
                let results = try await withThrowingTaskGroup(of: String?.self) { group in
                    for (index, command) in commands.enumerated() {
                        group.addTask {
                            do {
                                try await book.submit(command, id: id(UInt64(index)))
                                return nil
                            } catch let error as BookError {
                                return error.kind == .tryAgain ? error.code : "\(error)"
                            }
                        }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                try FailedCommitTests.limitFiles(old)
                #expect(results.contains("outcome-unknown"))
                #expect(Set(results.compactMap(\.self)) == ["outcome-unknown"])
                // There is room again, but who knows what the kernel has let go of.
                await #expect { try await book.submit(commands[0]) } throws: {
                    ($0 as? BookError)?.code == "outcome-unknown"
                }
                // Reading goes on, and says nothing that is in doubt.
                let acknowledged = UInt64(results.count { $0 == nil })
                #expect(try book.head().commands == head.commands + acknowledged)
                #expect(try !book.clinic().services.isEmpty)
            }
            let book = try temporary.open()
            let before = try book.head().commands
            var known: UInt64 = 0
            for (index, command) in commands.enumerated() {
                let remembered = try book.receipt(of: id(UInt64(index)))
                let receipt = try await book.submit(command, id: id(UInt64(index)))
                #expect(receipt.isRepeated == (remembered != nil))
                if let remembered {
                    known += 1
                    #expect(receipt.answer == remembered.answer)
                }
            }
            #expect(try book.head().commands == before + UInt64(commands.count) - known)
            guard case .sound = try book.verify() else {
                Issue.record("the log does not verify")
                return
            }
        }
    }

    /// Allows no file to grow beyond the length of the one at `path`; gives what was allowed.
    static func limitFiles(to path: String) throws -> rlim_t {
        var found = stat()
        #expect(unsafe stat(path, &found) == 0)
        var limit = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
        #expect(unsafe getrlimit(resource, &limit) == 0)
        let old = limit.rlim_cur
        limit.rlim_cur = rlim_t(found.st_size)
        #expect(unsafe setrlimit(resource, &limit) == 0)
        return old
    }

    static func limitFiles(_ bytes: rlim_t) throws {
        var limit = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
        #expect(unsafe getrlimit(resource, &limit) == 0)
        limit.rlim_cur = bytes
        #expect(unsafe setrlimit(resource, &limit) == 0)
    }
}
