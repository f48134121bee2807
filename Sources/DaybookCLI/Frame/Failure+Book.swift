import Daybook

extension Failure {
    /// A book's fault as the shell sees it.
    init(_ error: BookError, at place: String? = nil) {
        let status: ExitStatus
        switch error.kind {
        case .input: status = .badInput
        case .tryAgain: status = .tryAgain
        case .damaged: status = .no
        case .notPermitted: status = .notPermitted
        case .inputOutput: status = .inputOutput
        case .internal: status = .internal
        }
        self.init(
            status,
            "\(error.code): \(error.message)",
            at: place,
            next: error.nextStep.isEmpty ? nil : error.nextStep
        )
    }

    /// A refusal as the shell sees it: the work was done and the answer is no.
    ///
    /// - Parameter evidence: The facts behind it, where more are known than the one it names.
    init(_ refusal: Refusal, doing what: String, because evidence: [UInt64] = []) {
        let named = refusal.cause == 0 ? [] : [refusal.cause]
        let facts = evidence.isEmpty ? named : evidence
        let numbers = facts.map { "\($0)" }.joined(separator: ", ")
        self.init(
            .no,
            "\(what) was refused: \(refusal.reason.name)",
            at: facts.isEmpty ? nil : (facts.count == 1 ? "fact " : "facts ") + numbers,
            next: Failure.advice(refusal.reason)
        )
    }

    private static func advice(_ reason: Reason) -> String? {
        switch reason {
        case .outsideHours, .blocked, .taken, .held, .buffer, .capacity, .offGrid, .notice,
            .horizon, .past, .travel:
            "see `daybook slots` for times that are free"
        case .needsApproval: "a member of staff confirms it by `daybook confirm`"
        case .holdExpired: "offer or hold the time again"
        case .unknown: "see `daybook log` for what there is"
        case .staleVersion: "read what the patient wrote meanwhile, then answer again"
        case .legalHold: "`daybook legal-hold list` shows the hold that stands in the way"
        case .erased: "nothing of the party can be opened or kept any more"
        case .notConfigured: "see `daybook configure`"
        case .channelPolicy:
            "`daybook invite` sends them to the clinic's own form; see `daybook configure` for what "
                + "the channel allows"
        case .publicPlace: "`daybook invite` asks them to write in private"
        case .notOpen: "answer in the platform's own app, or open the channel in clinic.json"
        case .linkUsed, .linkExpired: "make another by `daybook link mint`"
        case .noConsent: "ask them elsewhere, and record it by `daybook consent record`"
        case .claimed: "see `daybook inbox` or `daybook outbox` for who has it"
        case .replyWindowClosed: "answer by another channel"
        case .notOffered: "what was offered is over: offer times again"
        case .notEligible: "see `daybook clinic` for who and what serves the service"
        case .transitionNotAllowed: "see `daybook show` for where it stands"
        default: nil
        }
    }
}

/// Runs a body that throws a book's faults, and throws them as the shell sees them.
func withBookFailures<Result>(
    at place: String? = nil,
    _ body: () async throws -> Result
) async throws -> Result {
    do {
        return try await body()
    } catch let error as BookError {
        throw Failure(error, at: place)
    }
}
