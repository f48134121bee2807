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

    @Test("the target of what is urgent reaches the clinic, and comes back as it was written")
    func urgent() throws {
        for (written, seconds, opening) in [
            (#""within": "30m", "clock": "calendar""#, UInt32(1_800), false),
            (#""within": "2h""#, 7_200, true), (#""clock": "calendar""#, 28_800, false),
        ] {
            let text = try Self.text(
                #""target": { "within": "8h", "clock": "opening", "urgent": { \#(written) } }"#
            )
            let clinic = SampleClinic.clinic(try SampleClinic.read(text), after: Clinic())
            let policy = try #require(clinic.channel(.messenger))
            let urgent = ResponseTarget(seconds: seconds, countsOpeningHours: opening)
            #expect(policy.target(of: .urgent) == urgent)
            #expect(
                policy.target(of: .routine)
                    == ResponseTarget(seconds: 28_800, countsOpeningHours: true)
            )
            let again = String(decoding: ClinicFile.write(clinic), as: UTF8.self)
            #expect(try SampleClinic.read(again, against: clinic) == [])
        }
        let plain = try #require(try SampleClinic.clinic().channel(.messenger))
        #expect(plain.urgentTarget == nil)
        #expect(plain.target(of: .urgent) == plain.target(of: .routine))
        let wrong = try Self.text(#""target": { "urgent": { "within": "0m" }, "stat": {} }"#)
        #expect(
            Set(SampleClinic.problems(wrong).map(\.path))
                .isSubset(of: [
                    "/channels/messenger/target/stat",
                    "/channels/messenger/target/urgent/within",
                ])
        )
        #expect(!SampleClinic.problems(wrong).isEmpty)
    }

    @Test(
        "a platform's window is its own 24 hours where the file says nothing, and none where it says so"
    )
    func replyWindow() throws {
        func text(_ member: String) throws -> String {
            try SampleClinic.text(replacing: #""messenger": { "replyWindow": "24h","#, by: member)
        }
        for (written, seconds) in [
            (#""messenger": {"#, UInt32(86_400)),
            (#""messenger": { "replyWindow": "12h","#, 43_200),
            (#""messenger": { "replyWindow": "none","#, 0),
        ] {
            let clinic = SampleClinic.clinic(
                try SampleClinic.read(try text(written)),
                after: Clinic()
            )
            let policy = try #require(clinic.channel(.messenger))
            #expect(policy.replyWindowSeconds == seconds)
            let again = String(decoding: ClinicFile.write(clinic), as: UTF8.self)
            #expect(try SampleClinic.read(again, against: clinic) == [])
        }
        #expect(try SampleClinic.clinic().channel(.email)?.replyWindowSeconds == 0)
        let wrong = try text(#""messenger": { "replyWindow": "never","#)
        #expect(
            SampleClinic.problems(wrong).map(\.path) == ["/channels/messenger/replyWindow"]
        )
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
