import DaybookDomain
import DaybookFormats
import Testing

@Suite("Every kind of fact has a schema and an example")
struct EventSchemaTests {
    private func example(_ kind: Kind) throws -> [UInt8] {
        let (fact, body) = try EventSamples.fact(kind)
        return CloudEvent.prettyJSON(
            of: fact,
            body: body,
            source: EventSamples.source,
            names: try EventSamples.clinic()
        )
            + [0x0A]
    }

    /// Set `DAYBOOK_WRITE_SCHEMAS=1` to write the files anew after a change that is meant.
    @Test("The files are what the table of fields says", arguments: Kind.allCases)
    func files(kind: Kind) throws {
        let generated = [
            ("events/\(kind.name).v1.schema.json", try EventSchema.bytes(kind)),
            ("events/examples/\(kind.name).v1.json", try example(kind)),
        ]
        for (path, bytes) in generated {
            if Repository.rewrites { try Repository.write(bytes, to: path) }
            #expect(try Repository.bytes(path) == bytes, "\(path)")
        }
    }

    @Test("There is no file of a kind that is none")
    func noStrays() throws {
        let schemas = Set(Kind.allCases.map { "\($0.name).v1.schema.json" })
        let examples = Set(Kind.allCases.map { "\($0.name).v1.json" })
        #expect(try Repository.names(in: "events") == schemas)
        #expect(try Repository.names(in: "events/examples") == examples)
    }

    @Test("The example shows exactly the members that the schema knows", arguments: Kind.allCases)
    func members(kind: Kind) throws {
        let schema = try JSONReader.parse(
            try Repository.bytes("events/\(kind.name).v1.schema.json")
        )
        let event = try JSONReader.parse(
            try Repository.bytes("events/examples/\(kind.name).v1.json")
        )
        let known = schema["properties"]?["data"]?["properties"]?.object?.members.map(\.key) ?? []
        let shown = event["data"]?.object?.members.map(\.key) ?? []
        // A mark is an exception to show; everything else has a value in the example.
        #expect(Set(known).subtracting(shown) == ["marks"])
        #expect(Set(shown).isSubset(of: known))
        #expect(event["data"]?["raw"] == nil)
    }

    @Test("The example reads as the fact it was made of", arguments: Kind.allCases)
    func exampleReads(kind: Kind) throws {
        let sample = try EventSamples.fact(kind)
        let read = try CloudEvent.fact(
            from: try Repository.bytes("events/examples/\(kind.name).v1.json")
        )
        #expect(read.fact == sample.fact)
        #expect(read.body == sample.body)
    }

    @Test(
        "Each example is valid by its schema, and of no other kind's",
        .enabled(if: SchemaChecker.isAvailable, "python3 with jsonschema is not installed")
    )
    func valid() throws {
        let cases = try Kind.allCases.map { kind in
            let own = try Repository.bytes("events/examples/\(kind.name).v1.json")
            let other = try example(kind == .patientArrived ? .patientNoShow : .patientArrived)
            let schema = try Repository.bytes("events/\(kind.name).v1.schema.json")
            return (schema: schema, instances: [own, other])
        }
        let verdicts = try SchemaChecker.verdicts(cases)
        #expect(verdicts == Kind.allCases.map { _ in [true, false] })
    }
}
