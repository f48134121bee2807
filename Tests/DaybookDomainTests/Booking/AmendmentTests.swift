import DaybookDomain
import Testing

@Suite("Amending what is neither time nor resources")
struct AmendmentTests {
    private func booked() throws -> (Diary, UInt64) {
        var clinic = SmallClinic()
        clinic.service.modality = Modality.telephone.rawValue
        var diary = try clinic.diary(at: "2026-05-04T08:00:00Z")
        let nine = try minute("2026-05-04T09:00:00Z")
        let subject = try diary.perform(
            .book(TimeRequest(service: 1, start: nine, party: 7))
        )[0].subject
        return (diary, subject)
    }

    private func appointment(_ diary: Diary, _ subject: UInt64) -> Appointment {
        Appointment(history: diary.history(of: subject))
    }

    @Test("changes what is given and keeps the rest, in one fact that says all of it")
    func some() throws {
        var (diary, subject) = try booked()
        let first = try diary.perform(.amend(subject: subject, Amendment(priority: 3)))
        #expect(first.map(\.kind) == [.appointmentAmended])
        #expect(first[0].rank == 3 && Modality(first[0].flags) == .telephone)
        try diary.perform(.amend(subject: subject, Amendment(visitType: .followUp)))
        let last = try diary.perform(.amend(subject: subject, Amendment(modality: .video)))
        let found = appointment(diary, subject)
        #expect(found.priority == 3 && found.visitType == .followUp)
        #expect(Modality(found.modality) == .video)
        #expect(last[0].rank == 3 && last[0].detail == UInt32(VisitType.followUp.rawValue))
        #expect(found.status == .booked && found.footprints.count == 1)
    }

    @Test("goes with the appointment when it is moved, cancelled and reinstated")
    func stays() throws {
        var (diary, subject) = try booked()
        let all = Amendment(modality: .home, priority: 1, visitType: .emergency)
        try diary.perform(.amend(subject: subject, all))
        let ten = try minute("2026-05-04T10:00:00Z")
        let moved = try diary.perform(.reschedule(subject: subject, start: ten, resource: 0))
        #expect(moved.allSatisfy { Modality($0.flags) == .home })
        try diary.perform(.cancel(subject: subject, reason: .patient))
        try diary.perform(.progress(subject: subject, step: .reinstate))
        let found = appointment(diary, subject)
        #expect(found.priority == 1 && found.visitType == .emergency)
        #expect(Modality(found.modality) == .home)
    }

    @Test("says nothing anew: what is so already is refused with the fact that made it so")
    func unchanged() throws {
        var (diary, subject) = try booked()
        let fact = try diary.perform(.amend(subject: subject, Amendment(priority: 3)))[0]
        for same in [
            Amendment(), Amendment(priority: 3), Amendment(modality: .telephone),
            Amendment(visitType: VisitType.none),
            Amendment(modality: .telephone, priority: 3),
        ] {
            do throws(Refusal) {
                _ = try diary.decide(.amend(subject: subject, same))
                Issue.record("\(same) is accepted")
            } catch {
                #expect(error == Refusal(.unchanged, cause: fact.sequence))
            }
        }
        #expect(diary.reason(.amend(subject: subject, Amendment(priority: 10))) == .outOfRange)
        #expect(diary.reason(.amend(subject: subject, Amendment(priority: 0))) == .none)
        diary.actor = .patient
        #expect(diary.reason(.amend(subject: subject, Amendment(priority: 1))) == .notPermitted)
    }

    @Test("a comment stands sealed beside its fact, for whom the appointment is")
    func comment() throws {
        var (diary, subject) = try booked()
        diary.hasSealedContent = true
        let fact = try diary.perform(.amend(subject: subject, Amendment(commentFor: 7)))[0]
        #expect(fact.flags.contains(.sealed) && fact.party == 7)
        #expect(appointment(diary, subject).comment == fact.sequence)
        #expect(diary.reason(.amend(subject: subject, Amendment(commentFor: 0))) == .staleVersion)
        #expect(diary.reason(.amend(subject: subject, Amendment(commentFor: 8))) == .staleVersion)
        let again = try diary.perform(.amend(subject: subject, Amendment(commentFor: 7)))[0]
        #expect(appointment(diary, subject).comment == again.sequence, "the newest counts")
        diary.hasSealedContent = false
        let plain = try diary.perform(.amend(subject: subject, Amendment(priority: 2)))[0]
        #expect(!plain.flags.contains(.sealed))
        #expect(appointment(diary, subject).comment == again.sequence)
        let claimed = diary.reason(.amend(subject: subject, Amendment(commentFor: 7)))
        #expect(claimed == .unchanged, "what is not there is no comment")
    }

    @Test("takes and frees no time, wherever it stands")
    func time() throws {
        var (diary, subject) = try booked()
        let window = diary.now.minute..<diary.now.minute.advanced(by: 240)
        let before = diary.offered(1, window)
        try diary.perform(.amend(subject: subject, Amendment(modality: .video)))
        try diary.perform(.recordResponse(subject: subject, resource: 1, response: .declined))
        #expect(diary.offered(1, window) == before)
        #expect(diary.offered(1, window) == diary.accepted(1, window))
    }
}
