internal import DaybookDomain
internal import DaybookStorage

extension Book {
    /// The most things that one difference tells of.
    public static let differenceMax = 100_000

    /// What changed between two positions, thing by thing, in the order in which each was first
    /// touched.
    ///
    /// People and readings of sealed content are left out: they change nothing that is shown.
    /// - Parameters:
    ///   - before: The last sequence of the state to compare with.
    ///   - after: The last sequence of the later state.
    /// - Throws: ``BookError``; `too-much` when more than ``differenceMax`` things changed.
    /// - Complexity: O(facts between + facts of what they touch); the log is not folded.
    public func changes(
        from before: UInt64,
        through after: UInt64
    ) throws(BookError) -> [BookChange] {
        do {
            var order: [Fact] = []
            var seen: Set<UInt64> = []
            try log.scan(Fact.self, from: before + 1, through: after) { page in
                for index in page.indices {
                    let fact = page[index]
                    if seen.insert(fact.subject).inserted || fact.kindCode < Book.firstTimeKind {
                        order.append(fact)
                    }
                }
                return order.count <= Book.differenceMax
            }
            guard order.count <= Book.differenceMax else {
                throw BookError(
                    .input,
                    code: "too-much",
                    "more than \(Book.differenceMax) things changed",
                    next: "compare positions that lie closer together"
                )
            }
            return try order.compactMap { try change(of: $0, before, after) }
        } catch {
            throw BookError(error)
        }
    }

    private static let firstTimeKind = Kind.holdPlaced.rawValue

    private func change(
        of fact: Fact,
        _ before: UInt64,
        _ after: UInt64
    ) throws -> BookChange? {
        if fact.kindCode < Book.firstTimeKind {
            return BookChange(subject: fact.sequence, what: .clinic(fact))
        }
        let history = try log.records(ofSubject: fact.subject, as: Fact.self)
        let later = history.prefix { $0.sequence <= after }
        let earlier = later.prefix { $0.sequence <= before }
        if let block = later.first, block.kind == .timeBlocked {
            let stands = later.last?.kind != .timeUnblocked
            return BookChange(subject: fact.subject, what: .block(block, stands: stands))
        }
        let appointment = Appointment(history: later)
        if appointment.status != .none {
            let known = Appointment(history: earlier)
            return BookChange(
                subject: fact.subject,
                what: .appointment(
                    before: known.status == .none ? nil : known,
                    after: appointment
                )
            )
        }
        let conversation = Conversation(history: later)
        guard conversation.subject != 0 else { return nil }
        let known = Conversation(history: earlier)
        return BookChange(
            subject: fact.subject,
            what: .conversation(before: known.subject == 0 ? nil : known, after: conversation)
        )
    }
}
