import DaybookDomain
import DaybookFormats
import Foundation
import Testing

/// A mistake made in the sample, and what the reader must say of it.
struct Mistake: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    let path: String
    let expected: String
    let found: String
    var hint: String?
    /// Whether the JSON Schema can see it too.
    var isOfShape = true

    var testDescription: String { new }

    static let all: [Mistake] = [
        Mistake(
            old: #""any": ["dr-adler", "dr-brandt"] }"#,
            new: #""any": ["dr-adler", "dr-brant"] }"#,
            path: "/services/1/groups/0/any/1",
            expected: "the id of a resource (dr-adler, dr-brandt, celik, dr-diaz, engel, room-1, "
                + "room-2, studio and 1 more)",
            found: "\"dr-brant\"",
            hint: "dr-brandt",
            isOfShape: false
        ),
        Mistake(
            old: #""buffers""#,
            new: #""buffer""#,
            path: "/services/3/buffer",
            expected: "one of id, name, duration, buffers",
            found: "the unknown name \"buffer\"",
            hint: "buffers"
        ),
        Mistake(
            old: #""duration": 60"#,
            new: #""duration": "60""#,
            path: "/services/3/duration",
            expected: "a duration such as \"90m\"",
            found: "\"60\""
        ),
        Mistake(
            old: #""duration": 60"#,
            new: #""duration": 0"#,
            path: "/services/3/duration",
            expected: "from 1m to 24h",
            found: "0"
        ),
        Mistake(
            old: #""duration": 60"#,
            new: #""duration": "25h""#,
            path: "/services/3/duration",
            expected: "from 1m to 24h",
            found: "\"25h\"",
            isOfShape: false
        ),
        Mistake(
            old: #""duration": 60"#,
            new: #""duration": "90s""#,
            path: "/services/3/duration",
            expected: "whole minutes",
            found: "\"90s\"",
            isOfShape: false
        ),
        Mistake(
            old: #""policy": "maximum""#,
            new: #""policy": "max""#,
            path: "/services/3/buffers/policy",
            expected: "one of additive, maximum, existing-only",
            found: "\"max\""
        ),
        Mistake(
            old: #""capacity": 6"#,
            new: #""capacity": 256"#,
            path: "/services/4/capacity",
            expected: "a whole number from 1 to 255",
            found: "256"
        ),
        Mistake(
            old: #""modality": "video""#,
            new: #""modality": "vidoe""#,
            path: "/services/5/modality",
            expected: "one of in-person, telephone, video, home",
            found: "\"vidoe\"",
            hint: "video"
        ),
        Mistake(
            old: #""any": ["ultrasound"]"#,
            new: #""any": ["ultrasound"], "count": 2"#,
            path: "/services/2/groups/1/count",
            expected: "at most the 1 of this group",
            found: "2",
            isOfShape: false
        ),
        Mistake(
            old: #""any": ["ultrasound"]"#,
            new: #""any": []"#,
            path: "/services/2/groups/1/any",
            expected: "1 to 1000 elements",
            found: "0"
        ),
        Mistake(
            old: #""any": ["ultrasound"]"#,
            new: #""any": ["ultrasound", "ultrasound"]"#,
            path: "/services/2/groups/1/any/1",
            expected: "each resource once in a group",
            found: "\"ultrasound\""
        ),
        Mistake(
            old: #"{ "id": "engel""#,
            new: #"{ "id": "celik""#,
            path: "/resources/4/id",
            expected: "an id of its own",
            found: "the id of /resources/2 again",
            isOfShape: false
        ),
        Mistake(
            old: #"{ "id": "engel""#,
            new: #"{ "id": "-engel""#,
            path: "/resources/4/id",
            expected: "an id: 1 to 64 letters",
            found: "\"-engel\""
        ),
        Mistake(
            old: #""location": "ufer""#,
            new: #""location": "ufo""#,
            path: "/resources/3/location",
            expected: "the id of a location (mitte, ufer)",
            found: "\"ufo\"",
            hint: "ufer",
            isOfShape: false
        ),
        Mistake(
            old: #""role": "device""#,
            new: #""role": "divice""#,
            path: "/resources/8/role",
            expected: "one of practitioner, room, device",
            found: "\"divice\"",
            hint: "device"
        ),
        Mistake(
            old: #""zone": "Europe/Berlin","#,
            new: #""zone": "Europe/Berln","#,
            path: "/clinic/zone",
            expected: "a time zone such as \"Europe/Berlin\" that this",
            found: "\"Europe/Berln\"",
            hint: "Europe/Berlin",
            isOfShape: false
        ),
        Mistake(
            old: #""zone": "Europe/Berlin","#,
            new: #""zone": "../etc/passwd","#,
            path: "/clinic/zone",
            expected: "the name of a time zone",
            found: "\"../etc/passwd\""
        ),
        Mistake(
            old: #""wed": ["08:00-13:00"]"#,
            new: #""wed": ["8:00-13:00"]"#,
            path: "/locations/0/hours/wed/0",
            expected: "hours such as \"08:00-12:30\"",
            found: "\"8:00-13:00\""
        ),
        Mistake(
            old: #""wed": ["08:00-13:00"]"#,
            new: #""wed": ["13:00-13:00"]"#,
            path: "/locations/0/hours/wed/0",
            expected: "hours such as",
            found: "\"13:00-13:00\"",
            isOfShape: false
        ),
        Mistake(
            old: #""wed": ["08:00-13:00"]"#,
            new: #""wed": "08:00-13:00""#,
            path: "/locations/0/hours/wed",
            expected: "an array",
            found: "\"08:00-13:00\""
        ),
        Mistake(
            old: #""date": "2026-12-25""#,
            new: #""date": "2026-02-29""#,
            path: "/locations/0/holidays/1/date",
            expected: "a date of the calendar",
            found: "\"2026-02-29\"",
            isOfShape: false
        ),
        Mistake(
            old: #""date": "2026-12-25""#,
            new: #""date": "25.12.2026""#,
            path: "/locations/0/holidays/1/date",
            expected: "a date of the calendar",
            found: "\"25.12.2026\""
        ),
        Mistake(
            old: #""name": "training", "closed": true"#,
            new: #""closed": true, "extra": []"#,
            path: "/resources/1/exceptions/0",
            expected: "one of closed, hours, extra, without",
            found: "closed and extra"
        ),
        Mistake(
            old: #""name": "training", "closed": true"#,
            new: #""closed": false"#,
            path: "/resources/1/exceptions/0/closed",
            expected: "true",
            found: "false"
        ),
        Mistake(
            old: #""redirect": "https://lindenhof.example/termine","#,
            new: "",
            path: "/channels/instagram/redirect",
            expected: "as the mode is redirect",
            found: "nothing"
        ),
        Mistake(
            old: #""mode": "redirect","#,
            new: "",
            path: "/channels/instagram/mode",
            expected: "redirect, as there is a redirect address",
            found: "offer",
            // In the United States it would be right.
            isOfShape: false
        ),
        Mistake(
            old: "https://lindenhof",
            new: "http://lindenhof",
            path: "/channels/instagram/redirect",
            expected: "an address that begins with https://",
            found: "\"http://lindenhof"
        ),
        Mistake(
            old: #""holdMinutes": 30"#,
            new: #""holdMinutes": 30, "jurisdiction": "us""#,
            path: "/clinic/jurisdiction",
            expected: "two capital letters",
            found: "\"us\""
        ),
        Mistake(
            old: #""holdMinutes": 30"#,
            new: #""holdMinutes": 30, "jurisdiction": "US""#,
            path: "/channels/messenger/redirect",
            expected: "as none is named and the jurisdiction is the United States",
            found: "nothing",
            isOfShape: false
        ),
        Mistake(
            old: #""messenger": {"#,
            new: #""messenger": { "audience": "100%","#,
            path: "/channels/messenger/audience",
            expected: "staff, a share of patients from 1% to 99%, or all",
            found: "\"100%\""
        ),
        Mistake(
            old: #""messenger": {"#,
            new: #""messenger": { "content": "some","#,
            path: "/channels/messenger/content",
            expected: "one of neutral, scheduling, full",
            found: "\"some\""
        ),
        Mistake(
            old: #""messenger": {"#,
            new: #""messenger": { "retention": 0,"#,
            path: "/channels/messenger/retention",
            expected: "a whole number from 1 to 255",
            found: "0"
        ),
        Mistake(
            old: #""messenger": {"#,
            new: #""messenger": { "warning": "","#,
            path: "/channels/messenger/warning",
            expected: "1 to 2000 characters",
            found: "0"
        ),
        Mistake(
            old: #""phone": {"#,
            new: #""fone": {"#,
            path: "/channels/fone",
            expected: "one of phone, desk, email",
            found: "the unknown name \"fone\"",
            hint: "phone"
        ),
        Mistake(
            old: #""clock": "opening""#,
            new: #""clock": "open""#,
            path: "/channels/email/target/clock",
            expected: "one of opening, calendar",
            found: "\"open\""
        ),
        Mistake(
            old: #""holdMinutes": 30"#,
            new: #""holdMinutes": null"#,
            path: "/clinic/holdMinutes",
            expected: "a whole number from 1 to 10080",
            found: "null"
        ),
        Mistake(
            old: #""name": "Lindenhof Praxis""#,
            new: #""name": """#,
            path: "/clinic/name",
            expected: "1 to 200 characters",
            found: "0"
        ),
        Mistake(
            old: #""name": "Lindenhof Praxis","#,
            new: "",
            path: "/clinic/name",
            expected: "a value",
            found: "nothing"
        ),
        Mistake(
            old: #""channels""#,
            new: #""chanels""#,
            path: "/chanels",
            expected: "one of $schema, clinic",
            found: "the unknown name \"chanels\"",
            hint: "channels"
        ),
    ]
}

@Suite("A wrong clinic.json is told where, what was expected and what was found")
struct ClinicFileProblemTests {
    @Test("Each mistake", arguments: Mistake.all)
    func mistake(_ mistake: Mistake) throws {
        let text = try SampleClinic.text(replacing: mistake.old, by: mistake.new)
        let problems = SampleClinic.problems(text)
        let problem = try #require(problems.first { $0.path == mistake.path })
        #expect(problem.expected.contains(mistake.expected))
        #expect(problem.found.contains(mistake.found))
        if let hint = mistake.hint { #expect(problem.hint == hint) }
    }

    @Test("A place is a line and a column that an editor finds")
    func place() throws {
        let text = try SampleClinic.text(replacing: #""duration": 60"#, by: #""duration": true"#)
        let problem = try #require(SampleClinic.problems(text).first)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let line = lines[problem.line - 1]
        #expect(line.dropFirst(problem.column - 1).hasPrefix("true"))
        #expect(problem.description.hasPrefix("\(problem.line):\(problem.column) /services/3"))
    }

    @Test("Broken JSON is placed too")
    func syntax() throws {
        let text = try SampleClinic.text(replacing: #""duration": 60,"#, by: #""duration": 60"#)
        let problem = try #require(SampleClinic.problems(text).first)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[problem.line - 1].contains("buffers"))
        #expect(problem.path == "/services/3")
    }

    @Test("Several mistakes are told at once, in the order of the file's parts")
    func several() throws {
        var text = try SampleClinic.text()
        for (old, new) in [
            (#""holdMinutes": 30"#, #""holdMinutes": 0"#),
            (#""capacity": 6"#, #""capacity": 0"#), (#""notice": "12h""#, #""notice": -1"#),
        ] {
            text = text.replacingOccurrences(of: old, with: new)
        }
        #expect(
            SampleClinic.problems(text).map(\.path) == [
                "/clinic/holdMinutes", "/services/4/notice", "/services/4/capacity",
            ]
        )
    }

    @Test("At most twenty problems are listed, and that there are more is said")
    func many() throws {
        let text = try SampleClinic.text().replacingOccurrences(of: "\"202", with: "\"02")
        do throws(ClinicFileError) {
            _ = try SampleClinic.read(text)
            Issue.record("the file was taken")
        } catch {
            #expect(error.problems.count == 20)
            #expect(error.hasMore)
            #expect(error.description.hasSuffix("and more"))
        }
    }
}
