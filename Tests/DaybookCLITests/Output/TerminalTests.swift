import DaybookCLI
import Glibc
import Testing

@Suite("A stream")
struct TerminalTests {
    static let usual = ["TERM": "xterm", "LANG": "en_GB.UTF-8"]

    static func judge(
        _ isTerminal: Bool = true,
        _ columns: Int? = 100,
        _ changes: [String: String] = [:]
    ) -> Terminal {
        let variables = usual.merging(changes) { $1 }
        return Terminal.judge(
            isTerminal: isTerminal,
            reportedColumns: columns,
            environment: { variables[$0] }
        )
    }

    @Test("that is a terminal shows style, redraws lines and has a width")
    func terminal() {
        #expect(
            Self.judge()
                == Terminal(
                    isTerminal: true,
                    showsStyle: true,
                    redrawsLines: true,
                    columns: 100,
                    showsUnicode: true
                )
        )
    }

    @Test("to a window has the window's width, and one to a pipe has none")
    func descriptors() throws {
        let window = openTerminal(columns: 67)
        try #require(window >= 0)
        defer { close(window) }
        let terminal = Terminal.of(descriptor: window)
        #expect(terminal.isTerminal)
        #expect(terminal.columns == 67)
        let pipe = try #require(TestPipe())
        defer {
            pipe.closeReading()
            pipe.closeWriting()
        }
        let other = Terminal.of(descriptor: pipe.writing)
        #expect(!other.isTerminal && !other.showsStyle && other.columns == nil)
    }

    @Test("that is no terminal has none of that, whatever the environment says")
    func file() {
        #expect(Self.judge(false, 100, ["COLUMNS": "40"]) == .file)
        #expect(Self.judge(false).styled("text", .bold) == "text")
    }

    @Test(
        "shows no style when asked not to, or when it can't",
        arguments: [
            ("NO_COLOR", "1", false), ("NO_COLOR", "0", false), ("NO_COLOR", "", true),
            ("TERM", "dumb", false), ("TERM", "", false), ("TERM", "screen", true),
        ]
    )
    func style(name: String, value: String, shows: Bool) {
        let terminal = Self.judge(true, 100, [name: value])
        #expect(terminal.showsStyle == shows)
        #expect(terminal.styled("x", .alert) == (shows ? "\u{1B}[31mx\u{1B}[0m" : "x"))
    }

    @Test("still redraws lines under NO_COLOR, which speaks of colour only")
    func redraws() {
        #expect(Self.judge(true, 100, ["NO_COLOR": "1"]).redrawsLines)
        #expect(!Self.judge(true, 100, ["TERM": "dumb"]).redrawsLines)
    }

    @Test(
        "has the reported width, else COLUMNS, else 80",
        arguments: [
            (100, "40", 100), (nil, "40", 40), (0, "40", 40), (nil, nil, 80), (nil, "wide", 80),
            (nil, "-3", 80), (nil, "99999999999999999999", 80), (70_000, nil, 1_000),
        ] as [(Int?, String?, Int)]
    )
    func width(reported: Int?, variable: String?, columns: Int) {
        #expect(TerminalSize.columns(reported: reported, variable: variable) == columns)
    }

    @Test(
        "shows Unicode ornaments in a UTF-8 locale only",
        arguments: [
            (["LANG": "de_CH.UTF-8"], true), (["LANG": "C.utf8"], true), (["LANG": "C"], false),
            (["LANG": "de_CH.UTF-8@euro"], true), (["LANG": "de_CH.ISO-8859-1"], false),
            (["LANG": ""], false), (["LANG": "C", "LC_CTYPE": "C.UTF-8"], true),
            (["LC_ALL": "POSIX"], false), (["LC_ALL": "", "LANG": "en_US.utf-8"], true),
        ]
    )
    func unicode(changes: [String: String], shows: Bool) {
        #expect(Self.judge(true, 100, changes).showsUnicode == shows)
    }
}

@Suite("The codes of exit")
struct ExitStatusTests {
    @Test("are a contract")
    func codes() {
        #expect(
            ExitStatus.help == """
                  0   done
                  1   the answer is no: late, different, refused or damaged
                  64  the command line is wrong
                  65  what was given to read is wrong
                  70  a fault of this program
                  74  reading or writing failed
                  75  not now: the same call may succeed later
                  77  not permitted
                """
        )
    }
}

@Suite("A failure")
struct FailureTests {
    static let failure = Failure(
        .badInput,
        "can't read \"clinic\"",
        at: "services[2].length\u{1B}]0;x\u{7}",
        next: "write minutes,\nthen run daybook configure"
    )

    @Test("is one line that names the next step, with nothing that acts on the terminal")
    func line() {
        #expect(
            ErrorPrinter.line(Self.failure, format: .table, terminal: .file)
                == "daybook: can't read \"clinic\": services[2].length\\u{1b}]0;x\\u{7}; "
                + "next: write minutes,\\nthen run daybook configure"
        )
        #expect(
            ErrorPrinter.line(Failure(.no, "late"), format: .csv, terminal: .file)
                == "daybook: late"
        )
    }

    @Test("is an object when the data is JSON", arguments: [OutputFormat.json, .jsonl])
    func object(format: OutputFormat) {
        #expect(
            ErrorPrinter.line(
                Failure(.inputOutput, "a\"b", at: "c"),
                format: format,
                terminal: .file
            )
                == #"{"error":"io","exit":74,"what":"a\"b","where":"c","next":null}"#
        )
    }

    @Test("that quotes endless input stays bounded", arguments: OutputFormat.allCases)
    func bounded(format: OutputFormat) {
        let failure = Failure(.badInput, String(repeating: "\u{1}", count: 1_000_000))
        let line = ErrorPrinter.line(failure, format: format, terminal: .file)
        #expect(line.utf8.count < 10_000)
    }
}
