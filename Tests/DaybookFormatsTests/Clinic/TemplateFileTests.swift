import DaybookDomain
import DaybookFormats
import Foundation
import Testing

@Suite("The clinic's own words in clinic.json")
struct TemplateFileTests {
    private static let name = "clinic-words"

    private func settings(_ clinic: Clinic) throws -> ClinicSettings {
        try #require(clinic.settings)
    }

    @Test("reach the clinic in the order of its languages, each version with a number")
    func read() throws {
        let clinic = try SampleClinic.clinic(Self.name)
        let settings = try settings(clinic)
        #expect(settings.templates.map(\.language.description) == ["de", "en"])
        #expect(settings.templates.map(\.number) == [1, 2])
        #expect(settings.templates[0].emergency.hasPrefix("Im Notfall wählen Sie 112."))
        #expect(clinic.templates(for: LanguageTag("en"))?.number == 2)
        #expect(clinic.templates(for: LanguageTag("fr"))?.number == 1)
        #expect(clinic.templates(for: nil)?.number == 1)
        #expect(clinic.channel(.email)?.acknowledges == true)
        #expect(clinic.channel(.form)?.acknowledges == false)
    }

    @Test("a changed word is a new number, also after it is taken back; the rest keep theirs")
    func versions() throws {
        let text = try SampleClinic.text(Self.name)
        let other = try SampleClinic.text(Self.name, replacing: "We expect you", by: "See you")
        var clinic = try SampleClinic.clinic(Self.name)
        for (next, numbers) in [(other, [1, 3]), (text, [1, 4]), (other, [1, 5])] {
            let changes = try SampleClinic.read(next, against: clinic)
            #expect(changes.map(\.kind) == [.clinicDefined])
            clinic = SampleClinic.clinic(changes, after: clinic)
            #expect(try settings(clinic).templates.map { Int($0.number) } == numbers)
            #expect(try SampleClinic.read(next, against: clinic) == [])
        }
    }

    @Test("a clinic that stops to word anything never gives a number twice")
    func withdrawn() throws {
        var clinic = try SampleClinic.clinic(Self.name)
        let silent = try SampleClinic.text(Self.name)
            .replacingOccurrences(of: #""acknowledge": true"#, with: #""acknowledge": false"#)
        let start = try #require(
            silent.range(of: #","languages""#) ?? silent.range(of: ",\n    \"languages\"")
        )
        let end = try #require(silent.range(of: "\n  },\n  \"locations\""))
        let without = silent.replacingCharacters(
            in: start.lowerBound..<end.lowerBound,
            with: #", "emergency": "112""#
        )
        clinic = SampleClinic.clinic(try SampleClinic.read(without, against: clinic), after: clinic)
        #expect(try settings(clinic).templates.isEmpty && settings(clinic).templatesUsed == 2)
        let again = try SampleClinic.read(try SampleClinic.text(Self.name), against: clinic)
        clinic = SampleClinic.clinic(again, after: clinic)
        #expect(try settings(clinic).templates.map(\.number) == [3, 4])
    }

    @Test("another first language is a change without new versions")
    func order() throws {
        var clinic = try SampleClinic.clinic(Self.name)
        let text = try SampleClinic.text(
            Self.name,
            replacing: #"["de", "en"]"#,
            by: #"["en", "de"]"#
        )
        clinic = SampleClinic.clinic(try SampleClinic.read(text, against: clinic), after: clinic)
        #expect(try settings(clinic).templates.map(\.number) == [2, 1])
        #expect(clinic.templates(for: nil)?.language.description == "en")
    }

    struct Lack: Sendable, CustomTestStringConvertible {
        let old: String
        let new: String
        let path: String
        let expected: String
        var testDescription: String { path }
    }

    private static let lacks = [
        Lack(
            old: #""emergency": "In an emergency call 112. The on-call doctor answers at 116117.""#,
            new: #""emergency": "" "#,
            path: "/clinic/templates/en/emergency",
            expected: "1 to 2000 characters"
        ),
        Lack(
            old: #""emergency": "Im Notfall"#,
            new: #""Emergency": "Im Notfall"#,
            path: "/clinic/templates/de/Emergency",
            expected: "one of acknowledgement"
        ),
        Lack(
            old: #"["de", "en"]"#,
            new: #"["de", "en", "tr"]"#,
            path: "/clinic/templates/tr",
            expected: "a value"
        ),
        Lack(
            old: #"["de", "en"]"#,
            new: #"["de"]"#,
            path: "/clinic/templates/en",
            expected: "one of de"
        ),
        Lack(
            old: #"["de", "en"]"#,
            new: #"["de", "EN"]"#,
            path: "/clinic/languages/1",
            expected: "a language tag"
        ),
        Lack(
            old: #"["de", "en"]"#,
            new: #"["de", "en", "de"]"#,
            path: "/clinic/languages/2",
            expected: "each language once"
        ),
        Lack(
            old: "We expect you on {when}",
            new: "We expect you",
            path: "/clinic/templates/en/reminder",
            expected: "a text with {when}"
        ),
        Lack(
            old: "We expect you on {when}",
            new: "We expect you on {when}, say {token}",
            path: "/clinic/templates/en/reminder",
            expected: "no variable but {clinic}, {when}, {place}, {confirm}, {cancel}"
        ),
        Lack(
            old: "Your appointment is booked: {when}",
            new: "Your appointment is booked: {when} {cancel}",
            path: "/clinic/templates/en/confirmation",
            expected: "no variable but {clinic}, {when}, {place}"
        ),
        Lack(
            old: "we have your message",
            new: "we have your message of {when}",
            path: "/clinic/templates/en/acknowledgement",
            expected: "no variable but {clinic}"
        ),
        Lack(
            old: #""form": {}"#,
            new: #""form": { "acknowledge": true }"#,
            path: "/channels/form/acknowledge",
            expected: "false, as nothing is sent on form"
        ),
        Lack(
            old: #""whatsapp": {"#,
            new: #""whatsapp": { "mode": "receive-only","#,
            path: "/channels/whatsapp/acknowledge",
            expected: "false, as the mode is receive-only"
        ),
        Lack(
            old: #""acknowledge": true"#,
            new: #""acknowledge": 1"#,
            path: "/channels/email/acknowledge",
            expected: "true or false"
        ),
    ]

    @Test("what is lacking or odd is named by its path", arguments: lacks)
    func lacking(lack: Lack) throws {
        let text = try SampleClinic.text(Self.name, replacing: lack.old, by: lack.new)
        let problem = try #require(
            SampleClinic.problems(text).first { $0.path == lack.path },
            "\(SampleClinic.problems(text))"
        )
        #expect(problem.expected.hasPrefix(lack.expected), "\(problem)")
    }

    @Test("a channel that acknowledges needs them, whatever else the clinic does")
    func acknowledging() throws {
        let text = try SampleClinic.text(
            replacing: #""whatsapp": {"#,
            by: #""whatsapp": { "acknowledge": true,"#
        )
        let problems = SampleClinic.problems(text)
        #expect(problems.map(\.path) == ["/clinic/templates"])
        #expect(problems.first?.expected.contains("/channels/whatsapp/acknowledge") == true)
        #expect(problems.first?.expected.contains("emergency wording") == true)
    }

    @Test("a clinic with a form says what to do in an emergency, which stands on it")
    func forms() throws {
        let text = try SampleClinic.text(
            "clinic-small",
            replacing: #""emergency": "In an emergency call 911.""#,
            by: #""emergency": """#
        )
        let problems = SampleClinic.problems(text)
        #expect(problems.map(\.path) == ["/clinic/emergency"])
        #expect(problems.first?.expected.contains("/channels/form") == true)
        let nurse = text.replacing(#""form""#, with: #""nurse""#)
        #expect(SampleClinic.problems(nurse).map(\.path) == ["/clinic/emergency"])
        let none = text.replacing(#""form": {},"#, with: "")
        #expect(SampleClinic.problems(none).isEmpty)
        #expect(SampleClinic.problems(try SampleClinic.text(Self.name)).isEmpty)
    }

    @Test("variables are filled where a value is known, and other braces stay")
    func filling() {
        let values: [MessageTemplates.Variable: String] = [.when: "{place}", .clinic: "Ä"]
        for (template, text) in [
            ("{when} {clinic}", "{place} Ä"), ("{place}", "{place}"), ("{", "{"), ("}{", "}{"),
            ("{{when}}", "{{place}}"), ("{x{clinic}", "{xÄ"), ("", ""), ("a {clinic}", "a Ä"),
        ] {
            #expect(MessageTemplates.fill(template, values) == text, "\(template)")
        }
    }
}
