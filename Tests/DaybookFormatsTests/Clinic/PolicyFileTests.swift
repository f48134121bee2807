import DaybookDomain
import DaybookFormats
import Testing

@Suite("A channel's policy in clinic.json")
struct PolicyFileTests {
    private static func text(_ messenger: String) throws -> String {
        try SampleClinic.text(replacing: #""messenger": {"#, by: "\"messenger\": { \(messenger),")
    }

    @Test("reaches the clinic, and comes back as it was written")
    func terms() throws {
        let text = try Self.text(
            #""audience": "25%", "content": "scheduling", "retention": 40, "warning": "Not private.""#
        )
        let clinic = SampleClinic.clinic(try SampleClinic.read(text), after: Clinic())
        let policy = try #require(clinic.channel(.messenger))
        #expect(policy.audience == .share(percent: 25))
        #expect(policy.content == .scheduling)
        #expect(policy.retention == 40)
        #expect(policy.warning == "Not private.")
        let again = String(decoding: ClinicFile.write(clinic), as: UTF8.self)
        #expect(try SampleClinic.read(again, against: clinic) == [])
    }

    @Test("each step that opens a channel is one definition in the log, and said in words")
    func steps() throws {
        var clinic = try SampleClinic.clinic()
        for audience in ["staff", "5%", "50%", "all"] {
            let text = try Self.text("\"audience\": \"\(audience)\"")
            let changes = try SampleClinic.read(text, against: clinic)
            #expect(changes.map(\.kind) == [.channelDefined])
            let next = SampleClinic.clinic(changes, after: clinic)
            #expect(next.channel(.messenger)?.audience.text == audience)
            #expect(try SampleClinic.read(text, against: next) == [])
            clinic = next
        }
    }

    @Test("a clinic in the United States redirects where it says nothing else, and only there")
    func jurisdiction() throws {
        let form = #""redirect": "https://lindenhof.example/form""#
        var text = try Self.text(form)
        text = text.replacing(
            #""holdMinutes": 30"#,
            with: #""holdMinutes": 30, "jurisdiction": "US""#
        )
        text = text.replacing(#""whatsapp": {"#, with: #""whatsapp": { "mode": "offer","#)
        let clinic = SampleClinic.clinic(try SampleClinic.read(text), after: Clinic())
        #expect(clinic.settings?.jurisdiction == "US")
        #expect(clinic.channel(.messenger)?.mode == .redirect)
        #expect(clinic.channel(.whatsapp)?.mode == .offer)
        #expect(clinic.channel(.email)?.mode == .offer)
        #expect(clinic.mode(on: .telegram) == .redirect)
        let again = String(decoding: ClinicFile.write(clinic), as: UTF8.self)
        #expect(try SampleClinic.read(again, against: clinic) == [])
    }
}
