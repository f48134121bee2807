/// Writes failures to standard error: one line for people, or one JSON object when the data is
/// JSON.
package struct ErrorPrinter {
    private let format: OutputFormat
    private let output: StandardOutput

    /// Makes a printer, by default on standard error.
    package init(format: OutputFormat, to output: StandardOutput = StandardOutput(descriptor: 2)) {
        self.format = format
        self.output = output
    }

    /// Writes the failure. If even that fails there is nobody left to tell.
    package func print(_ failure: Failure) {
        try? output.writeLine(Self.line(failure, format: format, terminal: output.terminal))
        try? output.flush()
    }

    /// Writes talk: a line for people, which is no part of the data.
    package func say(_ line: String) {
        let text = VisibleText.escaped(line, ellipsis: output.terminal.ellipsis)
        try? output.writeLine(text)
        try? output.flush()
    }

    /// `daybook: what: where; next: step`, each part escaped and bounded, or
    /// `{"error":"badInput","exit":65,"what":"…","where":"…","next":"…"}`, whose keys are a
    /// contract.
    package static func line(
        _ failure: Failure,
        format: OutputFormat,
        terminal: Terminal
    ) -> String {
        if format.isJSON { return object(failure) }
        func shown(_ text: String) -> String {
            VisibleText.escaped(text, ellipsis: terminal.ellipsis)
        }
        var line = terminal.styled("daybook:", .alert) + " " + shown(failure.what)
        if let place = failure.place { line += ": " + shown(place) }
        if let next = failure.next { line += "; next: " + shown(next) }
        return line
    }

    private static func object(_ failure: Failure) -> String {
        func cell(_ text: String?) -> Cell {
            text.map { .string(VisibleText.limited($0)) } ?? .none
        }
        var bytes: [UInt8] = []
        JSONText.appendObject(
            keys: JSONText.keys(["error", "exit", "what", "where", "next"]),
            cells: [
                .string(failure.status.name), .integer(Int(failure.status.rawValue)),
                cell(failure.what), cell(failure.place), cell(failure.next),
            ],
            to: &bytes
        )
        return String(decoding: bytes, as: UTF8.self)
    }
}
