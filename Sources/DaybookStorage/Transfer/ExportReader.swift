/// Reads the lines of an export that are written as ``ExportWriter`` writes them, straight into flat
/// buffers: the keys in their order, no space, no escape.
///
/// What is written in any other way it leaves to ``ExportLine``, which reads the same from it.
struct ExportReader {
    private let digits = Base64()

    /// Reads a commit into `batch`.
    ///
    /// - Returns: false, with the batch as it was, for a line of any other form.
    func read(_ bytes: [UInt8], line: UInt64, into batch: inout CommitBatch) -> Bool {
        let began = batch.bytes.count
        var entry = CommitBatch.Entry(line: line)
        var isRead = false
        // No part needs more bytes than the characters it is written with.
        batch.bytes.append(addingCapacity: bytes.count) { output in
            isRead = read(bytes.span, into: &output, entry: &entry)
        }
        guard isRead else {
            batch.cut(to: began)
            return false
        }
        batch.append(entry.moved(by: began))
        return true
    }

    /// The hash and the token of a party; nil for a line of any other form.
    func party(_ bytes: [UInt8]) -> (hash: [UInt8], token: UInt64)? {
        var token: UInt64?
        let hash = [UInt8](capacity: Limits.partyHashBytes) { output in
            let line = bytes.span
            var place = 0
            guard take("{\"party\":\"", line, &place),
                digits.decodeHexadecimal(
                    line,
                    at: &place,
                    count: Limits.partyHashBytes,
                    to: &output
                ), take("\",\"token\":\"", line, &place),
                let number = number(line, &place), take("\"}", line, &place), isEnd(line, place)
            else { return }
            token = number
        }
        return token.map { (hash, $0) }
    }

    private func read(
        _ line: Span<UInt8>,
        into output: inout OutputSpan<UInt8>,
        entry: inout CommitBatch.Entry
    ) -> Bool {
        var place = 0
        guard take("{\"bodies\":[", line, &place),
            let bodies = list(line, &place, &output, body),
            take(",\"commands\":[", line, &place),
            let commands = list(line, &place, &output, command),
            take(",\"commit\":", line, &place),
            let number = number(line, &place),
            take(",\"digest\":\"", line, &place)
        else { return false }
        let digest = output.count
        guard digits.decodeHexadecimal(line, at: &place, count: 32, to: &output),
            take("\",\"facts\":\"", line, &place)
        else { return false }
        let facts = output.count
        guard digits.decode(line, at: &place, to: &output),
            take(",\"recordedAt\":", line, &place),
            let recordedAt = signedNumber(line, &place)
        else { return false }
        entry.facts = facts..<output.count
        guard take(",\"seals\":[", line, &place),
            let seals = list(line, &place, &output, seal),
            take("}", line, &place), isEnd(line, place)
        else { return false }
        entry.number = number
        entry.recordedAt = recordedAt
        entry.bodies = bodies
        entry.commands = commands
        entry.digest = digest..<(digest + 32)
        entry.seals = seals
        return true
    }

    /// Reads the items of a list whose bracket was taken, up to the one that closes it.
    ///
    /// - Returns: where they lie in `output`; nil for a list of any other form.
    @inline(__always)
    private func list(
        _ line: Span<UInt8>,
        _ place: inout Int,
        _ output: inout OutputSpan<UInt8>,
        _ item: (Span<UInt8>, inout Int, inout OutputSpan<UInt8>) -> Bool
    ) -> Range<Int>? {
        let start = output.count
        if take("]", line, &place) { return start..<start }
        repeat {
            guard item(line, &place, &output) else { return nil }
        } while take(",", line, &place)
        return take("]", line, &place) ? start..<output.count : nil
    }

    private func body(
        _ line: Span<UInt8>,
        _ place: inout Int,
        _ output: inout OutputSpan<UInt8>
    ) -> Bool {
        let header = reserve(CommitBatch.bodyHeaderBytes, in: &output)
        guard take("{\"bytes\":\"", line, &place),
            digits.decode(line, at: &place, to: &output)
        else { return false }
        let length = output.count - header - CommitBatch.bodyHeaderBytes
        guard take(",\"sequence\":", line, &place), let sequence = number(line, &place) else {
            return false
        }
        store(sequence, bytes: 8, at: header, in: &output)
        store(UInt64(length), bytes: 4, at: header + 8, in: &output)
        return length <= Limits.bodyBytes && take("}", line, &place)
    }

    private func command(
        _ line: Span<UInt8>,
        _ place: inout Int,
        _ output: inout OutputSpan<UInt8>
    ) -> Bool {
        guard take("{\"id\":\"", line, &place),
            digits.decodeHexadecimal(line, at: &place, count: Limits.commandIDBytes, to: &output),
            take("\",\"row\":\"", line, &place)
        else { return false }
        let header = reserve(4, in: &output)
        guard digits.decode(line, at: &place, to: &output) else { return false }
        let length = output.count - header - 4
        store(UInt64(length), bytes: 4, at: header, in: &output)
        return length <= Limits.rowBytes && take("}", line, &place)
    }

    private func seal(
        _ line: Span<UInt8>,
        _ place: inout Int,
        _ output: inout OutputSpan<UInt8>
    ) -> Bool {
        let header = reserve(CommitBatch.sealHeaderBytes, in: &output)
        guard take("{", line, &place) else { return false }
        let hasContent = take("\"content\":\"", line, &place)
        if hasContent {
            guard digits.decode(line, at: &place, to: &output), take(",", line, &place) else {
                return false
            }
        }
        let contentBytes = output.count - header - CommitBatch.sealHeaderBytes
        guard take("\"length\":", line, &place), let length = number(line, &place),
            take(",\"part\":", line, &place), let part = number(line, &place),
            take(",\"sequence\":", line, &place), let sequence = number(line, &place),
            take(",\"sha256\":\"", line, &place), length <= Limits.sealedBytes, part <= 255,
            contentBytes <= Limits.sealedBytes
        else { return false }
        store(sequence, bytes: 8, at: header, in: &output)
        store(part, bytes: 4, at: header + 8, in: &output)
        store(length, bytes: 4, at: header + 12, in: &output)
        // The digest comes last in the line and stands before the content in the buffer.
        let digest = output.count
        guard digits.decodeHexadecimal(line, at: &place, count: 32, to: &output),
            take("\"}", line, &place)
        else { return false }
        for index in 0..<32 { output[header + 16 + index] = output[digest + index] }
        output.removeLast(32)
        output[header + CommitRecord.sealBytes] = hasContent ? 1 : 0
        store(UInt64(contentBytes), bytes: 4, at: header + 49, in: &output)
        return true
    }
}

extension ExportReader {
    /// Takes a text that the line must go on with.
    @inline(__always)
    private func take(_ text: StaticString, _ line: Span<UInt8>, _ place: inout Int) -> Bool {
        let count = text.utf8CodeUnitCount
        guard line.count - place >= count else { return false }
        // Safe: a literal's own bytes, read within their count.
        let bytes = unsafe text.utf8Start
        for index in 0..<count {
            guard unsafe line[place + index] == bytes[index] else { return false }
        }
        place += count
        return true
    }

    /// Decimal digits without a leading zero, of a number of 64 bits.
    @inline(__always)
    private func number(_ line: Span<UInt8>, _ place: inout Int) -> UInt64? {
        let start = place
        var value: UInt64 = 0
        while place < line.count {
            let digit = line[place] &- 0x30
            guard digit < 10 else { break }
            let (tens, isOver) = value.multipliedReportingOverflow(by: 10)
            let (sum, isOverToo) = tens.addingReportingOverflow(UInt64(digit))
            guard !isOver, !isOverToo else { return nil }
            value = sum
            place += 1
        }
        guard place > start, place - start == 1 || line[start] != 0x30 else { return nil }
        return value
    }

    private func signedNumber(_ line: Span<UInt8>, _ place: inout Int) -> Int64? {
        let isNegative = take("-", line, &place)
        guard let value = number(line, &place) else { return nil }
        guard isNegative else { return Int64(exactly: value) }
        return value > 0 && value <= UInt64(Int64.max) ? -Int64(value) : nil
    }

    /// Whether the line ends here, with or without its line feed.
    private func isEnd(_ line: Span<UInt8>, _ place: Int) -> Bool {
        place == line.count || place == line.count - 1 && line[place] == 0x0A
    }

    /// Bytes for what is known only after what follows it.
    @inline(__always)
    private func reserve(_ count: Int, in output: inout OutputSpan<UInt8>) -> Int {
        let place = output.count
        output.append(repeating: 0, count: count)
        return place
    }

    @inline(__always)
    private func store(
        _ value: UInt64,
        bytes count: Int,
        at place: Int,
        in output: inout OutputSpan<UInt8>
    ) {
        for index in 0..<count {
            output[place + index] = UInt8(truncatingIfNeeded: value >> UInt64(8 * index))
        }
    }
}

extension CommitBatch.Entry {
    /// The same entry where its parts lie `offset` bytes further on.
    fileprivate func moved(by offset: Int) -> CommitBatch.Entry {
        func moved(_ part: Range<Int>) -> Range<Int> {
            (part.lowerBound + offset)..<(part.upperBound + offset)
        }
        var entry = self
        entry.facts = moved(facts)
        entry.bodies = moved(bodies)
        entry.commands = moved(commands)
        entry.seals = moved(seals)
        entry.digest = moved(digest)
        return entry
    }
}
