import DaybookDomain
import DaybookFormats
import Testing

@Suite("Hostile bytes are refused, never a trap")
struct ClinicFileHostileTests {
    /// Reads and, where the bytes are taken, checks that what they say is stable.
    private func probe(_ bytes: [UInt8]) {
        guard
            let definitions = try? ClinicFile.read(
                bytes,
                against: Clinic(),
                zoneBytes: SampleZones.bytes,
                release: "2026a"
            )
        else { return }
        let clinic = SampleClinic.clinic(definitions)
        let again = try? ClinicFile.read(
            bytes,
            against: clinic,
            zoneBytes: SampleZones.bytes,
            release: "2026a"
        )
        #expect(again == [], "\(String(decoding: bytes, as: UTF8.self))")
        let written = try? ClinicFile.read(
            ClinicFile.write(clinic),
            against: clinic,
            zoneBytes: SampleZones.bytes,
            release: "2026a"
        )
        #expect(written == [], "\(String(decoding: bytes, as: UTF8.self))")
    }

    @Test("Cut short after every byte")
    func truncation() throws {
        let bytes = Array(try SampleClinic.text("clinic-small").utf8)
        let end = bytes.lastIndex(of: UInt8(ascii: "}")) ?? 0
        for length in 0..<bytes.count {
            let cut = Array(bytes[..<length])
            if length <= end {
                #expect(!SampleClinic.problems(String(decoding: cut, as: UTF8.self)).isEmpty)
            }
        }
        let long = Array(try SampleClinic.text().utf8)
        for length in stride(from: 1, to: long.count, by: 97) { probe(Array(long[..<length])) }
    }

    @Test("Bytes changed, doubled and taken out", arguments: [1, 2, 3] as [UInt64])
    func mutation(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let bytes = Array(try SampleClinic.text("clinic-small").utf8)
        for _ in 0..<300 {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let index = Int.random(in: 0..<changed.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: changed[index] = UInt8.random(in: 0...255, using: &random)
                case 1: changed.remove(at: index)
                case 2: changed.insert(changed[index], at: index)
                default: changed[index] = changed[Int.random(in: 0..<changed.count, using: &random)]
                }
            }
            probe(changed)
        }
    }

    @Test(
        "Documents of another shape",
        arguments: [
            "", "null", "[]", "{}", "1e9", #"{"clinic":[]}"#, #"{"locations":{}}"#,
            #"{"clinic":{},"locations":[1],"resources":[null],"services":[[]],"channels":[]}"#,
        ]
    )
    func otherShapes(text: String) {
        #expect(!SampleClinic.problems(text).isEmpty)
    }
}
