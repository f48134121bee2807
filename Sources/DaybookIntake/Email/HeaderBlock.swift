/// One header section as places in the bytes of the mail: nothing is copied or decoded here.
///
/// RFC 5322, section 2.2, as the world writes it: CRLF, LF and lone CR end lines; blanks may stand
/// before the colon; a line that is no field belongs to the field before it when more fields follow
/// (bad folding), and otherwise begins the body (missing separator). A leading mbox line is
/// skipped.
struct HeaderBlock {
    /// A field's name, classified, and the place of its value, folds included.
    struct Field {
        let name: FieldName
        let value: Range<Int>
    }

    /// How much header the rest of a message may still have.
    struct Allowance {
        var bytes = EmailLimits.headerBytesMax
        var fields = EmailLimits.fieldsMax
    }

    /// The fields, in their order.
    private(set) var fields: [Field] = []
    /// Where the body starts.
    private(set) var bodyStart: Int
    /// The limit that the section went beyond, if any. The fields before it were kept and the
    /// body was still found, so that the quarantined contact says whose it is.
    private(set) var exceeded: EmailQuarantine?

    private static let mboxLine = [UInt8]("from ".utf8)
    private static let quotedMboxLine = [UInt8](">from ".utf8)

    /// Reads the section that starts at `start`. It ends at an empty line, at a line of one of the
    /// open boundaries, where the body plainly began, or at `end`.
    ///
    /// - Complexity: O(length of the section).
    init(
        _ bytes: [UInt8],
        from start: Int,
        to end: Int,
        stoppingAt boundaries: BoundaryStack,
        allowance: inout Allowance
    ) {
        bodyStart = end
        fields.reserveCapacity(start == 0 ? 32 : 4)
        var position = HeaderBlock.afterMboxLine(bytes, from: start, to: end)
        while position < end {
            let first = bytes[position]
            let line = Octets.line(in: bytes, from: position, to: end)
            if line.contentEnd == position {
                bodyStart = line.next
                break
            }
            if first == Octets.hyphen, boundaries.match(bytes, at: position, to: end) != nil {
                bodyStart = position
                break
            }
            if exceeded == nil {
                allowance.bytes -= line.next - position
                if allowance.bytes < 0 { exceeded = .headersTooLong }
            }
            if Octets.isBlank(first) {
                extendLast(to: line.contentEnd)
            } else if let name = HeaderBlock.name(bytes, position..<line.contentEnd) {
                add(bytes, name: name, valueEnd: line.contentEnd, allowance: &allowance)
            } else if HeaderBlock.moreFieldsFollow(bytes, from: line.next, to: end) {
                extendLast(to: line.contentEnd)
            } else {
                bodyStart = position
                break
            }
            position = line.next
        }
    }

    /// The place of the first field of that name. O(number of fields).
    func first(_ name: FieldName) -> Range<Int>? {
        for field in fields where field.name == name { return field.value }
        return nil
    }

    /// Whether there is a field of that name.
    func has(_ name: FieldName) -> Bool { first(name) != nil }

    private mutating func add(
        _ bytes: [UInt8],
        name: Range<Int>,
        valueEnd: Int,
        allowance: inout Allowance
    ) {
        guard exceeded == nil else { return }
        allowance.fields -= 1
        guard allowance.fields >= 0 else {
            exceeded = .tooManyFields
            return
        }
        var colon = name.upperBound
        while bytes[colon] != Octets.colon { colon += 1 }
        let field = Field(
            name: FieldName.classify(bytes, name),
            value: (colon + 1)..<valueEnd
        )
        fields.append(field)
    }

    private mutating func extendLast(to end: Int) {
        guard exceeded == nil, let last = fields.popLast() else { return }
        fields.append(Field(name: last.name, value: last.value.lowerBound..<end))
    }

    /// The place of the field name on that line, or `nil` where the line is no field.
    private static func name(_ bytes: [UInt8], _ line: Range<Int>) -> Range<Int>? {
        var index = line.lowerBound
        while index < line.upperBound, bytes[index] &- 0x21 < 0x5E, bytes[index] != Octets.colon {
            index += 1
        }
        let nameEnd = index
        while index < line.upperBound, Octets.isBlank(bytes[index]) { index += 1 }
        guard nameEnd > line.lowerBound, index < line.upperBound, bytes[index] == Octets.colon
        else { return nil }
        return line.lowerBound..<nameEnd
    }

    /// Whether a field that mailers really write stands on one of the next lines of this section.
    private static func moreFieldsFollow(_ bytes: [UInt8], from start: Int, to end: Int) -> Bool {
        var position = start
        for _ in 0..<EmailLimits.foldLookaheadLinesMax where position < end {
            let line = Octets.line(in: bytes, from: position, to: end)
            if line.contentEnd == position { return false }
            if let name = name(bytes, position..<line.contentEnd),
                FieldName.classify(bytes, name) != .other
            {
                return true
            }
            position = line.next
        }
        return false
    }

    private static func afterMboxLine(_ bytes: [UInt8], from start: Int, to end: Int) -> Int {
        guard
            Octets.stands(mboxLine, in: bytes, at: start, before: end)
                || Octets.stands(quotedMboxLine, in: bytes, at: start, before: end)
        else { return start }
        return Octets.line(in: bytes, from: start, to: end).next
    }
}
