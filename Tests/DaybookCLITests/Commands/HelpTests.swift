import Testing

/// What the command says about itself.
@Suite("Help")
struct HelpTests {
    static let commands: [[String]] = [
        ["ingest", "email"], ["ingest", "webhook"], ["ingest", "form"], ["request"], ["inbox"],
        ["due"], ["breaches"], ["offer"], ["respond"], ["outbox", "list"], ["outbox", "sent"],
        ["outbox", "show"], ["handshake"], ["reread"],
        ["outbox", "failed"], ["outbox", "uncertain"], ["close"], ["reopen"],
        ["conversation", "show"], ["response-times"],
        ["claim"], ["assign"], ["unassign"], ["note"], ["outbox", "claim"], ["find"], ["remind"],
        ["answer-reminder"], ["prioritise"], ["form"],
        ["person", "show"], ["person", "link"], ["person", "unlink"], ["person", "merge"],
        ["person", "split"], ["person", "prefer"], ["consent", "record"],
        ["consent", "withdraw"],
        ["slots"], ["explain"], ["next"], ["calendar"], ["hold"], ["release"], ["extend"], ["book"],
        ["reschedule"], ["cancel"], ["amend"], ["participant", "list"],
        ["participant", "respond"],
        ["arrive"], ["check-in"], ["fulfil"], ["no-show"], ["reinstate"], ["entered-in-error"],
        ["block"], ["unblock"], ["show"], ["approvals"], ["confirm"], ["decline"], ["walk-in"],
        ["rebook"], ["series", "book"], ["series", "show"], ["series", "cancel"],
        ["waitlist", "list"], ["waitlist", "add"], ["waitlist", "remove"],
        ["waitlist", "decline"], ["advance"], ["moved-by-zones"], ["reresolve"],
        ["diff"], ["what-if"], ["snapshot"], ["clinic"], ["log", "reindex"],
        ["export", "fhir"],
        ["import"], ["import", "appointments"], ["conflicts"], ["settle"], ["access"], ["erase"],
        ["erasures"],
        ["legal-hold", "place"], ["legal-hold", "release"], ["legal-hold", "list"],
        ["retention", "show"], ["retention", "set"], ["retention", "apply"], ["keys", "backup"],
        ["keys", "check"], ["keys", "rotate"], ["keys", "attest"], ["keys", "restore"],
    ]

    private func run(_ arguments: [String]) throws -> CommandLineTool.Outcome {
        try CommandLineTool.run(arguments, environment: ["PATH": "/usr/bin:/bin"])
    }

    @Test("Every command shows an example", arguments: commands)
    func example(_ command: [String]) throws {
        let help = try run(command + ["--help"])
        #expect(help.status == 0)
        #expect(help.text.contains("Example"))
        #expect(help.text.contains("daybook " + command[0]))
    }

    @Test("No command takes a patient's words among its arguments")
    func noTextArguments() throws {
        for command in [["respond", "1"], ["request", "--channel", "phone"]] {
            #expect(try run(command + ["Dear patient"]).status == 64)
            #expect(try run(command + ["--text", "Dear patient"]).status == 64)
        }
    }

    @Test("Completion is generated for the common shells", arguments: ["bash", "zsh", "fish"])
    func completion(_ shell: String) throws {
        let script = try run(["--generate-completion-script", shell])
        #expect(script.status == 0)
        #expect(script.text.contains("response-times"))
    }
}
