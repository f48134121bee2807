import Daybook
import DaybookTesting
import Testing

@Suite("A process that holds an old view of the log")
struct OldViewTests {
    @Test("is named by doctor, and no longer once it has ended")
    func doctor() async throws {
        let bed = try await Bed()
        let path = bed.temporary.path
        let holder = try Clerk(path)
        holder.program.write(["hold"])
        #expect(holder.program.line() == "held")
        let clerk = try Clerk(path)
        // Each in a commit of its own, because the task waits for each.
        clerk.begin([.init(seed: 3, task: 0, count: 1_010)])
        while let line = clerk.program.line(), line != "done" {}
        #expect(clerk.program.end() == 0)
        let told = try DaybookProgram(["doctor", "-o", "jsonl", "--dir", path]).output
        let readers = told.split(separator: "\n").first { $0.contains("\"readers\"") } ?? ""
        #expect(readers.contains("transactions behind"))
        #expect(readers.contains("end process \(holder.program.process):"))
        #expect(readers.contains("warning"))
        #expect(holder.program.end(killing: true) == -9)
        // Its place is freed by whoever opens the book for writing next.
        #expect(try Clerk(path).program.end() == 0)
        let then = try DaybookProgram(["doctor", "-o", "jsonl", "--dir", path]).output
        #expect(
            then.split(separator: "\n").contains { $0.contains("\"readers\"") && $0.contains("ok") }
        )
    }
}
