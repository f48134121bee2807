import Daybook
import DaybookTesting
import Testing

@Suite("A commit that another process may have left unflushed")
struct UnflushedCommitTests {
    @Test("is flushed before anybody is told that it is stored: the first flush that fails is told")
    func repeated() async throws {
        let bed = try await Bed()
        let path = bed.temporary.path
        // The clerk's second flush of the log fails: its first is that of opening.
        let library = try FaultyDevice.library(in: bed.temporary.directory)
        let clerk = try RunningProgram(
            "/usr/bin/env",
            [
                "LD_PRELOAD=" + library, "DAYBOOK_FAULT=sync", "DAYBOOK_FAULT_AT=2",
                "SWIFT_BACKTRACE=enable=no", try RunningProgram.beside("TestClerk"), path,
                Bed.start,
            ]
        )
        clerk.write(["digest"])
        #expect(clerk.line() != nil)
        let piece = Clerk.Piece(seed: 5, task: 0, count: 1)
        for isRepeated in [false, true] {
            let other = try Clerk(path)
            other.begin([piece])
            let line = try #require(other.program.line())
            #expect(Clerk.Acknowledgement(line)?.isRepeated == isRepeated)
            #expect(other.program.end() == 0)
        }
        clerk.write([piece.line, "go"])
        #expect(clerk.line() == nil, "it must not say that the command is stored")
        #expect(clerk.end() != 0)
    }
}
