import Daybook

extension Names {
    /// How patient and clinic meet, by its name.
    static func modality(_ text: String) throws -> Modality {
        if let found = Modality(name: text) { return found }
        throw Failure(
            .badInput,
            "'\(text)' is no modality",
            at: "--modality",
            next: "they are: \(Modality.allCases.map(\.name).joined(separator: ", "))"
        )
    }

    /// What sort of visit it is, by its name.
    static func visitType(_ text: String) throws -> VisitType {
        if let found = VisitType(name: text) { return found }
        throw Failure(
            .badInput,
            "'\(text)' is no type of visit",
            at: "--visit-type",
            next: "they are: \(VisitType.allCases.map(\.name).joined(separator: ", "))"
        )
    }

    /// What a fact says of an appointment beside its time: who answered what, or how it was
    /// amended. Empty for other kinds.
    func description(of fact: Fact) -> String {
        switch fact.kind {
        case .participantResponded:
            let response = ParticipantResponse(rawValue: fact.rank) ?? .needsAction
            return "\(participant(fact.resource)) \(response.code)"
        case .appointmentBooked where fact.flags.contains(.override): return "overbooked"
        case .attendanceConfirmed: return "patient \(ParticipantResponse.accepted.code)"
        case .appointmentAmended:
            var words = [Modality(fact.flags).name]
            if fact.rank > 0 { words.append("priority \(fact.rank)") }
            let type = VisitType(rawValue: UInt8(clamping: fact.detail)) ?? .none
            if type != .none { words.append(type.name) }
            if fact.flags.contains(.sealed) { words.append("comment") }
            return words.joined(separator: ", ")
        default: return ""
        }
    }
}
