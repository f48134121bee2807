import ArgumentParser
import Daybook

/// `daybook simulate`.
struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a book and play a seeded clinic into it; one seed gives one digest."
    )

    @OptionGroup var global: GlobalOptions

    @Option(name: .long, help: "The seed.")
    var seed: UInt64 = 1

    @Option(name: .long, help: "How many facts.")
    var facts: Int = 100_000

    @Option(name: .long, help: "Weeks over which they are spread.")
    var weeks: Int = 104

    @Option(name: .long, help: "Practitioners.")
    var resources: Int = 200

    @Option(
        name: .long,
        help:
            "Channel shares such as phone=30,desk=10,form=30,email=20,messenger=3,instagram=2,whatsapp=5."
    )
    var mix: String?

    func run() async throws {
        let path = try global.directory()
        var plan = SimulationPlan(seed: seed, facts: facts)
        plan.weeks = weeks
        plan.resources = resources
        if let mix { plan.mix = try Simulate.shares(mix) }
        var bar = ProgressBar("simulate", total: facts, unit: "facts")
        let head: BookHead
        do {
            head = try Book.simulate(
                at: path,
                plan,
                keyPath: global.bookOptions(readOnly: false).keyPath
            ) { bar.advance(to: min($0, facts)) }
        } catch {
            bar.clear()
            throw Failure(error, at: path)
        }
        bar.clear()
        let output = StandardOutput()
        try output.write(
            Record([
                (Column("book"), .string(path)), (Column("seed"), .string(String(seed))),
                (Column("facts"), .count(Int(clamping: head.sequence))),
                (Column("commits"), .count(Int(clamping: head.commit))),
                (Column("commands"), .count(Int(clamping: head.commands))),
                (Column("digest"), .string(head.digest)),
            ]),
            as: global.output
        )
        try output.flush()
    }

    private static func shares(_ text: String) throws -> [Channel: Int] {
        var mix: [Channel: Int] = [:]
        for part in text.split(separator: ",") {
            let pair = part.split(separator: "=")
            guard pair.count == 2, let channel = Channel(name: pair[0]), let share = Int(pair[1]),
                (0...100).contains(share)
            else {
                throw Failure(
                    .usage,
                    "'\(part)' is no share",
                    at: "--mix",
                    next:
                        "write channel=percent; the channels are \(Channel.allCases.map(\.name).joined(separator: ", "))"
                )
            }
            mix[channel] = share
        }
        return mix
    }
}
