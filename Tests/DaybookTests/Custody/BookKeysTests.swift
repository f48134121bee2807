import Daybook
import DaybookTesting
import Testing

@Suite("A book's keys")
struct BookKeysTests {
    @Test("rotated, open what was sealed before and after; the log names the epoch")
    func rotated() async throws {
        let made = try CustodyBook()
        let book = try made.open()
        let before = try await made.write("Vorher", from: "petra@example.org", id: "1", to: book)
        let old = try made.keyBytes(of: before.party)
        let check = try await book.rotateKeys(actor: "anna")
        #expect(check.epoch == 2)
        #expect(check.generation == 1, "nothing was destroyed")
        let after = try await made.write("Nachher", from: "petra@example.org", id: "2", to: book)
        #expect(try await made.text(of: before.sequence, in: book) == "Vorher")
        #expect(try await made.text(of: after.sequence, in: book) == "Nachher")
        let rotation = try book.facts(from: 1, through: .max).first { $0.kind == .keysRotated }
        #expect(rotation?.detail == 2)
        #expect(try made.files(holding: old.wrapping) == [])
        #expect(try made.files(holding: old.wrapped) == [])
    }

    @Test("copied, leave a fact before the copy is there, also when the copy fails")
    func copied() async throws {
        let made = try CustodyBook()
        let book = try made.open()
        let path = made.temporary.directory + "/copy.keys"
        #expect(try await book.backupKeys(to: path, actor: "anna").generation == 1)
        #expect(try book.custody().keyCopies[1]?.count == 1)
        let fault = await #expect(throws: BookError.self) {
            try await book.backupKeys(to: path, actor: "anna")
        }
        #expect(fault?.code == "exists")
        #expect(try book.custody().keyCopies[1]?.count == 2)
    }

    @Test("of another place are copied and rotated there")
    func elsewhere() async throws {
        let made = try CustodyBook()
        var options = made.options
        options.isReadOnly = true
        let book = try Book(opening: made.temporary.path, options: options)
        let fault = await #expect(throws: BookError.self) {
            try await book.backupKeys(to: made.temporary.directory + "/x", actor: "anna")
        }
        #expect(fault?.code == "read-only")
    }
}
