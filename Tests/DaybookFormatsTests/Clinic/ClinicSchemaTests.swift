import DaybookDomain
import DaybookFormats
import Testing

@Suite("The JSON Schema of clinic.json agrees with the reader")
struct ClinicSchemaTests {
    @Test(
        "One verdict on right files and on every mistake of shape",
        .enabled(if: SchemaChecker.isAvailable, "python3 with jsonschema is not installed")
    )
    func verdicts() throws {
        var texts = [try SampleClinic.text(), try SampleClinic.text("clinic-small")]
        texts.append(try SampleClinic.text("clinic-words"))
        texts.append(String(decoding: ClinicFile.write(try SampleClinic.clinic()), as: UTF8.self))
        let right = texts.count
        for mistake in Mistake.all {
            texts.append(try SampleClinic.text(replacing: mistake.old, by: mistake.new))
        }
        let verdicts = try SchemaChecker.verdicts(
            schema: try Repository.bytes("clinic.schema.json"),
            instances: texts.map { Array($0.utf8) }
        )
        #expect(verdicts.count == texts.count)
        #expect(verdicts.prefix(right).allSatisfy { $0 })
        for (mistake, verdict) in zip(Mistake.all, verdicts.dropFirst(right)) {
            // What refers to what is beyond a schema; the reader alone sees it.
            #expect(verdict == !mistake.isOfShape, "\(mistake.new)")
        }
    }
}
