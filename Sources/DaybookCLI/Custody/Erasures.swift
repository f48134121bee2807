import ArgumentParser
import Daybook

/// `daybook erasures`.
struct Erasures: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List who was erased, and what still waits for older key backups.",
        discussion: """
            Requested: it goes on when the book is next opened for writing. Pending: the keys in use are \
            destroyed, older copies may be left. Complete: somebody has attested that none is.

            Example:
              daybook erasures --pending
            """
    )

    @OptionGroup var global: GlobalOptions

    @Flag(name: .long, help: "Only what is not complete; exit code 1 if there is any.")
    var pending = false

    func run() async throws {
        let book = try global.open(readOnly: true)
        let (custody, names) = try await withBookFailures {
            (try book.custody(), Names(try book.clinic()))
        }
        let erasures = custody.erasures.values
            .filter { !pending || custody.state(of: $0) != .complete }
            .sorted { ($0.request, $0.party) < ($1.request, $1.party) }
        var report = Report(columns: [
            Column("erasure", alignment: .trailing), Column("party"), Column("reason"),
            Column("state"), Column("requestedAt", heading: "requested"),
            Column("completedAt", heading: "keys destroyed"),
            Column("generation", alignment: .trailing),
            Column("keyBackups", heading: "older key backups", alignment: .trailing),
        ])
        for erasure in erasures {
            let state = custody.state(of: erasure)
            report.append([
                .integer(Int(clamping: erasure.request)),
                .string(PartyToken.text(erasure.party)), .string(erasure.reason.name),
                .string(state.rawValue), names.text(erasure.requestedAt),
                erasure.completedAt.map { names.text($0) } ?? .none,
                .integer(Int(clamping: erasure.generation)),
                .count(state == .pending ? custody.copies(before: erasure.generation) : 0),
            ])
        }
        let output = StandardOutput()
        try output.write(report, as: global.output)
        try output.flush()
        if pending, !erasures.isEmpty { throw ExitCode(ExitStatus.no.rawValue) }
    }
}
