/// A buffered stream for data.
///
/// When the reader goes away (`daybook log | head`), that is no fault: what follows is dropped,
/// ``readerIsGone`` says so, and the command may stop early and end with ``ExitStatus/done``.
///
/// Call ``flush()`` before the process ends: a failure then can still be told, which the end of an
/// object's life could not.
package final class StandardOutput {
    /// What this stream can show.
    package let terminal: Terminal
    /// Whether nobody reads any more.
    package private(set) var readerIsGone = false

    private let descriptor: Int32
    private var buffer: [UInt8] = []

    /// Takes over a descriptor, by default standard output. It is not closed at the end.
    ///
    /// From then on the process ignores `SIGPIPE`: it must not end between two steps of a commit.
    package init(descriptor: Int32 = 1, terminal: Terminal? = nil) {
        SystemCalls.ignoreBrokenPipeSignal()
        self.descriptor = descriptor
        self.terminal = terminal ?? Terminal.of(descriptor: descriptor)
        buffer.reserveCapacity(2 * OutputLimits.bufferedBytes)
    }

    /// Writes text as it is.
    ///
    /// - Throws: ``OutputError`` when the system refuses, as on a full disk.
    package func write(_ text: String) throws(OutputError) {
        buffer += text.utf8
        try writeIfFull()
    }

    /// Writes a line of text.
    ///
    /// - Throws: ``OutputError`` when the system refuses.
    package func writeLine(_ line: String) throws(OutputError) {
        buffer += line.utf8
        buffer.append(UInt8(ascii: "\n"))
        try writeIfFull()
    }

    /// Writes a whole report and flushes.
    ///
    /// - Throws: ``OutputError`` when the system refuses.
    package func write(_ report: Report, as format: OutputFormat) throws(OutputError) {
        buffer += report.rendered(as: format, on: terminal)
        try flush()
    }

    /// Writes a record and flushes.
    ///
    /// - Throws: ``OutputError`` when the system refuses.
    package func write(_ record: Record, as format: OutputFormat) throws(OutputError) {
        buffer += record.rendered(as: format, on: terminal)
        try flush()
    }

    /// Lets `fill` append bytes to the buffer, and writes when there are enough of them.
    func append(_ fill: (inout [UInt8]) -> Void) throws(OutputError) {
        fill(&buffer)
        try writeIfFull()
    }

    /// Writes what is kept back, however many calls that takes.
    ///
    /// - Throws: ``OutputError`` when the system refuses; what was kept back is then dropped.
    package func flush() throws(OutputError) {
        defer { buffer.removeAll(keepingCapacity: true) }
        var start = 0
        while start < buffer.count, !readerIsGone {
            switch SystemCalls.write(buffer, from: start, to: descriptor) {
            case .wrote(let count): start += count
            case .interrupted: continue
            case .full: SystemCalls.waitUntilWritable(descriptor)
            case .readerGone: readerIsGone = true
            case .failed(let code): throw OutputError(code: code)
            }
        }
    }

    private func writeIfFull() throws(OutputError) {
        if readerIsGone { buffer.removeAll(keepingCapacity: true) }
        if buffer.count >= OutputLimits.bufferedBytes { try flush() }
    }
}
