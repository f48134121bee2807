import Daybook
import DaybookTesting
import Foundation
import Synchronization
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

    @Test("copied while another process destroys some, leave a fact of what was copied")
    func copiedMeanwhile() async throws {
        let made = try CustodyBook()
        let (path, keys) = (made.temporary.directory + "/copy.keys", made.keyPath)
        let identity = try made.open().identity
        let hasErased = Mutex(false)
        var options = made.options
        let clock = options.clock
        // The clock is asked once the generation to note was looked at.
        options.clock = {
            hasErased.withLock { hasErased in
                guard !hasErased, FileManager.default.fileExists(atPath: path + ".go") else {
                    return
                }
                hasErased = true
                let file = try? KeyFile.open(keys, bookIdentity: identity)
                _ = try? file?.eraseParties([4_711], reason: .request)
            }
            return clock()
        }
        let book = try Book(opening: made.temporary.path, options: options)
        #expect(FileManager.default.createFile(atPath: path + ".go", contents: Data()))
        #expect(try await book.backupKeys(to: path, actor: "anna").generation == 2)
        #expect(hasErased.withLock { $0 })
        let copies = try book.custody().keyCopies
        #expect(copies.keys.sorted() == [1, 2])
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

    @Test("restored from a backup, open what they opened, but nothing that was destroyed since")
    func restored() async throws {
        let made = try CustodyBook()
        let copy = made.temporary.directory + "/copy.keys"
        let petra: Fact
        let otto: Fact
        let vera: Fact
        do {
            let book = try made.open()
            petra = try await made.write("Eins", from: "petra@example.org", id: "1", to: book)
            otto = try await made.write("Zwei", from: "otto@example.org", id: "2", to: book)
            _ = try await book.backupKeys(to: copy, actor: "anna")
            vera = try await made.write("Drei", from: "vera@example.org", id: "3", to: book)
            try await book.erase(petra.party, reason: .order, actor: "anna")
        }
        #expect(throws: BookError.self, "a key file is there") {
            _ = try Book.restoreKeys(
                from: copy,
                into: made.temporary.path,
                options: made.options
            )
        }
        try FileManager.default.removeItem(atPath: made.keyPath)
        let (book, lost) = try Book.restoreKeys(
            from: copy,
            into: made.temporary.path,
            options: made.options
        )
        #expect(lost == 1, "who wrote first after the backup")
        #expect(try await made.text(of: otto.sequence, in: book) == "Zwei")
        #expect(try await made.closed(petra.sequence, in: book) == "erased")
        #expect(try await made.closed(vera.sequence, in: book) == "wrong-key")
        let again = try await made.write("Vier", from: "vera@example.org", id: "4", to: book)
        #expect(again.party == vera.party)
        #expect(try await made.text(of: again.sequence, in: book) == "Vier")
    }
}
