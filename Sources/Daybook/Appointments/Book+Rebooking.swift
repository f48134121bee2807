public import DaybookDomain
public import DaybookEngine

extension Book {
    /// The bookings from now on that a block leaves without their time; `nil` if there is no such
    /// block, or it was lifted.
    public func bookingsStranded(byBlock number: UInt64) throws(BookError) -> [StrandedBooking]? {
        let history = try history(of: number)
        guard let block = history.first, block.kind == .timeBlocked, history.count == 1 else {
            return nil
        }
        let now = Instant(milliseconds: options.clock())
        let window = block.start..<block.start.advanced(by: Int(block.length))
        return try bookings(of: block.resource, overlapping: window).filter {
            $0.start.instant >= now && $0.heldUntil == nil
        }
    }

    /// Offers other times, each held, instead of a booked one: the patient who chooses one, by its
    /// token or at the desk, is moved there, and the others are free again. Where the appointment
    /// came about in a conversation, the offer is queued there as an answer, if the channel's policy
    /// and the patient's consent allow it.
    ///
    /// - Parameters:
    ///   - appointment: The booked appointment's number.
    ///   - starts: Up to three times; the first free ones after the booked time unless given.
    ///   - minutes: For how long they are held; 0 the clinic's own number.
    ///   - actor: The name of the member of staff.
    /// - Returns: The receipt and, unless it was refused, the offered times with their tokens, and
    ///   whether the patient is told of them.
    public func rebook(
        _ appointment: UInt64,
        starts: [Minute] = [],
        minutes: UInt16 = 0,
        actor: String
    ) async throws(BookError) -> (
        receipt: Receipt, times: [OfferedTime], notice: OfferNotice?
    ) {
        var starts = starts
        if starts.isEmpty, let booked = try self.appointment(appointment),
            let old = booked.footprints.first?.start
        {
            starts = try firstTimes(3, of: booked.service, after: old)
        }
        let conversation: UInt64
        do {
            conversation = try self.conversation(ofAppointment: appointment)
        } catch {
            throw BookError(error)
        }
        let receipt = try await submit(
            .rebook(
                subject: appointment,
                starts: starts,
                minutes: minutes,
                conversation: conversation
            ),
            actor: actor
        )
        guard case .accepted(let first, let count) = receipt.answer, count > 0 else {
            return (receipt, [], nil)
        }
        let facts = try facts(from: first, through: first + UInt64(count) - 1)
        return (receipt, try offeredTimes(among: facts), OfferNotice(of: facts, about: first))
    }

    /// The first free starts of a service that don't lie in each other's time, so that all of them
    /// can be held.
    ///
    /// - Parameters:
    ///   - count: At most so many.
    ///   - service: The service's number.
    ///   - minute: None before it; `nil` or what is past: from now on.
    public func firstTimes(
        _ count: Int,
        of service: UInt16,
        after minute: Minute? = nil
    ) throws(BookError) -> [Minute] {
        guard let rules = try clinic().service(service) else { return [] }
        let now = Instant(milliseconds: options.clock())
        let end = now.minute.advanced(by: Int(rules.horizonDays) * 1_440)
        let apart = Int(rules.duration) + Int(rules.bufferBefore) + Int(rules.bufferAfter)
        var starts: [Minute] = []
        var from = max(now.minute, minute ?? now.minute)
        while starts.count < count, from < end {
            guard
                let next = try freeSlots(service: service, in: from..<end, asOf: now, count: 1)
                    .first
            else { break }
            starts.append(next.start)
            from = next.start.advanced(by: apart)
        }
        return starts
    }
}
