import Daybook
import DaybookDomain
import Testing

@Suite("A reader in another language")
struct ForeignReaderTests {
    static let isPresent =
        (try? DaybookProgram("python3", ["-c", "import lmdb"]).status) == 0

    @Test(
        "written from schemas/log.md alone counts the same facts and reaches the same digest",
        .enabled(if: isPresent, "python3 with the package lmdb is not here"),
        arguments: GoldenLog.all
    )
    func python(_ golden: GoldenLog) throws {
        let made = try golden.imported()
        let run = try DaybookProgram(
            "python3",
            [Repository.root + "/scripts/read-log.py", made.path]
        )
        #expect(run.status == 0)
        let report = try JSONCursor(parsing: Array(run.output.utf8))
        let book = try made.open()
        guard case .sound(let sound) = try book.verify() else {
            Issue.record("the imported log is damaged")
            return
        }
        #expect(try report.required("digest").string() == sound.head.digest)
        #expect(try report.required("facts").int(in: 0...Int.max) == Int(sound.head.sequence))
        #expect(try report.required("commits").int(in: 0...Int.max) == Int(sound.head.commit))
        var kinds: [String: Int] = [:]
        for fact in try book.facts(from: 1, through: .max) {
            kinds["\(fact.kindCode)", default: 0] += 1
        }
        var found: [String: Int] = [:]
        for (kind, count) in try report.required("kinds").members() {
            found[kind] = try count.int(in: 0...Int.max)
        }
        #expect(found == kinds)
    }
}
