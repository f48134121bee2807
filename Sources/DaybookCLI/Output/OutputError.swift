/// Why data could not be written.
package struct OutputError: Error, Sendable, Equatable {
    /// The value of `errno`.
    package let code: Int32

    package init(code: Int32) {
        self.code = code
    }

    /// The system's words.
    package var message: String { SystemCalls.message(of: code) }

    /// How a command ends that meets it.
    package var failure: Failure {
        Failure(
            .inputOutput,
            "can't write the output",
            at: message,
            next: "free space or choose another destination, then repeat the command"
        )
    }
}
