import Daybook
import Glibc

/// Books as it is told on standard input, and says on standard output what it was answered, each
/// answer in one write once it is durable.
///
/// A line `SEED TASK FROM COUNT` is a piece of work: the commands FROM to FROM + COUNT − 1 of one
/// sequence, one after the other. `go` has all pieces so far done at once, and is answered with
/// `done`. `digest` is answered with the queried state's position and digest. `hold` is
/// answered with `held`, and a view of the log is held until the next line.
@main
struct Clerk {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let now = Instant(rfc3339: arguments[2]) else {
            return print("usage: TestClerk BOOK NOW")
        }
        var options = BookOptions()
        let milliseconds = now.milliseconds
        options.clock = { milliseconds }
        let book = try Book(opening: arguments[1], options: options)
        let wishes = try Wishes(book.clinic(), now: now)
        var pieces: [Piece] = []
        while let line = readLine() {
            switch line {
            case "go":
                try await work(pieces, wishes, book)
                pieces.removeAll()
                say("done")
            case "digest":
                let (position, digest) = try book.liveDigest()
                say("\(position) \(digest)")
            case "hold":
                var holder = Holder()
                try book.replay(&holder)
            default:
                if let piece = Piece(line) { pieces.append(piece) }
            }
        }
    }

    /// At most so many pieces at once, so that a long list does not overflow the inbox.
    private static let tasksMax = 64

    private static func work(_ pieces: [Piece], _ wishes: Wishes, _ book: Book) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, piece) in pieces.enumerated() {
                if index >= tasksMax { try await group.next() }
                group.addTask { try await work(piece, wishes, book) }
            }
            try await group.waitForAll()
        }
    }

    private static func work(_ piece: Piece, _ wishes: Wishes, _ book: Book) async throws {
        for index in piece.indices {
            var random = SplitMix(piece.seed, piece.task, index)
            let id = wishes.id(&random)
            let receipt = try await book.submit(wishes.command(&random), id: id)
            var count = 0
            if case .accepted(_, let facts) = receipt.answer { count = facts }
            let refusal = receipt.refusal
            say(
                """
                \(piece.seed) \(piece.task) \(index) \(receipt.isRepeated ? 1 : 0) \
                \(receipt.first) \(count) \(refusal?.reason.rawValue ?? 0) \
                \(refusal?.cause ?? 0) \(receipt.commit)
                """
            )
        }
    }

    /// One write: whoever reads gets whole lines, whenever this process is killed.
    static func say(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = unsafe write(1, bytes, bytes.count)
    }
}
