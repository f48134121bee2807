/// Writes commits and parties as lines of an export: JSON with sorted keys and no space.
struct ExportWriter {
    private let digits = Base64()

    /// The line of a commit, with its line feed.
    func line(_ entry: CommitBatch.Entry, of batch: CommitBatch) -> [UInt8] {
        [UInt8](capacity: capacity(of: entry, in: batch)) { output in
            let bytes = batch.bytes.span
            write("{\"bodies\":[", &output)
            writeBodies(entry, batch, bytes, &output)
            write("],\"commands\":[", &output)
            writeCommands(entry, batch, bytes, &output)
            write("],\"commit\":", &output)
            write(number: entry.number, &output)
            write(",\"digest\":\"", &output)
            digits.encodeHexadecimal(bytes, entry.digest, to: &output)
            write("\",\"facts\":\"", &output)
            digits.encode(bytes, entry.facts, to: &output)
            write("\",\"recordedAt\":", &output)
            if entry.recordedAt < 0 { write("-", &output) }
            write(number: entry.recordedAt.magnitude, &output)
            write(",\"seals\":[", &output)
            writeSeals(entry, batch, bytes, &output)
            write("]}\n", &output)
        }
    }

    /// The line of a party, with its line feed.
    func line(party hash: [UInt8], token: UInt64) -> [UInt8] {
        [UInt8](capacity: ExportWriter.itemBytes + 2 * hash.count) { output in
            write("{\"party\":\"", &output)
            digits.encodeHexadecimal(hash.span, hash.indices, to: &output)
            write("\",\"token\":\"", &output)
            write(number: token, &output)
            write("\"}\n", &output)
        }
    }

    /// At least what the keys and numbers of any one item, or of the line itself, take.
    private static let itemBytes = 192

    /// At least what the line takes: a byte is written with two characters at most, but for padding.
    private func capacity(of entry: CommitBatch.Entry, in batch: CommitBatch) -> Int {
        var items = 1
        each(entry.bodies) { place in
            items += 1
            return batch.body(at: place).bytes.upperBound
        }
        each(entry.commands) { place in
            items += 1
            return batch.command(at: place).row.upperBound
        }
        each(entry.seals) { place in
            items += 1
            return batch.seal(at: place).end
        }
        let bytes =
            entry.facts.count + entry.bodies.count + entry.commands.count + entry.seals.count
        return items * ExportWriter.itemBytes + 2 * bytes
    }

    /// Hands the place of each item of a part to `body`, which returns that of the next.
    private func each(_ part: Range<Int>, _ body: (Int) -> Int) {
        var place = part.lowerBound
        while place < part.upperBound { place = body(place) }
    }

    private func writeBodies(
        _ entry: CommitBatch.Entry,
        _ batch: CommitBatch,
        _ bytes: Span<UInt8>,
        _ output: inout OutputSpan<UInt8>
    ) {
        var place = entry.bodies.lowerBound
        while place < entry.bodies.upperBound {
            if place > entry.bodies.lowerBound { write(",", &output) }
            let body = batch.body(at: place)
            write("{\"bytes\":\"", &output)
            digits.encode(bytes, body.bytes, to: &output)
            write("\",\"sequence\":", &output)
            write(number: body.sequence, &output)
            write("}", &output)
            place = body.bytes.upperBound
        }
    }

    private func writeCommands(
        _ entry: CommitBatch.Entry,
        _ batch: CommitBatch,
        _ bytes: Span<UInt8>,
        _ output: inout OutputSpan<UInt8>
    ) {
        var place = entry.commands.lowerBound
        while place < entry.commands.upperBound {
            if place > entry.commands.lowerBound { write(",", &output) }
            let command = batch.command(at: place)
            write("{\"id\":\"", &output)
            digits.encodeHexadecimal(bytes, command.id, to: &output)
            write("\",\"row\":\"", &output)
            digits.encode(bytes, command.row, to: &output)
            write("\"}", &output)
            place = command.row.upperBound
        }
    }

    private func writeSeals(
        _ entry: CommitBatch.Entry,
        _ batch: CommitBatch,
        _ bytes: Span<UInt8>,
        _ output: inout OutputSpan<UInt8>
    ) {
        var place = entry.seals.lowerBound
        while place < entry.seals.upperBound {
            if place > entry.seals.lowerBound { write(",", &output) }
            let sealed = batch.seal(at: place)
            write("{", &output)
            if let content = sealed.content {
                write("\"content\":\"", &output)
                digits.encode(bytes, content, to: &output)
                write("\",", &output)
            }
            write("\"length\":", &output)
            write(number: UInt64(sealed.seal.length), &output)
            write(",\"part\":", &output)
            write(number: UInt64(sealed.seal.part), &output)
            write(",\"sequence\":", &output)
            write(number: sealed.seal.sequence, &output)
            write(",\"sha256\":\"", &output)
            digits.encodeHexadecimal(bytes, (place + 16)..<(place + 48), to: &output)
            write("\"}", &output)
            place = sealed.end
        }
    }

    @inline(__always)
    private func write(_ text: StaticString, _ output: inout OutputSpan<UInt8>) {
        // Safe: a literal's own bytes, read within their count.
        let bytes = unsafe text.utf8Start
        for index in 0..<text.utf8CodeUnitCount { output.append(unsafe bytes[index]) }
    }

    private func write(number: UInt64, _ output: inout OutputSpan<UInt8>) {
        var divisor: UInt64 = 1
        while number / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            output.append(0x30 + UInt8(truncatingIfNeeded: number / divisor % 10))
            divisor /= 10
        }
    }
}
