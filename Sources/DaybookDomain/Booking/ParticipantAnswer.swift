/// What one of those who take part in an appointment has on record.
public struct ParticipantAnswer: Sendable, Hashable {
    /// Whose it is: a resource's number; 0 the patient.
    public var resource: UInt16
    /// What they answered; ``ParticipantResponse/needsAction`` once the appointment was moved.
    public var response: ParticipantResponse
    /// The fact that says so: the answer, or the move that asked them again.
    public var fact: UInt64
}
