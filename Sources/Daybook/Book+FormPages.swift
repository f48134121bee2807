public import DaybookDomain
internal import DaybookEngine
public import DaybookIntake

extension Book {
    /// A page of the clinic's form, to be rendered for one visitor.
    ///
    /// - Parameters:
    ///   - channel: `.form`, or another channel that is a form with fields of its own.
    ///   - session: The visitor's session: the value of the cookie that comes back with the form
    ///     (``FormAdapter/sessionCookie``). The page's token is good for no other.
    ///   - language: The language that the visitor reads; `nil` the clinic's first.
    ///   - schema: The form's fields; `nil` those that ship for the channel.
    /// - Throws: ``BookError``: `not-configured` for a channel that the clinic does not serve, or
    ///   that is no form, and while the clinic has no emergency wording.
    public func formPage(
        channel: Channel = .form,
        session: String,
        language: LanguageTag? = nil,
        schema: FormSchema? = nil
    ) throws(BookError) -> FormPage {
        _ = try requireVault()
        let clinic = try clinic()
        guard let mint, channel.isForm, clinic.channel(channel) != nil else {
            throw BookError(
                .input,
                code: "not-configured",
                "\(channel.name) is no form of this clinic",
                next: "name it in clinic.json under channels"
            )
        }
        let emergency = clinic.emergencyWording(for: language)
        guard !emergency.isEmpty else {
            throw BookError(
                .input,
                code: "not-configured",
                "the clinic has no emergency wording, which every form carries",
                next: "name it in clinic.json under clinic/emergency"
            )
        }
        let now = Instant(milliseconds: options.clock())
        let token = FormToken(renderedAt: now)
        var random = SystemRandomNumberGenerator()
        return FormPage(
            channel: channel,
            schema: schema ?? .shipped(for: channel),
            emergency: emergency,
            language: clinic.templates(for: language)?.language,
            submissionID: CommandID.make(at: now.milliseconds, using: &random).description,
            token: token.text(by: mint, session: Array(session.utf8)),
            renderedAt: token.renderedAt
        )
    }
}
