import ArgumentParser
import Daybook

/// `daybook head`.
struct HeadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "head",
        abstract: "Show where the log ends, or export and check a signed head.",
        discussion: """
            A head that is kept away from the book exposes a rollback, a truncation or a replaced log. \
            It is a C2SP checkpoint in a signed note, by the book's Ed25519 key; its size is the number \
            of commits.
            """,
        subcommands: [HeadShow.self, HeadExport.self, HeadCheck.self],
        defaultSubcommand: HeadShow.self
    )
}

/// `daybook head show`, the default of `daybook head`.
struct HeadShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show where the log ends; what `daybook head` does."
    )

    @OptionGroup var global: GlobalOptions

    @Flag(name: .long, help: "Print the signed checkpoint instead.")
    var sign = false

    func run() async throws {
        let book = try global.open(readOnly: true, needsKeys: sign)
        let output = StandardOutput()
        try await withBookFailures {
            if sign, !global.output.isJSON, global.output != .csv {
                try output.write(String(decoding: try book.signedHead(), as: UTF8.self))
                return
            }
            var fields = HeadFields.of(try book.head())
            if sign {
                let note = String(decoding: try book.signedHead(), as: UTF8.self)
                fields.append((Column("checkpoint"), .string(note)))
                fields.append((Column("verifierKey"), .string(try book.headVerifierKey())))
            }
            try output.write(Record(fields), as: global.output)
        }
        try output.flush()
    }
}

/// `daybook head export`.
struct HeadExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the signed head to a file, to be kept elsewhere."
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The file; - for standard output.")
    var file: String

    func run() async throws {
        let book = try global.open(readOnly: true, needsKeys: true)
        try await withBookFailures(at: file) {
            let note = try book.signedHead()
            guard file != "-" else {
                let output = StandardOutput()
                try output.write(String(decoding: note, as: UTF8.self))
                return try output.flush()
            }
            try LocalFile.write(note, to: file)
        }
    }
}

/// `daybook head check`.
struct HeadCheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract:
            "Compare the log with a head exported earlier; exit 1 if it was cut back or differs."
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The exported head; - for standard input.")
    var file: String

    func run() async throws {
        try await HeadAnswer.check(file, global, talkOnly: false)
    }
}
