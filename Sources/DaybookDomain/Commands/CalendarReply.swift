/// What a patient's own calendar answers for an appointment (iMIP, RFC 6047).
public struct CalendarReply: Sendable, Hashable {
    /// The appointment's number.
    public var appointment: UInt64
    /// The answer.
    public var response: ParticipantResponse
    /// Which state of the appointment it answers: iCalendar's SEQUENCE.
    public var revision: Int

    /// Makes a reply.
    public init(appointment: UInt64, response: ParticipantResponse, revision: Int) {
        self.appointment = appointment
        self.response = response
        self.revision = revision
    }
}
