/// Reads the structure of a mail: its parts as a flat list, each container right before all of its
/// content.
///
/// One pass over the lines with a stack of open boundaries, never recursive. RFC 2046, section 5.1
/// as the world writes it: preambles and epilogues are dropped, a missing closing line ends with
/// the container or the mail, a multipart whose boundary never comes is its own text, and a
/// boundary that was not declared, or is not the one in use, is taken from the body where a part
/// plainly begins.
struct MIMEReader {
    private let bytes: [UInt8]
    private(set) var parts: [MIMEPart] = []
    private var allowance: HeaderBlock.Allowance
    private var boundaries = BoundaryStack()
    /// The parts whose end is not known yet, outermost first.
    private var open: [Int] = []
    /// For each open boundary, its place in `open`.
    private var multiparts: [(place: Int, hasParts: Bool)] = []

    private static let contentPrefix = [UInt8]("content-".utf8)

    private init(_ bytes: [UInt8], _ allowance: HeaderBlock.Allowance) {
        self.bytes = bytes
        self.allowance = allowance
        parts.reserveCapacity(4)
    }

    /// The parts of a mail whose own header has been read already.
    ///
    /// - Complexity: O(length × depth), each bounded by ``EmailLimits``.
    /// - Throws: the limit that the mail goes beyond.
    static func parts(
        _ bytes: [UInt8],
        _ header: HeaderBlock,
        _ allowance: HeaderBlock.Allowance
    ) throws(EmailQuarantine) -> [MIMEPart] {
        var reader = MIMEReader(bytes, allowance)
        try reader.read(header)
        return reader.parts
    }

    private mutating func read(_ header: HeaderBlock) throws(EmailQuarantine) {
        var position = try begin(header, parent: -1)
        while !boundaries.boundaries.isEmpty {
            guard let hit = nextBoundary(from: position) else { break }
            let contentEnd = beforeLineEnd(hit.start)
            let place = multiparts[hit.match.level].place
            if hit.match.closes {
                closeOpen(downTo: place + 1, at: contentEnd)
                boundaries.truncate(to: hit.match.level)
                closeOpen(downTo: place, at: contentEnd)
                position = hit.match.next
            } else {
                closeOpen(downTo: place + 1, at: contentEnd)
                boundaries.truncate(to: hit.match.level + 1)
                multiparts[hit.match.level].hasParts = true
                position = try beginPart(at: hit.match.next, parent: open[place])
            }
        }
        closeOpen(downTo: 0, at: bytes.count)
    }

    /// Reads the header of a part and what it says, and gives where its body starts.
    private mutating func beginPart(
        at start: Int,
        parent: Int
    ) throws(EmailQuarantine) -> Int {
        let header = HeaderBlock(
            bytes,
            from: start,
            to: bytes.count,
            stoppingAt: boundaries,
            allowance: &allowance
        )
        if let exceeded = header.exceeded { throw exceeded }
        return try begin(header, parent: parent)
    }

    private mutating func begin(
        _ first: HeaderBlock,
        parent outer: Int
    ) throws(EmailQuarantine) -> Int {
        var header = first
        var parent = outer
        while true {
            guard parts.count < EmailLimits.partsMax else { throw .tooManyParts }
            guard open.count < EmailLimits.depthMax else { throw .tooDeep }
            let part = describe(header, parent: parent)
            let index = parts.count
            parts.append(part)
            open.append(index)
            guard part.role == .message else { return header.bodyStart }
            // An enclosed message begins where the body of its part does.
            parent = index
            header = HeaderBlock(
                bytes,
                from: header.bodyStart,
                to: bytes.count,
                stoppingAt: boundaries,
                allowance: &allowance
            )
            if let exceeded = header.exceeded { throw exceeded }
        }
    }

    /// The part that a header announces; opens its boundary if it has one.
    private mutating func describe(_ header: HeaderBlock, parent: Int) -> MIMEPart {
        var part = MIMEPart(parent: parent, body: header.bodyStart..<bytes.count)
        if parent >= 0, parts[parent].mediaType == "multipart/digest" {
            part.mediaType = "message/rfc822"
        }
        if let value = header.first(.contentTransferEncoding) {
            part.encoding = TransferEncoding(bytes, value)
        }
        var boundary: [UInt8]?
        if let value = header.first(.contentType) {
            let type = MIMEParameters(bytes, value)
            if type.main.utf8.contains(Octets.slash) { part.mediaType = type.main }
            if type.main == "text" { part.mediaType = "text/plain" }
            part.charset = type.text(.charset)
            part.fileName = type.text(.name)
            part.isFlowed = type.has(.format, "flowed")
            part.deletesSpace = type.has(.delsp, "yes")
            boundary = type.bytes(.boundary)
            if let report = type.bytes(.reportType) {
                part.reportType = Octets.text(Octets.lowercased(report)[...])
            }
        }
        if let value = header.first(.contentDisposition) {
            let disposition = MIMEParameters(bytes, value)
            part.isAttachment = disposition.main == "attachment"
            let name = disposition.text(.filename)
            if !name.isEmpty { part.fileName = name }
        }
        if part.mediaType.hasPrefix("multipart/") {
            openMultipart(&part, boundary, bodyStart: header.bodyStart)
        } else if part.mediaType == "message/rfc822" || part.mediaType == "message/global",
            part.encoding == .identity
        {
            part.role = .message
        }
        return part
    }

    private mutating func openMultipart(
        _ part: inout MIMEPart,
        _ declared: [UInt8]?,
        bodyStart: Int
    ) {
        var boundary = declared ?? []
        while let last = boundary.last, Octets.isBlank(last) { boundary.removeLast() }
        boundary = boundaryInUse(boundary, from: bodyStart)
        guard !boundary.isEmpty, boundary.count <= EmailLimits.boundaryBytesMax else {
            part.mediaType = "text/plain"
            return
        }
        part.role = .multipart
        boundaries.push(boundary)
        multiparts.append((place: open.count, hasParts: false))
    }

    /// The boundary that lines really use where the declared one, perhaps empty, is not among them:
    /// the first line of dashes and text that has a Content- field below it. Else the declared one.
    private func boundaryInUse(_ declared: [UInt8], from start: Int) -> [UInt8] {
        var position = start
        var guess: [UInt8] = []
        let limit = min(bytes.count, start + EmailLimits.boundaryGuessBytesMax)
        while position < limit {
            let line = Octets.line(in: bytes, from: position, to: limit)
            if BoundaryStack.isMarked(bytes, at: position, to: line.contentEnd) {
                let isDeclared =
                    !declared.isEmpty
                    && BoundaryStack.line(of: declared, bytes, at: position, to: limit) != nil
                if isDeclared { return declared }
                if boundaries.match(bytes, at: position, to: limit) != nil { break }
                let hasField = Octets.stands(
                    MIMEReader.contentPrefix,
                    in: bytes,
                    at: line.next,
                    before: bytes.count
                )
                if guess.isEmpty, hasField {
                    let range = Octets.trimmed((position + 2)..<line.contentEnd, in: bytes)
                    guess = Array(bytes[range])
                }
            }
            position = line.next
        }
        return guess.isEmpty ? declared : guess
    }

    private func nextBoundary(from start: Int) -> (start: Int, match: BoundaryStack.Match)? {
        var position = start
        while position < bytes.count {
            if bytes[position] == Octets.hyphen,
                let match = boundaries.match(bytes, at: position, to: bytes.count)
            {
                return (position, match)
            }
            position = Octets.line(in: bytes, from: position, to: bytes.count).next
        }
        return nil
    }

    /// The line end before a boundary belongs to the boundary (RFC 2046, section 5.1.1).
    private func beforeLineEnd(_ position: Int) -> Int {
        guard position > 0 else { return 0 }
        if bytes[position - 1] == Octets.lf {
            return position > 1 && bytes[position - 2] == Octets.cr ? position - 2 : position - 1
        }
        return bytes[position - 1] == Octets.cr ? position - 1 : position
    }

    /// Ends the innermost open parts until `count` are left.
    private mutating func closeOpen(downTo count: Int, at end: Int) {
        while open.count > count, let index = open.popLast() {
            let start = parts[index].body.lowerBound
            parts[index].body = start..<max(start, end)
            guard let last = multiparts.last, last.place == open.count else { continue }
            multiparts.removeLast()
            boundaries.truncate(to: multiparts.count)
            guard !last.hasParts else { continue }
            // Its boundary never came: what stands there is all there is to read.
            parts[index].role = .leaf
            parts[index].mediaType = "text/plain"
        }
    }
}
