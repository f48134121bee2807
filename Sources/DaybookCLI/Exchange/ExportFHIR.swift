import ArgumentParser
import Daybook

/// `daybook export fhir`.
struct ExportFHIR: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fhir",
        abstract: "Write schedules, slots and appointments as FHIR R4 resources, one JSON a line.",
        discussion: """
            Each appointment, block and resource that changed after the cursor is written once, as
            it stands now. Patients are random tokens of this book; no name is in it.

            Examples:
              daybook export fhir > diary.ndjson
              daybook export fhir --after 1204 --show-cursor >> diary.ndjson
            """
    )

    @OptionGroup var place: BookPlace

    @Option(name: .long, help: "Only what changed after this position; 0 writes everything.")
    var after: UInt64 = 0

    @Option(
        name: .long,
        help: "Also the times that are free in so many days from now, as slots; 0 to 90."
    )
    var freeDays = 0

    @Flag(name: .long, help: "End with the position to go on after, on standard error.")
    var showCursor = false

    func validate() throws {
        guard (0...Book.freeDaysMax).contains(freeDays) else {
            throw ValidationError("--free-days takes 0 to \(Book.freeDaysMax).")
        }
    }

    func run() async throws {
        let book = try place.open(readOnly: true)
        let output = StandardOutput()
        let cursor = try await withBookFailures {
            let end = try book.head().sequence
            guard after <= end else {
                throw Failure(
                    .badInput,
                    "there is no position \(after)",
                    at: "--after",
                    next: "the log ends at position \(end)"
                )
            }
            return try book.exportFHIR(after: after, freeDays: freeDays) { line in
                try output.append { $0 += line }
                return !output.readerIsGone
            }
        }
        try output.flush()
        if showCursor { ErrorPrinter(format: .table).say("-- cursor: \(cursor)") }
    }
}
