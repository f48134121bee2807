import Daybook
import DaybookTesting

/// A course of events that is played into an empty book, the same each time.
protocol Course {
    var stage: Stage { get set }

    init(stage: Stage)

    mutating func play() async throws
}

/// Where a course is played: a book, its clock, and numbers from a seed.
struct Stage {
    let book: Book
    let clock: ManualClock
    var random: SeededGenerator
}

extension Course {
    init(_ book: Book, clock: ManualClock, seed: UInt64) {
        self.init(stage: Stage(book: book, clock: clock, random: SeededGenerator(seed)))
    }

    var book: Book { stage.book }
    var clock: ManualClock { stage.clock }
    var random: SeededGenerator {
        get { stage.random }
        set { stage.random = newValue }
    }

    /// The id of the next command.
    mutating func id() -> CommandID {
        CommandID.make(at: clock.now.milliseconds, using: &stage.random)
    }
}

/// A course in which staff act at the desk, half a minute after each other.
protocol DeskCourse: Course {}

extension DeskCourse {
    /// Submits what somebody at the desk asks for.
    @discardableResult
    mutating func submit(_ command: Command, by actor: String = "anna") async throws -> Receipt {
        clock.advance(seconds: 30)
        return try await book.submit(command, id: id(), channel: .desk, actor: actor)
    }
}
