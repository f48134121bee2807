import ArgumentParser

/// `daybook ingest`.
struct IngestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract:
            "Record what came in by mail, webhook or form; delivered again it changes nothing.",
        discussion: """
            A row for each message says what became of it. A message that can't be read, or whose
            signature is wrong, is reported in its row and does not stop the rest. Exit codes: 0
            everything is recorded; 1 a signature was refused; 65 something could not be read; 75
            not now, repeat the same call.
            """,
        subcommands: [
            IngestEmail.self,
            IngestWebhook.self,
            IngestForm.self,
        ]
    )
}
