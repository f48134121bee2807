import Daybook
import DaybookTesting
import Testing

@Suite("A head that is kept elsewhere")
struct HeadTests {
    @Test("is the log's own, an earlier place of it, or one that the log does not reach")
    func own() async throws {
        let made = try CustodyBook()
        let book = try made.open()
        var notes = [try book.signedHead()]
        for id in ["1", "2"] {
            try await made.write("Hallo", from: "petra@example.org", id: id, to: book)
            notes.append(try book.signedHead())
        }
        let comparisons = try notes.map { try book.check(signedHead: $0).comparison }
        #expect(comparisons.last == .same)
        let last = try book.head().commit
        for (note, comparison) in zip(notes, comparisons).dropLast() {
            let mark = try book.check(signedHead: note).mark
            #expect(comparison == .grown(commits: last - mark.commit))
            guard case .sound(let sound) = try book.verify(after: mark) else {
                Issue.record("commit \(mark.commit): an earlier head is one of the log")
                continue
            }
            #expect(sound.commits == last - mark.commit)
        }
        let ahead = LogMark(commit: last + 3, digest: try book.head().digest)
        #expect(try book.compare(with: ahead) == .cutBack(commits: 3))
        guard case .damaged(let damage) = try book.verify(after: ahead) else {
            Issue.record("a head beyond the end passed")
            return
        }
        #expect(damage.position == last + 3)
    }

    @Test("of another book is not believed, however alike the books are")
    func foreign() async throws {
        let books = try [1, 2].map { try CustodyBook(seed: $0) }
        let (one, other) = (try books[0].open(), try books[1].open())
        let empty = LogMark(try other.head())
        let note = try other.signedHead()
        for (made, book) in zip(books, [one, other]) {
            try await made.write("Hallo", from: "petra@example.org", id: "1", to: book)
        }
        for foreign in [note, try other.signedHead()] {
            let fault = #expect(throws: BookError.self) {
                _ = try one.check(signedHead: foreign)
            }
            #expect(fault?.code == "wrong-key")
        }
        // Its place alone, without a signature: also the one before the first commit is a book's own.
        for mark in [empty, LogMark(try other.head())] {
            #expect(try one.compare(with: mark) == .differs)
            guard case .damaged = try one.verify(after: mark) else {
                Issue.record("commit \(mark.commit): another book's head passed")
                continue
            }
        }
        #expect(try other.compare(with: empty) == .grown(commits: other.head().commit))
    }
}
