public import DaybookDomain
public import DaybookEngine
public import DaybookIntake

extension Book {
    /// Records what somebody who takes part in an appointment answered: the patient, a practitioner,
    /// or whoever keeps a room.
    ///
    /// The appointment itself stays as it is. When it is moved, whoever answered is asked again; see
    /// ``Appointment/response(of:asOf:)``.
    /// - Parameters:
    ///   - appointment: Its number.
    ///   - resource: Who: a resource's number; 0 the patient.
    ///   - response: The answer.
    ///   - actor: The name of whoever says so.
    ///   - actorClass: A patient answers for themselves alone.
    /// - Returns: The receipt; refused with `not-eligible` for a resource that takes no part,
    ///   `unchanged` for the answer that stands already.
    /// - Throws: ``BookError``.
    public func recordResponse(
        to appointment: UInt64,
        of resource: UInt16 = 0,
        _ response: ParticipantResponse,
        channel: Channel = .desk,
        actor: String,
        actorClass: ActorClass = .staff,
        id: CommandID? = nil
    ) async throws(BookError) -> Receipt {
        try await submit(
            .recordResponse(subject: appointment, resource: resource, response: response),
            id: id,
            channel: channel,
            actor: actor,
            actorClass: actorClass
        )
    }

    /// Changes what is neither time nor resources of an appointment that is not over.
    ///
    /// - Parameters:
    ///   - appointment: Its number.
    ///   - amendment: What is to be otherwise; what is `nil` stays.
    ///   - comment: What staff write beside it, sealed for the patient like what they write
    ///     themselves; ``reveal(_:purpose:reader:)`` opens it. An older one stays sealed beside its
    ///     own fact.
    ///   - actor: The name of the member of staff.
    /// - Returns: The receipt; refused with `unchanged` where all of it is so already.
    /// - Throws: ``BookError``.
    public func amend(
        _ appointment: UInt64,
        _ amendment: Amendment,
        comment: consuming PHI<String>?,
        actor: String,
        id: CommandID? = nil
    ) async throws(BookError) -> Receipt {
        var amendment = amendment
        amendment.commentFor = nil
        guard let comment else {
            return try await submit(
                .amend(subject: appointment, amendment),
                id: id,
                actor: actor
            )
        }
        let party = try self.appointment(appointment)?.party
        amendment.commentFor = party
        return try await submitSealed(
            .amend(subject: appointment, amendment),
            text: comment,
            for: party,
            actor: actor,
            id: id
        )
    }
}
