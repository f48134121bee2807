internal import DaybookDomain

extension ClinicReader {
    /// The templates of one language as the file names them, in the order of an object's members.
    private static let templateNames = ["acknowledgement", "reminder", "confirmation", "emergency"]
    private static let templatesPath = "/clinic/templates"
    private static let emergencyPath = "/clinic/emergency"

    /// What the clinic writes by rule, for each of its languages in their order.
    ///
    /// A language whose words are as the log holds them keeps its number; others get a number that
    /// was never given.
    mutating func templates(_ object: JSONCursor, into settings: inout ClinicSettings) {
        let held = clinic.settings
        settings.templatesUsed = held?.templatesUsed ?? 0
        let languages = languages(object)
        guard let member = optional(object, "templates") else {
            if optional(object, "languages") != nil {
                note(
                    path: object.path + "/templates",
                    expected: "the clinic's words, as there are languages",
                    found: "nothing"
                )
            }
            return
        }
        if optional(object, "languages") == nil {
            note(
                path: object.path + "/languages",
                expected: "the languages of the templates, the clinic's first one first",
                found: "nothing"
            )
            return
        }
        guard only(member, languages.map(\.description)) else { return }
        for language in languages {
            guard let place = required(member, language.description),
                only(place, ClinicReader.templateNames)
            else { continue }
            var templates = MessageTemplates(
                number: 0,
                language: language,
                acknowledgement: template(place, "acknowledgement", [.clinic]),
                reminder: template(
                    place,
                    "reminder",
                    [.clinic, .when, .place, .confirm, .cancel]
                ),
                confirmation: template(place, "confirmation", [.clinic, .when, .place]),
                emergency: template(place, "emergency", [])
            )
            if let same = held?.templates.first(where: { $0.says(sameAs: templates) }) {
                templates.number = same.number
            } else if settings.templatesUsed < .max {
                settings.templatesUsed += 1
                templates.number = settings.templatesUsed
            } else {
                note(
                    place,
                    expected: "at most \(UInt16.max) versions of templates",
                    found: "one more"
                )
            }
            settings.templates.append(templates)
        }
    }

    /// The languages in which the clinic writes, each once.
    private mutating func languages(_ object: JSONCursor) -> [LanguageTag] {
        guard let array = optional(object, "languages") else { return [] }
        var languages: [LanguageTag] = []
        for element in elements(array, in: 1...ClinicFileLimits.languagesMax) {
            guard let text = element.value.string, let language = LanguageTag(text),
                language.description == text
            else {
                note(element, expected: "a language tag of two or three small letters")
                continue
            }
            if languages.contains(language) {
                note(element, expected: "each language once")
            } else {
                languages.append(language)
            }
        }
        return languages
    }

    /// One template, which must be there; with `when` among its variables it must say when.
    private mutating func template(
        _ object: JSONCursor,
        _ key: String,
        _ variables: [MessageTemplates.Variable]
    ) -> String {
        guard let member = required(object, key) else { return "" }
        let text = text(member, 1...ClinicFileLimits.textScalarsMax, isMultiline: true)
        guard !text.isEmpty else { return "" }
        let known = variables.map { "{\($0.rawValue)}" }
        for name in ClinicReader.variables(in: text) where !known.contains(name) {
            note(
                member,
                expected: known.isEmpty
                    ? "no variables" : "no variable but " + known.joined(separator: ", "),
                found: String(name.prefix(40))
            )
        }
        let when = "{\(MessageTemplates.Variable.when.rawValue)}"
        if known.contains(when), !ClinicReader.variables(in: text).contains(when) {
            note(member, expected: "a text with \(when)", found: "one without")
        }
        return text
    }

    /// What stands in braces, with them.
    private static func variables(in text: String) -> [String] {
        var found: [String] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            found.append(String(rest[open...close]))
            rest = rest[rest.index(after: close)...]
        }
        return found
    }

    /// Whoever fills in a form reads there what to do in an emergency, before they wait for an answer.
    mutating func checkForms(_ content: ClinicContent) {
        guard let form = content.channels.first(where: { $0.channel.isForm }),
            let settings = content.settings,
            settings.emergencyText.isEmpty && settings.templates.isEmpty,
            !findings.contains(where: { $0.path.hasPrefix(ClinicReader.templatesPath) })
        else { return }
        note(
            path: ClinicReader.emergencyPath,
            expected: "the clinic's emergency wording, which every form carries, as there is "
                + "/channels/\(form.channel.name)",
            found: "nothing"
        )
    }

    /// Whoever acknowledges by rule needs the words for it.
    mutating func checkAcknowledging(_ content: ClinicContent) {
        guard let policy = content.channels.first(where: \.acknowledges),
            let settings = content.settings, settings.templates.isEmpty,
            !findings.contains(where: { $0.path.hasPrefix(ClinicReader.templatesPath) })
        else { return }
        note(
            path: ClinicReader.templatesPath,
            expected: "the clinic's words in each of its languages, emergency wording included, as "
                + "/channels/\(policy.channel.name)/acknowledge is true",
            found: "nothing"
        )
    }
}
