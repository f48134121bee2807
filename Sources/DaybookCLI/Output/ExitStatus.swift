/// What the command answers to the shell: 0 and 1 are answers, the others are faults numbered as in
/// `sysexits.h`, so that a mail server knows what to do with them.
package enum ExitStatus: Int32, CaseIterable, Sendable {
    /// Done as asked.
    case done = 0
    /// The work was done and the answer is no: late, different, refused, damaged.
    case no = 1
    /// The command line is wrong (`EX_USAGE`).
    case usage = 64
    /// What was given to read is wrong (`EX_DATAERR`).
    case badInput = 65
    /// A fault of this program (`EX_SOFTWARE`).
    case `internal` = 70
    /// Reading or writing failed (`EX_IOERR`).
    case inputOutput = 74
    /// Nothing was changed, or it is in doubt: the same call is worth repeating (`EX_TEMPFAIL`).
    case tryAgain = 75
    /// Who acts may not do this (`EX_NOPERM`).
    case notPermitted = 77

    /// The meaning in one line, as the help shows it.
    package var meaning: String {
        switch self {
        case .done: "done"
        case .no: "the answer is no: late, different, refused or damaged"
        case .usage: "the command line is wrong"
        case .badInput: "what was given to read is wrong"
        case .internal: "a fault of this program"
        case .inputOutput: "reading or writing failed"
        case .tryAgain: "not now: the same call may succeed later"
        case .notPermitted: "not permitted"
        }
    }

    /// The name in error objects; a contract, as are the numbers.
    package var name: String {
        switch self {
        case .done: "done"
        case .no: "no"
        case .usage: "usage"
        case .badInput: "badInput"
        case .internal: "internal"
        case .inputOutput: "io"
        case .tryAgain: "tryAgain"
        case .notPermitted: "notPermitted"
        }
    }

    /// All codes with their meanings, one a line, for the help text.
    package static var help: String {
        allCases.map { status in
            let number = String(status.rawValue)
            let padding = String(repeating: " ", count: 4 - number.utf8.count)
            return "  " + number + padding + status.meaning
        }.joined(separator: "\n")
    }
}
