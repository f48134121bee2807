internal import DaybookDomain

extension ContentCodec {
    /// The tags of a raw message. Frozen.
    private enum RawTag {
        static let channel: UInt8 = 1
        static let receivedAt: UInt8 = 2
        static let header: UInt8 = 3
        static let body: UInt8 = 4
    }

    /// A raw message as bytes. O(length).
    ///
    /// - Throws: ``VaultError/Code/tooLarge`` beyond ``VaultLimits``.
    static func encode(_ raw: borrowing RawMessage) throws(VaultError) -> [UInt8] {
        try checkEntries(raw.headers.count)
        try checkLength(raw.body)
        var writer = Writer(.raw, length: raw.body.count)
        writer.field(RawTag.channel, [raw.channel.rawValue])
        writer.integer(RawTag.receivedAt, raw.receivedAt.milliseconds)
        for header in raw.headers {
            var entry = Writer()
            entry.text(1, header.name)
            entry.text(2, header.value)
            writer.field(RawTag.header, entry.bytes)
        }
        writer.field(RawTag.body, raw.body)
        try checkLength(writer.bytes)
        return writer.bytes
    }

    /// The raw message in these bytes. O(length).
    static func rawMessage(_ bytes: [UInt8]) throws(VaultError) -> RawMessage {
        try checkLength(bytes)
        var reader = try Reader(bytes, .raw)
        var channel: Channel?
        var receivedAt: Instant?
        var headers: [RawMessage.Header] = []
        var body: [UInt8]?
        while let field = try reader.next() {
            switch field.tag {
            case RawTag.channel:
                guard channel == nil, field.content.count == 1, let number = field.content.first
                else { throw damaged }
                channel = Channel(rawValue: number)
            case RawTag.receivedAt:
                receivedAt = Instant(milliseconds: try integer(field.content))
            case RawTag.header:
                headers.append(try header(field.content))
                try checkEntries(headers.count)
            case RawTag.body: body = Array(field.content)
            default: continue
            }
        }
        guard let channel, let receivedAt, let body else { throw damaged }
        return RawMessage(channel: channel, body: body, headers: headers, receivedAt: receivedAt)
    }

    private static func header(_ content: ArraySlice<UInt8>) throws(VaultError)
        -> RawMessage.Header
    {
        var reader = Reader(entry: content)
        var name = ""
        var value = ""
        while let field = try reader.next() {
            switch field.tag {
            case 1: name = try string(field.content)
            case 2: value = try string(field.content)
            default: continue
            }
        }
        return RawMessage.Header(name: name, value: value)
    }
}
