internal import DaybookEngine
internal import DaybookIntake
internal import DaybookStorage

extension Book {
    /// Makes a book and plays a simulated clinic into it.
    ///
    /// - Parameters:
    ///   - directory: Where the book is made; nothing may be there yet.
    ///   - plan: What is played. One plan gives one log: the same head digest each time.
    ///   - keyPath: Where its key file goes; beside the book unless given.
    ///   - progress: Called after each commit with the number of facts so far.
    /// - Returns: Where the log ends.
    public static func simulate(
        at directory: String,
        _ plan: SimulationPlan,
        keyPath: String? = nil,
        progress: (Int) -> Void = { _ in }
    ) throws(BookError) -> BookHead {
        var simulation = try Simulation(plan)
        var options = BookOptions()
        let origin = simulation.origin
        options.clock = { origin }
        options.random = .seeded(plan.seed)
        options.keyPath = keyPath
        try create(at: directory, options: options)
        let book = try Book(opening: directory, options: options)
        do {
            let committer = try Committer(book.log, live: book.live)
            _ = try simulation.run(committer, progress: progress)
        } catch {
            throw BookError(error)
        }
        return try book.head()
    }
}
