internal import DaybookDomain
internal import DaybookIntake
internal import DaybookStorage

/// How the clinic writes by rule to somebody.
struct ClinicVoice {
    /// Its own words in the language that the person prefers, otherwise in its first; `nil` where it
    /// has none.
    let templates: MessageTemplates?
    /// What it calls itself.
    let name: String
}

extension Book {
    /// How the clinic writes to a person.
    func voice(for party: UInt64) throws -> ClinicVoice {
        let clinic = try clinic()
        let name = clinic.settings?.name ?? ""
        guard clinic.templates(for: nil) != nil else {
            return ClinicVoice(templates: nil, name: name)
        }
        let language = try person(party).language
        return ClinicVoice(templates: clinic.templates(for: language), name: name)
    }

    /// In which language the words of Daybook's own are for a person: where the clinic has words of its
    /// own, the first of their languages is the clinic's.
    func language(for party: UInt64) throws -> AnswerLanguage {
        AnswerLanguage(
            preferred: try person(party).language?.description,
            clinic: try clinic().templates(for: nil)?.language.description
                ?? TimeLanguage.english.rawValue
        )
    }

    /// The version of the clinic's templates that a fact names: that in force, or, where it has been
    /// replaced since, as the log held it then.
    func templates(named number: UInt32, by fact: Fact) throws -> MessageTemplates {
        func find(_ clinic: Clinic) -> MessageTemplates? {
            clinic.settings?.templates.first { UInt32($0.number) == number }
        }
        if let found = find(try clinic()) { return found }
        guard let found = find(try view(at: fact.sequence).clinic) else {
            throw BookError(
                .damaged,
                code: "unknown",
                "fact \(fact.sequence) names templates \(number), which the log does not hold"
            )
        }
        return found
    }
}
