extension Clinic {
    /// Appends everything defined, each definition as the body of its fact, and what numbers are
    /// used up.
    package func encode(into writer: inout SnapshotWriter) {
        writer.append(revision)
        let used = numbersUsed
        for number in [used.locations, used.resources, used.services] {
            writer.append(UInt64(number))
        }
        var definitions: [Definition] = []
        definitions += zones.map { .zone($0) }
        definitions += locations.map { .location($0) }
        definitions += resources.map { .resource($0) }
        definitions += services.map { .service($0) }
        definitions += channels.map { .channel($0) }
        definitions += actors.map { .actor($0) }
        if let settings { definitions.append(.clinic(settings)) }
        writer.append(UInt64(definitions.count))
        for definition in definitions {
            writer.append(UInt64(definition.kind.rawValue))
            writer.append(definition.body ?? [])
        }
    }

    /// Reads a clinic back.
    package init(decoding reader: inout SnapshotReader) throws(MalformedSnapshot) {
        self.init()
        let revision = try reader.word(through: SnapshotLimits.revision)
        let last = SnapshotLimits.numbers - 1
        // A withdrawal of the last number leaves what it was followed by: numbers that are never
        // given out again.
        apply(.withdrawLocation(UInt16(truncatingIfNeeded: try reader.word(through: last))))
        apply(.withdrawResource(UInt16(truncatingIfNeeded: try reader.word(through: last))))
        apply(.withdrawService(UInt16(truncatingIfNeeded: try reader.word(through: last))))
        for _ in 0..<(try reader.count(of: 16)) {
            let code = try reader.word(through: UInt64(UInt8.max))
            guard let kind = Kind(rawValue: UInt8(truncatingIfNeeded: code)) else {
                throw reader.malformed("the kind of a definition before")
            }
            let body = try reader.raw()
            let definition: Definition
            do {
                definition = try Definition(fact: Fact(kind), body: body)
            } catch {
                throw reader.malformed("the body of a definition before")
            }
            apply(definition)
        }
        self.revision = revision
    }
}
