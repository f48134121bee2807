import Foundation
import Testing

@Suite("daybook log")
struct LogCommandTests {
    let book: OpsBook

    init() throws { book = try OpsBook() }

    private func positions(_ arguments: String...) throws -> [String] {
        try book.run(all: ["log"] + arguments).lines.dropFirst().map {
            String($0.prefix { $0 != "," })
        }
    }

    @Test("-n shows the last facts in order, --reverse the newest first")
    func last() throws {
        let all = try positions("-o", "csv")
        try #require(all.count >= 20)
        #expect(all == (1...all.count).map { "\($0)" })
        #expect(try positions("-n", "3", "-o", "csv") == Array(all.suffix(3)))
        #expect(try positions("--reverse", "-o", "csv") == all.reversed())
        #expect(
            try positions("-n", "2", "--reverse", "-o", "csv") == Array(all.reversed().prefix(2))
        )
        #expect(try positions("-n", "0", "-o", "csv").isEmpty)
    }

    @Test("--after goes on behind a cursor")
    func after() throws {
        let all = try positions("-o", "csv")
        #expect(try positions("--after", "5", "-o", "csv") == Array(all.dropFirst(5)))
        #expect(try positions("--after", "\(all.count)", "-o", "csv").isEmpty)
    }

    @Test("--kind and -n together show the last of that kind")
    func kind() throws {
        let services = try book.run("log", "--kind", "serviceDefined", "-o", "csv").lines
            .dropFirst()
        #expect(services.count == 6)
        #expect(services.allSatisfy { $0.contains(",serviceDefined,") })
        let last = try book.run("log", "--kind", "serviceDefined", "-n", "1", "-o", "csv").lines
            .last
        #expect(last == services.last)
        #expect(try book.run("log", "--kind", "nonsense").status == 65)
    }

    @Test("--since and --until bound by what was recorded when")
    func window() throws {
        #expect(try book.run("log", "--since", "2100-01-01", "-o", "json").output == "[]\n")
        #expect(try book.run("log", "--until", "2000-01-01", "-o", "json").output == "[]\n")
        #expect(try positions("--since", "2000-01-01", "-o", "csv").count >= 20)
    }

    @Test("json and jsonl are CloudEvents of the same facts")
    func events() throws {
        let lines = try book.run("log", "-o", "jsonl").lines
        let array = try JSONSerialization.jsonObject(
            with: Data(try book.run("log", "-o", "json").output.utf8)
        )
        let events = try #require(array as? [[String: Any]])
        #expect(events.count == lines.count)
        for (index, event) in events.enumerated() {
            #expect(event["specversion"] as? String == "1.0")
            #expect(event["id"] as? String == "\(index + 1)")
        }
    }

    @Test("-f needs a format without an end")
    func follow() throws {
        #expect(try book.run("log", "-f", "-o", "json").status == 64)
        #expect(try book.run("log", "-f", "--reverse").status == 64)
    }

    @Test("an export imported elsewhere is the same log")
    func transfer() throws {
        let file = book.directory + "/export.jsonl"
        #expect(try book.run("log", "export", file).status == 0)
        #expect(
            try book.run("log", "export", "-").output
                == String(contentsOfFile: file, encoding: .utf8)
        )
        let moved = book.directory + "/moved"
        #expect(try book.run("log", "import", file, dir: moved).status == 0)
        #expect(try book.run("head").output == book.run("head", dir: moved).output)
        #expect(try book.run("log", "import", file, dir: moved).status == 65, "nothing is replaced")
    }

    @Test("reindex finds the index of a whole log whole, and no book no log")
    func reindex() throws {
        let before = try book.run("head").output
        let answer = try book.run("log", "reindex", "-o", "json")
        #expect(answer.status == 0)
        #expect(try answer.json()["changes"] as? Int == 0)
        #expect(try book.run("head").output == before)
        #expect(try book.run("log", "reindex", dir: book.directory + "/none").status == 65)
    }
}
