public import DaybookDomain
internal import DaybookEngine
internal import DaybookIntake

extension Book {
    /// The most commands of one ``advance(to:actor:)``; what is left is done by the next.
    private static let advanceRoundsMax = 16

    /// Who waits for a time, in the order in which they came.
    ///
    /// - Parameter now: The instant that holds are compared with; `nil` the clock.
    /// - Complexity: O(entries + resources × their holds), and O(log facts) for each offer.
    public func waitlist(asOf now: Instant? = nil) throws(BookError) -> [WaitlistStanding] {
        try refresh()
        let now = now ?? Instant(milliseconds: options.clock())
        // A copy: looking through all holds would keep the writer waiting.
        let state = live.copy().0.slots.state
        let offering = state.liveOffers(now: now)
        var standings: [WaitlistStanding] = []
        standings.reserveCapacity(state.waitlist.entries.count)
        for entry in state.waitlist.entries {
            let held =
                offering.contains(entry.number) ? state.heldOffer(of: entry, now: now) : nil
            var notice: OfferNotice?
            if let held { notice = try self.notice(of: held.hold, to: entry.number) }
            standings.append(
                WaitlistStanding(
                    entry: entry,
                    offered: held?.hold,
                    heldUntil: held?.expiry,
                    notice: notice
                )
            )
        }
        return standings
    }

    /// Whether somebody who waits is told of a time that is held for them: what the fact after the
    /// offer says.
    private func notice(
        of hold: UInt64,
        to entry: UInt64
    ) throws(BookError) -> OfferNotice? {
        let offered = try history(of: entry).last {
            $0.kind == .waitlistOffered && $0.cause == hold
        }
        guard let offer = offered?.sequence else { return nil }
        return OfferNotice(of: try facts(from: offer + 1, through: offer + 1), about: offer)
    }

    /// Declines a time that was offered to somebody who waits, by the token that they were given: it
    /// is free again, and they go on waiting for another.
    ///
    /// - Parameters:
    ///   - token: What ``OfferedTime/token`` said.
    ///   - channel: The way by which the patient said so.
    /// - Returns: The receipt; refused with `not-offered` for any other hold, `hold-expired` when its
    ///   end has come.
    /// - Throws: ``BookError``; `unknown` for a token that is none of this book's.
    public func declineOffer(
        token: String,
        channel: Channel = .desk
    ) async throws(BookError) -> Receipt {
        guard let hold = try self.hold(offeredBy: token) else {
            throw BookError(
                .input,
                code: "unknown",
                "the token is none of this book's",
                next: "take it as the offer told it"
            )
        }
        return try await submit(
            .declineOffer(hold: hold),
            channel: channel,
            actorClass: .patient
        )
    }

    /// The hold that a token chooses; `nil` if the token is none of this book's.
    public func hold(offeredBy token: String) throws(BookError) -> UInt64? {
        guard let sequence = OfferToken.sequence(in: token) else { return nil }
        return try fact(referredToBy: token, on: .desk)?.sequence == sequence ? sequence : nil
    }

    /// Does what is due: offers free times to those who wait, first to the first whom they suit,
    /// each as a hold; a time that was declined or not taken in time goes to the next.
    ///
    /// Call it as often as you like, about once a minute and after cancellations: where nothing is
    /// due, nothing is written.
    /// - Parameters:
    ///   - instant: Up to when; `nil` the clock. What lies ahead of the clock can't be done yet.
    ///   - actor: Who calls.
    /// - Returns: The offers made, with the tokens by which they are accepted and whether the patient
    ///   is told of each, and the waits that ended.
    /// - Throws: ``BookError``.
    public func advance(
        to instant: Instant? = nil,
        actor: String = ""
    ) async throws(BookError) -> AdvanceReport {
        let now = Instant(milliseconds: options.clock())
        if let instant, instant > now {
            throw BookError(
                .input,
                code: "out-of-range",
                "the instant lies ahead of the clock",
                next: "call it again when that time has come"
            )
        }
        var report = AdvanceReport()
        for _ in 0..<Book.advanceRoundsMax {
            guard try isSomethingDue(at: now) else { break }
            let receipt = try await submit(
                .advance,
                channel: .system,
                actor: actor,
                actorClass: .system
            )
            guard case .accepted(let first, let count) = receipt.answer, count > 0 else { break }
            let facts = try facts(from: first, through: first + UInt64(count) - 1)
            let times = try offeredTimes(of: receipt)
            for fact in facts {
                if fact.kind == .waitlistLeft {
                    report.ended.append(fact.subject)
                } else if fact.kind == .waitlistOffered,
                    let time = times.first(where: { $0.hold == fact.cause })
                {
                    report.offers.append(
                        AdvanceReport.Offer(
                            entry: fact.subject,
                            party: fact.party,
                            time: time,
                            notice: OfferNotice(of: facts, about: fact.sequence)
                        )
                    )
                }
            }
        }
        return report
    }

    /// Decides without writing, so that a call without effect leaves no trace in the log.
    private func isSomethingDue(at now: Instant) throws(BookError) -> Bool {
        try refresh()
        let (projections, position) = live.copy()
        let context = DecisionContext(
            now: max(now, projections.slots.state.recordedAt),
            occurredAt: now,
            channel: .system,
            actor: .system,
            next: position + 1
        )
        let decision = try? Decider.decide(.advance, in: context, given: projections.slots.state)
        return decision != nil
    }
}
