public import DaybookDomain
public import DaybookIntake

/// What the clinic's own page shows when somebody opens a form, and what its hidden fields hold.
///
/// How it looks is the page's business; that the emergency wording stands on it is not.
public struct FormPage: Sendable {
    /// The channel that what is sent comes by.
    public let channel: Channel
    /// The fields in the order of the page, each with its label and limits.
    public let schema: FormSchema
    /// What to do in an emergency: it stands on the page before the first field. Never empty.
    public let emergency: String
    /// The language that the emergency wording is in; `nil` where the clinic doesn't say.
    public let language: LanguageTag?
    /// For the field of ``FormSchema/Kind/submissionID``: two submits of one page are one message.
    public let submissionID: String
    /// For the field of ``FormSchema/Kind/formToken``: when the page was rendered, and for whom.
    public let token: String
    /// For the field of ``FormSchema/Kind/renderedAt``, in milliseconds since 1970.
    public let renderedAt: Instant

    /// The hidden fields that are filled in when the page is rendered, by name and value.
    public var hiddenFields: [(name: String, value: String)] {
        schema.fields.compactMap { field in
            switch field.kind {
            case .submissionID: (field.name, submissionID)
            case .formToken: (field.name, token)
            case .renderedAt: (field.name, "\(renderedAt.milliseconds)")
            default: nil
            }
        }
    }
}
