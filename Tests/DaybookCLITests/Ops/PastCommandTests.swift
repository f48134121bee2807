import Foundation
import Testing

@Suite("Ops look into the past")
struct PastCommandTests {
    @Test("slots as of a position are those of that time, and diff tells what became of them")
    func slotsAndDiff() throws {
        let book = try CommandBook()
        let ask = ["slots", "--service", "visit", "--from", "2026-11-24", "-n", "1"]
        func firstStart(_ arguments: [String]) throws -> String? {
            try book.objects(arguments).first?["start"] as? String
        }
        let start = try #require(try firstStart(ask))
        try book.run(["book", "--service", "visit", "--start", start])
        #expect(try firstStart(ask) != start)
        #expect(try firstStart(ask + ["--at", "\(CommandBook.firstFact - 1)"]) == start)

        let same = try book.run(["diff", "\(CommandBook.firstFact)", "-o", "jsonl"])
        #expect(same.status == 0)
        #expect(try same.objects().isEmpty)
        let different = try book.run(["diff", "\(CommandBook.firstFact - 1)", "-o", "jsonl"])
        #expect(different.status == 1)
        let change = try #require(try different.objects().first)
        #expect(change["what"] as? String == "appointment")
        #expect(change["id"] as? Int == CommandBook.firstFact)
        #expect(change["before"] as? String == nil)
        #expect(change["after"] as? String == "booked")
    }

    @Test("tokens are for what is free now")
    func tokens() throws {
        let book = try CommandBook()
        let outcome = try book.run(["slots", "--service", "visit", "--tokens", "--at", "9"])
        #expect(outcome.status == 64)
    }

    @Test("the clinic is printed as a file that changes nothing when it is configured")
    func clinic() throws {
        let book = try CommandBook()
        let printed = try book.run(["clinic"])
        #expect(printed.status == 0)
        let file = try book.folder.write(printed.text, to: "printed.json")
        let again = try book.run(["configure", file, "-o", "jsonl"])
        #expect(again.status == 0)
        #expect(try again.objects().isEmpty)
    }

    @Test("what-if tells how the requests would have fared, and appends nothing")
    func whatIf() throws {
        let book = try CommandBook()
        let at = "2026-11-24T09:00"
        #expect(try book.run(["book", "--service", "visit", "--start", at]).status == 0)
        #expect(try book.run(["book", "--service", "visit", "--start", at]).status == 1)
        let two = CommandBook.clinic
            .replacingOccurrences(
                of: "\"resources\": [",
                with: "\"resources\": [{ \"id\": \"lee\", \"name\": \"Lee\","
                    + " \"role\": \"practitioner\", \"location\": \"here\" }, "
            )
            .replacingOccurrences(of: "[\"kim\"]", with: "[\"kim\", \"lee\"]")
        let file = try book.folder.write(two, to: "two.json")
        let head = try book.run(["head", "-o", "json"]).text
        let cases = try book.objects(["what-if", file, "--cases"])
        #expect(cases.map { $0["was"] as? String } == ["taken"])
        #expect(cases.map { $0["would"] as? String } == ["accepted"])
        #expect(try book.run(["what-if", file]).text.contains("gained"))
        #expect(try book.run(["head", "-o", "json"]).text == head)
    }
}
