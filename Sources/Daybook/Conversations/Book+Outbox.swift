public import DaybookDomain
public import DaybookEngine
internal import DaybookStorage

extension Book {
    /// What waits to be sent: answers, reminders and acknowledgements, longest first.
    ///
    /// - Parameters:
    ///   - reply: Only what was queued after this number, for a sender that has seen the rest.
    ///   - channel: Only what goes out there; `nil` all.
    /// - Complexity: O(facts since the last call, and n log n in what waits).
    public func outbox(
        after reply: UInt64 = 0,
        on channel: Channel? = nil
    ) throws(BookError) -> [Outbox.Entry] {
        do {
            let entries = try toBeSent.read(log) { outbox in
                outbox.entries.filter {
                    $0.reply > reply && (channel == nil || $0.channel == channel)
                }
            }
            return try entries.map { entry in
                // The fact names the person; whoever sends it thinks of the conversation.
                guard entry.isAcknowledgement,
                    let message = try log.record(at: entry.about, as: Fact.self)
                else { return entry }
                var entry = entry
                entry.conversation = message.subject
                return entry
            }
        } catch {
            throw BookError(error)
        }
    }

    /// Takes over the longest waiting thing that may be sent now, so that no other sender gets it
    /// meanwhile.
    ///
    /// What may not be sent any more is passed over: whoever withdrew their consent does not keep
    /// the others waiting. So is what may have been sent already: somebody has to look.
    /// - Parameters:
    ///   - channel: Only on this channel; `nil` any.
    ///   - seconds: Until the claim runs out, 1 to 3,600.
    ///   - actor: The name of the sender.
    /// - Returns: The receipt of the claim with the number that was claimed; the refusal of the
    ///   longest waiting one where all were refused; `nil` where nothing waits.
    public func claimNext(
        on channel: Channel? = nil,
        for seconds: UInt32,
        actor: String
    ) async throws(BookError) -> (reply: UInt64, receipt: Receipt)? {
        let now = Instant(milliseconds: options.clock())
        var refused: (reply: UInt64, receipt: Receipt)?
        let free = try outbox(on: channel).filter {
            !$0.isUncertain && $0.claimedUntil.map { $0 <= now } != false
        }
        for entry in free.prefix(Book.claimsTriedMax) {
            let receipt = try await submit(
                .claimReply(reply: entry.reply, seconds: seconds),
                actor: actor
            )
            if receipt.refusal == nil { return (entry.reply, receipt) }
            refused = refused ?? (entry.reply, receipt)
        }
        return refused
    }

    /// How many refused claims one search passes over.
    public static let claimsTriedMax = 100
}
