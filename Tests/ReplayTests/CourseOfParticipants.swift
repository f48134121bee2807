import Daybook
import DaybookTesting

/// A day in which those who take part in appointments answer for them and are asked again when they
/// are moved; appointments are amended and commented on; and somebody is told of other times only
/// once they agreed to be written to.
///
/// It made the golden log `participants-unsealed`.
struct CourseOfParticipants: DeskCourse {
    var stage: Stage
    private static let service: UInt16 = 2

    /// Plays all of it.
    mutating func play() async throws {
        let text = try Repository.text("schemas/examples/clinic.json").replacing(
            "\"email\": {",
            with: "\"email\": { \"consent\": \"required\","
        )
        try await submit(.configure(book.difference(to: Array(text.utf8))))
        let petra = try await visit("petra")
        let otto = try await visit("otto")
        try await answer(petra)
        try await amend(petra)
        try await amend(otto)
        try await submit(.progress(subject: otto.subject, step: .checkIn))
        try await submit(.amend(subject: otto.subject, Amendment(visitType: .emergency)))
        try await submit(
            .recordResponse(subject: otto.subject, resource: 0, response: .declined)
        )
        try await offer(petra)
    }

    /// Everybody answers, and again in vain; the appointment is moved, and one answers anew.
    private mutating func answer(_ visit: Appointment) async throws {
        let resources = visit.participants.dropFirst()
        for (index, resource) in resources.enumerated() {
            let response: ParticipantResponse = index == 0 ? .declined : .tentative
            for _ in 0..<2 {
                try await submit(
                    .recordResponse(
                        subject: visit.subject,
                        resource: resource,
                        response: response
                    )
                )
            }
        }
        try await submit(
            .recordResponse(subject: visit.subject, resource: 0, response: .needsAction)
        )
        if let later = try starts(1, afterDays: 5).first {
            try await submit(.reschedule(subject: visit.subject, start: later, resource: 0))
        }
        if let first = resources.first {
            try await submit(
                .recordResponse(subject: visit.subject, resource: first, response: .accepted)
            )
        }
    }

    private mutating func amend(_ visit: Appointment) async throws {
        clock.advance(seconds: 30)
        try await submit(
            .amend(subject: visit.subject, Amendment(modality: .video, priority: 2))
        )
        clock.advance(seconds: 30)
        _ = try await book.amend(
            visit.subject,
            Amendment(visitType: .followUp),
            comment: PHI("By the back door."),
            actor: "anna",
            id: id()
        )
    }

    /// Other times, of which the patient is told once they agreed.
    private mutating func offer(_ visit: Appointment) async throws {
        let conversation = try book.history(of: visit.cause).first?.subject ?? 0
        for start in try starts(2, afterDays: 9) {
            try await submit(
                .rebook(
                    subject: visit.subject,
                    starts: [start],
                    minutes: 60,
                    conversation: conversation
                )
            )
            try await submit(
                .recordConsent(party: visit.party, channel: .email, wording: 1)
            )
        }
    }

    private func starts(_ count: Int, afterDays days: Int) throws -> [Minute] {
        let from = clock.now.minute.advanced(by: days * 1_440)
        return try book.firstTimes(count, of: Self.service, after: from)
    }

    /// Somebody asks by mail and is given a time.
    private mutating func visit(_ name: String) async throws -> Appointment {
        clock.advance(seconds: 900)
        let lines = [
            "From: \(name)@example.org", "To: praxis@example.com", "Subject: A time",
            "Message-ID: <\(name)@example.org>", "Date: Mon, 02 Mar 2026 10:00:00 +0000", "",
            "Anything next week?", "",
        ]
        let mail = RawMessage(
            channel: .email,
            body: Array(lines.joined(separator: "\r\n").utf8),
            receivedAt: clock.now
        )
        let adapter = EmailAdapter(addresses: ["praxis@example.com"])
        let asked = try await book.receive(mail, with: adapter).first?.message
        let receipt = try await submit(
            .book(
                TimeRequest(
                    service: Self.service,
                    start: try starts(1, afterDays: 2).first ?? clock.now.minute,
                    party: asked?.party ?? 0,
                    cause: asked?.sequence ?? 0
                )
            )
        )
        return try book.appointment(receipt.first) ?? Appointment(history: [])
    }
}
