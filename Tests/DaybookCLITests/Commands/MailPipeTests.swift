import Foundation
import Testing

/// A mail server hands mails over on standard input: for it there are two answers, recorded and not
/// now.
@Suite("Mail from a pipe")
struct MailPipeTests {
    private let pipe = ["ingest", "email", "-"]

    @Test(
        "Whatever bytes come are recorded",
        arguments: [
            "", "\0\0\0", "no header at all", "From: \r\n\r\n",
            "Content-Type: multipart/mixed; boundary=\"x\"\r\n\r\n--x\r\n",
            String(repeating: "X-Header: value\r\n", count: 20_000),
        ]
    )
    func anything(_ mail: String) throws {
        let book = try CommandBook()
        let outcome = try book.run(pipe + ["-o", "jsonl"], input: mail)
        #expect(outcome.status == 0, "\(outcome.talk)")
        #expect(try outcome.objects().first?["fact"] is Int)
        #expect(try book.run(pipe, input: mail).status == 0, "and again")
    }

    @Test("A mail beyond the limit is quarantined, not returned")
    func tooLarge() throws {
        let book = try CommandBook()
        var mail = Array(CommandBook.mail(id: "big").utf8)
        mail += [UInt8](repeating: UInt8(ascii: "x"), count: 26 << 20)
        let outcome = try book.run(pipe + ["-o", "jsonl"], bytes: mail)
        #expect(outcome.status == 0, "\(outcome.talk)")
        #expect(try outcome.objects().first?["became"] as? String == "messageQuarantined")
    }

    @Test("A known id and body under another header is kept too, for a person to look at")
    func conflict() throws {
        let book = try CommandBook()
        #expect(try book.run(pipe, input: CommandBook.mail(id: "m1")).status == 0)
        let other = CommandBook.mail(id: "m1", from: "somebody@example.net")
        let outcome = try book.run(pipe + ["-o", "jsonl"], input: other)
        #expect(outcome.status == 0)
        let row = try outcome.objects().first
        #expect(row?["became"] as? String == "messageQuarantined")
        #expect(row?["note"] as? String == "conflict")
    }

    @Test("Any fault is 75, also a wrong command line, so that the mail waits at the server")
    func faults() throws {
        let book = try CommandBook()
        let mail = CommandBook.mail(id: "m1")
        #expect(try book.run(pipe + ["--unknown-option"], input: mail).status == 75)
        #expect(try book.run(pipe + ["-o", "xml"], input: mail).status == 75)
        #expect(try book.run(pipe + ["other.eml"], input: mail).status == 75)
        #expect(try book.run(pipe + ["--received-at", "soon"], input: mail).status == 75)
        #expect(try book.run(pipe + ["--dir", "/nowhere"], input: mail).status == 75)
        var environment = book.environment
        environment["DAYBOOK_DIR"] = nil
        #expect(
            try CommandLineTool.run(pipe, input: Array(mail.utf8), environment: environment).status
                == 75
        )
        let keys = book.folder.url.appendingPathComponent("book.keys")
        try FileManager.default.removeItem(at: keys)
        #expect(try book.run(pipe, input: mail).status == 75)
        #expect(try book.objects(["inbox"]).isEmpty, "nothing was recorded by halves")
    }
}
