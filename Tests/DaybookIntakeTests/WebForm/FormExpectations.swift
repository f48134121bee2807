@testable import DaybookIntake

/// What each recorded submission must give, written by hand.
enum FormExpectations {
    static let day = WebhookFixtures.day
    static let slot = "DS-AABQABIBYLDN4AOCYE7LDTOBQL3JKZLQ"
    static let sessionSlot = "DS-AABQABIBYLDN4AOCYE7LOAHOVOVV7NUC"
    static let expiredSlot = "DS-AABQABIBYLDN4AOCYEQLVWCZTSZSSRPH"

    private static func line(
        _ identity: String,
        _ kind: Contact.Kind = .message,
        from: String = "ada@example.org",
        name: String = "Ada",
        _ fill: (inout ContactLine) -> Void = { _ in }
    ) -> ContactLine {
        var line = ContactLine(
            kind: kind,
            identity: "form|\(identity)",
            from: from,
            name: name
        )
        line.fields = ["name=Ada", "email=ada@example.org"]
        line.claimed = day - 60_000
        fill(&line)
        return line
    }

    static let contacts: [String: ContactLine] = [
        "plain": line("sub-0001", from: "juergen.mueller@example.org", name: "Jürgen Müller") {
            $0.text = "Guten Tag,\nhätten Sie nächste Woche etwas frei?\n\nDanke 🙏"
            $0.fields = [
                "name=Jürgen Müller", "email=Juergen.Mueller@Example.ORG", "phone=",
                "service=Check-up", "message=\($0.text)", "preferredTime=Tue or Wed, mornings",
                "contactBy=email", "language=de",
            ]
            $0.language = "de"
        },
        "double-submit": line(
            "sub-0001",
            from: "juergen.mueller@example.org",
            name: "Jürgen Müller"
        ) {
            $0.fields = ["email=juergen.mueller@example.org", "name=Jürgen Müller"]
        },
        "plus-and-broken-percent": line("sub-0003", name: "Ada Example") {
            $0.text = "I am 100% sure%2 %zz a+b=c"
            $0.fields = ["name=Ada Example", "email=ada@example.org", "message=\($0.text)"]
        },
        "old-charset": line("sub-0004", from: "j@example.org", name: "J\u{FFFD}rgen") {
            $0.fields = ["name=J\u{FFFD}rgen", "email=j@example.org"]
            $0.note = "name=not-text"
        },
        "repeated-field": line("sub-0005") {
            $0.fields.append("email=other@example.org")
            $0.note = "email=repeated"
        },
        "mistakes": line("sub-0006", from: "", name: "") {
            $0.text = "Please call"
            $0.fields = [
                "name=", "email=ada at example", "phone=call me", "contactBy=pigeon",
                "language=x!", "message=Please call",
            ]
            $0.note =
                "name=missing,email=invalid-email,phone=invalid-phone,contactBy=not-a-choice,"
                + "language=invalid-language"
        },
        "no-contact": line("sub-0007", from: "") {
            $0.text = "Hello"
            $0.fields = ["name=Ada", "message=Hello"]
            $0.note = "email=contact-missing"
        },
        "honeypot": line("sub-0008", from: "spam@example.com", name: "Buy now") {
            $0.fields = ["name=Buy now", "email=spam@example.com"]
            $0.note = "score=60,honeypot"
        },
        "too-fast": line("sub-0009") {
            $0.claimed = day - 1_000
            $0.note = "score=30,fast"
        },
        "stale": line("sub-0010") {
            $0.claimed = day - 86_400_001
            $0.note = "score=10,stale"
        },
        "slot": line("sub-0011", .choice, from: "+49300000001") {
            $0.choice = slot
            $0.fields = ["name=Ada", "phone=+49 (30) 000-0001", "slot=\(slot)"]
        },
        "slot-of-session": line("sub-0012", .choice, from: "+49300000001") {
            $0.choice = slot
            $0.fields = ["name=Ada", "phone=0049 30 0000001", "slot=\(sessionSlot)"]
        },
        "slot-forged": line("sub-0013", from: "0300000001") {
            $0.fields = ["name=Ada", "phone=030/0000001", "slot=\(slot.dropLast())A"]
            $0.note = "slot=invalid-slot"
        },
        "slot-expired": line("sub-0014", from: "0300000001") {
            $0.fields = ["name=Ada", "phone=030 0000001", "slot=\(expiredSlot)"]
            $0.choice = expiredSlot
            $0.note = "slot=invalid-slot"
        },
        "slot-with-mistake": line("sub-0015", name: "") {
            $0.choice = slot
            $0.fields = ["email=ada@example.org", "slot=\(slot)"]
            $0.note = "name=missing"
        },
        "token-of-other-session": line("sub-0016") {
            $0.claimed = nil
            $0.note = "score=30,token-wrong"
        },
        "no-token-but-claim": line("sub-0017") {
            $0.claimed = day - 5_000
            $0.note = "score=20,token-missing"
        },
        "unknown-fields": line("sub-0018") {
            $0.fields += ["insurance=none", "=", "x\u{0}y=ab"]
        },
        "long-message": line("sub-0019") {
            $0.text = String(repeating: "é", count: 4_001)
            $0.fields.append("message=\($0.text)")
            $0.note = "message=too-long"
        },
        "no-id": line("") {
            $0.identity =
                "form|digest|" + WebhookFixtures.digest("name=Ada&email=ada%40example.org")
            $0.claimed = nil
            $0.note = "score=20,token-missing"
        },
        "json": line("key|9f1c-77", name: "Ada Example") {
            $0.text = "Zeit für mich?"
            $0.fields = [
                "name=Ada Example", "email=ada@example.org", "message=Zeit für mich?",
                "language=de-AT",
            ]
            $0.language = "de-AT"
            $0.claimed = nil
        },
        "json-shapes": line("") {
            $0.identity =
                "form|digest|"
                + WebhookFixtures.digest(
                    #"{"name":"Ada","email":["ada@example.org","b@example.org"],"#
                        + #""phone":{"area":"030"},"insured":true,"age":41,"note":null}"#
                )
            $0.fields += ["email=b@example.org", "phone=", "insured=true", "age=41"]
            $0.claimed = nil
            $0.note = "email=repeated,phone=not-text"
        },
        "json-undeclared": line("sub-0023") { $0.claimed = nil },
        "too-many-fields": ContactLine(
            kind: .quarantined,
            identity: "form|quarantined|"
                + WebhookFixtures.digest(
                    (0..<201).map { "f\($0)=1" }.joined(separator: "&")
                ),
            note: "too-many-fields"
        ),
    ]

    static let refusals: [String: Unreadable] = [
        "json-malformed": Unreadable(
            .malformed,
            offset: 14,
            expected: "a member name in quotes"
        ),
        "json-list": Unreadable(.malformed, offset: 0, expected: "an object of fields"),
        "empty": Unreadable(.malformed, expected: "at least one field filled in"),
        "nothing": Unreadable(.malformed, expected: "at least one field filled in"),
        "multipart": Unreadable(
            .malformed,
            expected: "application/x-www-form-urlencoded or application/json"
        ),
    ]
}
