/// A clerk at work on a book, in a process of its own: see the target `TestClerk`.
struct Clerk {
    let program: RunningProgram

    init(_ book: String) throws {
        program = try RunningProgram(
            try RunningProgram.beside("TestClerk"),
            [book, Bed.start]
        )
    }

    /// Begins pieces of work, each a task of its own.
    func begin(_ pieces: [Piece]) {
        program.write(pieces.map(\.line) + ["go"])
    }

    /// Some commands of one sequence, one after the other.
    struct Piece {
        var seed: UInt64
        var task: UInt64
        var from: UInt64 = 0
        var count: UInt64

        var line: String { "\(seed) \(task) \(from) \(count)" }
    }

    /// The place of a command among all of them.
    struct Place: Hashable {
        var seed: UInt64
        var task: UInt64
        var index: UInt64
    }

    /// What a command was answered.
    struct Answer: Hashable {
        var first: UInt64
        var count: UInt64
        var reason: UInt64
        var cause: UInt64
        var commit: UInt64
    }

    /// One acknowledgement, as the clerk wrote it.
    struct Acknowledgement {
        var place: Place
        var isRepeated: Bool
        var answer: Answer

        /// `nil` for a line of another kind.
        init?(_ line: String) {
            let words = line.split(separator: " ").compactMap { UInt64($0) }
            guard words.count == 9 else { return nil }
            place = Place(seed: words[0], task: words[1], index: words[2])
            isRepeated = words[3] == 1
            answer = Answer(
                first: words[4],
                count: words[5],
                reason: words[6],
                cause: words[7],
                commit: words[8]
            )
        }
    }
}
