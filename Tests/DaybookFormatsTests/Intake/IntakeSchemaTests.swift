import Testing

@Suite("What comes in has a schema")
struct IntakeSchemaTests {
    @Test(
        "The schemas take their examples and refuse what they must",
        .enabled(if: SchemaChecker.isAvailable, "python3 with jsonschema is not installed"),
        arguments: [
            ("recorded-delivery", IntakeSamples.deliveries), ("web-form", IntakeSamples.forms),
        ]
    )
    func verdicts(name: String, samples: [(text: String, isValid: Bool)]) throws {
        let example = try Repository.bytes("intake/examples/\(name).json")
        let verdicts = try SchemaChecker.verdicts(
            schema: try Repository.bytes("intake/\(name).schema.json"),
            instances: [example] + samples.map { Array($0.text.utf8) }
        )
        #expect(verdicts == [true] + samples.map(\.isValid))
    }
}
