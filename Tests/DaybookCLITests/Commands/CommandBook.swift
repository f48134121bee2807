import Foundation

/// A book in a folder of its own, used through the command line alone: one small clinic, one Monday
/// morning.
///
/// The clinic's definitions and the actor are the facts 1 to 9, so the first thing that happens is
/// fact 10.
final class CommandBook {
    let folder: Folder
    /// What counts as now: Monday, 2026-11-23, 09:00 in Berlin.
    var now = "2026-11-23T08:00:00Z"
    /// The number of the first fact after the clinic's.
    static let firstFact = 10

    static let clinic = """
        {
          "clinic": { "id": "test", "name": "Test Clinic", "zone": "Europe/Berlin", "holdMinutes": 30,
                      "emergency": "In an emergency call 112." },
          "locations": [{
            "id": "here", "name": "Here", "zone": "Europe/Berlin",
            "hours": { "mon": ["08:00-18:00"], "tue": ["08:00-18:00"], "wed": ["08:00-18:00"],
                       "thu": ["08:00-18:00"], "fri": ["08:00-18:00"] }
          }],
          "resources": [{ "id": "kim", "name": "Kim", "role": "practitioner", "location": "here" }],
          "services": [{
            "id": "visit", "name": "Visit", "duration": 30, "alignment": 30,
            "groups": [{ "name": "practitioner", "any": ["kim"] }]
          }],
          "channels": {
            "email": { "target": { "within": "4h", "clock": "opening" },
                       "addresses": ["praxis@clinic.example"] },
            "form": { "target": { "within": "1h", "clock": "calendar" } },
            "messenger": { "addresses": ["109000000000001"] }
          }
        }
        """

    init() throws {
        folder = try Folder()
        _ = try run(["init"])
        let file = try folder.write(CommandBook.clinic, to: "clinic.json")
        _ = try run(["configure", file])
    }

    /// The environment of a run.
    var environment: [String: String] {
        [
            "DAYBOOK_DIR": folder.url.appendingPathComponent("book").path,
            "DAYBOOK_NOW": now, "DAYBOOK_ACTOR": "anna", "PATH": "/usr/bin:/bin",
        ]
    }

    @discardableResult
    func run(_ arguments: [String], input: String = "") throws -> CommandLineTool.Outcome {
        try run(arguments, bytes: Array(input.utf8))
    }

    func run(_ arguments: [String], bytes: [UInt8]) throws -> CommandLineTool.Outcome {
        try CommandLineTool.run(arguments, input: bytes, environment: environment)
    }

    /// The objects that a command writes as JSON lines.
    func objects(_ arguments: [String], input: String = "") throws -> [[String: Any]] {
        try run(arguments + ["-o", "jsonl"], input: input).objects()
    }

    /// One field of the one object that a command writes.
    func number(_ field: String, of arguments: [String], input: String = "") throws -> Int {
        try objects(arguments, input: input).first?[field] as? Int ?? 0
    }

    /// A mail as a phone would send it.
    static func mail(
        id: String,
        from: String = "Petra Kanarienvogel <petra.kanarienvogel@example.org>",
        text: String = "Ich brauche bitte einen Termin."
    ) -> String {
        """
        From: \(from)\r
        To: praxis@clinic.example\r
        Subject: Terminwunsch\r
        Message-ID: <\(id)@example.org>\r
        Date: Mon, 23 Nov 2026 08:58:00 +0100\r
        \r
        \(text)\r

        """
    }
}
