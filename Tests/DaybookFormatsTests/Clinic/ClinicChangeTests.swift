import DaybookDomain
import DaybookFormats
import Testing

@Suite("Changes are told in words")
struct ClinicChangeTests {
    private func changes(_ old: String, _ new: String) throws -> [String] {
        let clinic = try SampleClinic.clinic()
        let text = try SampleClinic.text(replacing: old, by: new)
        let definitions = try SampleClinic.read(text, against: clinic)
        return ClinicChange.describe(definitions, against: clinic).map(\.description)
    }

    @Test(
        "One change of each sort",
        arguments: [
            (
                #""duration": "45m""#, #""duration": 50"#,
                "service check-up changed: duration 45m → 50m"
            ),
            (
                #""wed": ["08:00-13:00"]"#, #""wed": []"#,
                "location mitte changed: wed 08:00-13:00 → closed"
            ),
            (
                #"{ "date": "2026-12-25", "name": "Christmas Day" },"#, "",
                "location mitte changed: dates −2026-12-25"
            ),
            (
                #""name": "Frau Celik", "role": "practitioner""#,
                #""name": "Dr. Celik", "role": "practitioner", "hours": {}"#,
                "resource celik changed: name Frau Celik → Dr. Celik, hours of its own"
            ),
            (
                #""within": "1h""#, #""within": "90m""#,
                "channel phone changed: target 1h of opening hours → 90m of opening hours"
            ),
            (
                #""holdMinutes": 30"#, #""holdMinutes": 20"#,
                "clinic lindenhof changed: hold 30m → 20m"
            ),
            (
                #""any": ["ultrasound"]"#, #""any": ["room-1", "ultrasound"]"#,
                "service sonography changed: groups (practitioner: 1 of dr-adler dr-brandt; "
                    + "device: 1 of ultrasound) → (practitioner: 1 of dr-adler dr-brandt; "
                    + "device: 1 of room-1 ultrasound)"
            ),
        ]
    )
    func words(old: String, new: String, expected: String) throws {
        #expect(try changes(old, new) == [expected])
    }

    @Test("What is new and what is withdrawn is named by its id")
    func addedAndWithdrawn() throws {
        let clinic = try SampleClinic.clinic()
        let definitions = try SampleClinic.read(
            try SampleClinic.text("clinic-small"),
            against: clinic
        )
        let changes = ClinicChange.describe(definitions, against: clinic).map(\.description)
        #expect(changes.first == "zone America/New_York added")
        #expect(changes.contains("location main added"))
        #expect(changes.contains("service session added"))
        #expect(changes.contains("channel whatsapp withdrawn"))
        #expect(changes.contains("resource dr-adler withdrawn"))
        #expect(changes.count == definitions.count)
    }
}
