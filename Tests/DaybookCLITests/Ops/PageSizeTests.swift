import Foundation
import Testing

@Suite("A machine with memory pages of another size")
struct PageSizeTests {
    let book: CommandBook

    init() throws { book = try CommandBook() }

    @Test(
        "takes a log over by export and import, byte for byte, and goes on with it; and back again"
    )
    func moved() throws {
        let text = String(repeating: "Das Knie. ", count: 3_000)
        var conversation = 0
        for id in ["a", "b"] {
            let mail = CommandBook.mail(id: id, text: text + id)
            let ingest = ["ingest", "email", "-"]
            conversation = try book.number("conversation", of: ingest, input: mail)
        }
        let keys = book.folder.url.path + "/book.keys"
        let other = try FaultyDevice.environment("page")
        let first = try export([])
        let big = ["--dir", path("big"), "--keys", keys]
        #expect(
            try run(["log", "import", path("export"), "--dir", path("big")], other).status == 0
        )
        #expect(try pageBytes(path("big")) == 16 << 10)
        #expect(try pageBytes(path("book")) == 4 << 10)
        #expect(try run(["head"] + big, other).text == run(["head"]).text)
        #expect(try export(big, other) == first)
        // Each machine reads what the other has written, pages and all, and appends to it.
        for environment in [other, [:]] {
            #expect(try run(["verify", "--full"] + big, environment).status == 0)
            let show = ["conversation", "show", "\(conversation)", "--purpose", "legal"] + big
            #expect(try run(show, environment).text.contains("Das Knie."))
            #expect(try run(["verify", "--full"] + big, environment).status == 0)
        }
        let grown = try export(big)
        #expect(grown.count > first.count)
        let back = ["--dir", path("back")]
        #expect(try run(["log", "import", path("export")] + back).status == 0)
        #expect(try pageBytes(path("back")) == 4 << 10)
        #expect(try run(["head"] + back).text == run(["head"] + big).text)
        #expect(try export(back) == grown)
    }

    private func path(_ name: String) -> String {
        book.folder.url.appendingPathComponent(name).path
    }

    private func run(
        _ arguments: [String],
        _ machine: [String: String] = [:]
    ) throws -> CommandLineTool.Outcome {
        try CommandLineTool.run(
            arguments,
            environment: book.environment.merging(machine) { $1 }
        )
    }

    private func export(_ there: [String], _ machine: [String: String] = [:]) throws -> Data {
        #expect(try run(["log", "export", path("export")] + there, machine).status == 0)
        return try Data(contentsOf: URL(fileURLWithPath: path("export")))
    }

    /// The size of a page as the first meta page of a log says it.
    private func pageBytes(_ book: String) throws -> Int {
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: book + "/log/data.mdb")))
        return (0..<4).reduce(0) { $0 | Int(bytes[40 + $1]) << (8 * $1) }
    }
}
