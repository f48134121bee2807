import DaybookDomain
import Testing

@testable import DaybookIntake

private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// A value where readers find it: with the bytes of other fields before and behind it.
private func placed(_ value: String) -> (bytes: [UInt8], range: Range<Int>) {
    let before = bytes("Date: Mon, 9 Nov 2026; filename=\"before\r\nField: ")
    let behind = bytes("\"x\"; filename=behind =?utf-8?q?x?= 10:00 <b@x>\r\n +0100")
    let end = before.count + value.utf8.count
    return (before + bytes(value) + behind, before.count..<end)
}

private func decoded(_ text: String) -> String {
    let value = placed(text)
    return HeaderText.decoded(value.bytes, value.range)
}

@Suite("Header fields are read as written")
struct EmailHeaderTests {
    @Test(
        "encoded words become text",
        arguments: [
            // RFC 2047, section 8, without its comments.
            ("=?ISO-8859-1?Q?a?=", "a"),
            ("=?ISO-8859-1?Q?a?= b", "a b"),
            ("=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=", "ab"),
            ("=?ISO-8859-1?Q?a?=  =?ISO-8859-1?Q?b?=", "ab"),
            ("=?ISO-8859-1?Q?a?=\r\n    =?ISO-8859-1?Q?b?=", "ab"),
            ("=?ISO-8859-1?Q?a_b?=", "a b"),
            ("=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=", "a b"),
            // As the world writes them.
            ("=?utf-8*de?Q?gr=c3=bc=c3=9f?=", "grüß"),
            ("a=?utf-8?Q?=C3=BC?=b", "aüb"),
            ("=?utf-8?B?w7w?=", "ü"),
            ("=?utf-8?B?w7w==?=", "ü"),
            ("=?UTF-8?q?=41?=", "A"),
            ("=?utf-8?q??=", ""),
            ("=?utf-8?q?=0D=0AX-Evil:=20yes=00?=", "X-Evil: yes"),
            ("=?windows-1252?Q?=80?=", "€"),
            ("=?iso-8859-1?Q?=80?=", "€"),
            ("=?none-such?Q?=C3=BC?= =?none-such?Q?=FC?=", "Ã¼ü"),
            ("=?utf-8?Q?a", "=?utf-8?Q?a"),
            ("=?utf-8?X?a?=", "=?utf-8?X?a?="),
            ("=??Q?a?=", "=??Q?a?="),
            ("1 =? 2 ?= 3", "1 =? 2 ?= 3"),
        ]
    )
    func encodedWords(_ written: String, _ text: String) {
        #expect(decoded(written) == text)
    }

    @Test(
        "address lists give their addresses",
        arguments: [
            ("a@b.example", ["a@b.example"]),
            ("A@B.Example, <c@d.example>", ["a@b.example", "c@d.example"]),
            ("\"x, y\" <a@b.example>", ["a@b.example"]),
            (
                "Group: a@b.example, c@d.example; e@f.example",
                ["a@b.example", "c@d.example", "e@f.example"]
            ),
            ("undisclosed-recipients:;", []),
            ("a @ b . example", ["a@b.example"]),
            ("Anna a@b.example", ["a@b.example"]),
            ("<@r.example,@s.example:a@b.example>", ["a@b.example"]),
            ("a(c(d)\\))@b.example", ["a@b.example"]),
            ("\"a\"@b.example", ["a@b.example"]),
            ("\"a b\"@b.example", ["\"a b\"@b.example"]),
            ("a@[192.0.2.1], b@[IPv6:2001:db8::1]", ["a@[192.0.2.1]", "b@[ipv6:2001:db8::1]"]),
            ("<a@b.example", ["a@b.example"]),
            ("a@b.example>", ["a@b.example"]),
            ("<>", []), ("", []), ("@", []), ("a@", []), ("@b", []), (",,;:", []),
            ("=?utf-8?Q?x=40evil.example=2C?= <a@b.example>", ["a@b.example"]),
            ("\"evil@x.example\" <a@b.example>", ["a@b.example"]),
            ("a@b.example; c@d.example", ["a@b.example", "c@d.example"]),
        ]
    )
    func addresses(_ written: String, _ expected: [String]) throws {
        let value = placed(written)
        let found = try AddressParser.mailboxes(value.bytes, value.range)
        #expect(found.map(\.address) == expected)
    }

    @Test(
        "a display name is a phrase or else a comment",
        arguments: [
            ("Anna Beispiel <a@b.example>", "Anna Beispiel"),
            ("\"Anna \\\"A\\\" B\" <a@b.example>", "Anna \"A\" B"),
            ("a@b.example (Anna)", "Anna"),
            ("=?utf-8?Q?J=C3=BCrgen?= Berg <a@b.example>", "Jürgen Berg"),
            ("a@b.example", ""),
        ]
    )
    func names(_ written: String, _ name: String) {
        #expect(contact("From: \(written)\n\nx\n").senderName == name)
    }

    @Test(
        "dates name their instant, in old forms too",
        arguments: [
            // RFC 5322, appendix A; the instants worked out with the calendar of Python.
            ("Fri, 21 Nov 1997 09:55:06 -0600", 880_127_706),
            ("21 Nov 97 09:55:06 GMT", 880_106_106),
            ("Thu, 13\n Feb\n 1969\n 23:32\n -0330 (Newfoundland Time)", -27_723_480),
            ("Fri, 21 Nov 1997 09:55 EST", 880_124_100),
            ("Fri, 21 Nov 1997 09:55:06 PDT", 880_131_306),
            ("Fri, 21 Nov 1997 09:55:06 Z", 880_106_106),
            ("Fri Nov 21 09:55:06 1997", 880_106_106),
            ("Tue, 29 Feb 2000 00:00:00 +0000", 951_782_400),
            ("1 January 70 0:00 UT", 0),
            ("Sat, 31 Dec 2016 23:59:60 +0000", 1_483_228_800),
            ("1 Jan 100 00:00 +0000", 946_684_800),
        ]
    )
    func dates(_ written: String, _ seconds: Int64) {
        let value = placed(written)
        #expect(MailDate.instant(value.bytes, value.range)?.seconds == seconds)
    }

    @Test(
        "what is no date claims nothing",
        arguments: [
            "", "yesterday", "30 Feb 2026 10:00 +0000", "29 Feb 1900 10:00 +0000",
            "1 Nov 2026 24:00 +0000", "1 Nov 2026 10:60 +0000", "1 Nov 2026", "2026-11-20T10:00Z",
            "1 Nov 99999 10:00 +0000", "99999999999999999999 Nov 2026 10:00", ", , ,",
        ]
    )
    func noDates(_ written: String) {
        let value = placed(written)
        #expect(MailDate.instant(value.bytes, value.range) == nil)
    }

    @Test(
        "parameters are joined and decoded",
        arguments: [
            ("a/b; filename=x.pdf", "x.pdf"),
            ("a/b; FileName = \"a; b.pdf\" ; x=y", "a; b.pdf"),
            ("a/b; filename=my file.pdf", "my file.pdf"),
            ("a/b; filename=\"a\\\"b\"", "a\"b"),
            ("a/b; filename*=utf-8'de'gr%C3%BC%C3%9F.pdf", "grüß.pdf"),
            ("a/b; filename=plain.pdf; filename*=utf-8''%C3%BC.pdf", "ü.pdf"),
            ("a/b; filename*1=b; filename*0=a; filename*3=d", "ab"),
            ("a/b; filename*0*=utf-8''%C3; filename*1*=%BC; filename*2=%41", "ü%41"),
            ("a/b; filename*=iso-8859-1''%A3", "£"),
            ("a/b; filename*=%FC", "ü"),
            ("a/b; filename=\"=?utf-8?B?w7w=?=.pdf\"", "ü.pdf"),
            ("a/b; filename=", ""), ("a/b; filename", ""), ("a/b", ""),
            ("a/b; filename*x*=1; filename*99999999999999999999=z", ""),
            ("a/b (comment; filename=no); filename=yes", "yes"),
            ("a/b; filename=\"never closed", "never closed"),
            ("a/b; filename=\"a\\", "a\\"), ("a/b; filename=\"a\\\"", "a\""),
            ("a/b (never closed; filename=no", ""),
        ]
    )
    func parameters(_ written: String, _ name: String) {
        let value = placed(written)
        let read = MIMEParameters(value.bytes, value.range)
        #expect(read.main == "a/b")
        #expect(read.text(.filename) == name)
    }

    @Test("earlier messages come newest first, each once")
    func references() {
        let read = contact(
            """
            From: a@example.org
            In-Reply-To: Your message of Friday <3@x>
            References: <1@x> <2@x>
             <3@x>
            Message-ID: < 4@x >

            Hello

            """
        )
        #expect(read.references == ["3@x", "2@x", "1@x"])
        #expect(read.messageID == "4@x")
    }

    @Test("of ten thousand references the newest hundred are kept")
    func manyReferences() {
        let ids = (0..<10_000).map { "<\($0)@x>" }.joined(separator: " ")
        let read = contact("From: a@example.org\nReferences: \(ids)\n\nHello\n")
        #expect(read.references.count == EmailLimits.referencesMax)
        #expect(read.references.first == "9999@x")
    }
}
