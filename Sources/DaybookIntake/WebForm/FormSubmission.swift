internal import DaybookDomain

/// One submission held against the schema: the contact it makes and what is wrong with it.
struct FormSubmission {
    /// The contact, all but its identity.
    var contact = Contact(.message, identity: [])
    /// What is wrong, and what looks like a machine.
    private(set) var report = FormReport()
    /// The id minted with the page, as sent; empty if none.
    private(set) var submissionID = ""
    /// Whether the person filled in anything at all.
    private(set) var isFilledIn = false
    /// Whether the body was JSON.
    let isJSON: Bool

    private let mint: TokenMint?
    private let session: [UInt8]
    private let receivedAt: Instant
    private var email = ""
    private var phone = ""
    private var token: String?
    private var claimedRendering: Instant?

    init(
        _ body: FormBody,
        schema: FormSchema,
        mint: TokenMint?,
        session: [UInt8],
        receivedAt: Instant
    ) {
        isJSON = body.isJSON
        self.mint = mint
        self.session = session
        self.receivedAt = receivedAt
        for field in schema.fields {
            take(body.fields.filter { $0.name == field.name }, as: field)
        }
        for field in body.fields where schema.field(field.name)?.kind.isTechnical != true {
            let isMessage = schema.field(field.name)?.kind == .message
            let value = FormText.cleaned(field.value, isMultiline: isMessage)
            isFilledIn = isFilledIn || !value.isEmpty
            contact.fields.append((field.name, value))
        }
        requireContact(schema)
        judgeFilling()
        finish()
    }

    private mutating func take(_ given: [FormBody.Field], as field: FormSchema.Field) {
        let isMessage = field.kind == .message
        let filled = given.filter { !FormText.cleaned($0.value, isMultiline: true).isEmpty }
        if given.contains(where: { !$0.isText }) { report.add(.notText, to: field) }
        guard let first = filled.first else {
            if field.isRequired { report.add(.missing, to: field) }
            return
        }
        let value = FormText.cleaned(first.value, isMultiline: isMessage)
        if filled.count > 1 { report.add(.repeated, to: field) }
        if first.isTooLong || value.count > field.lengthMax { report.add(.tooLong, to: field) }
        fill(value, as: field)
    }

    private mutating func fill(_ value: String, as field: FormSchema.Field) {
        switch field.kind {
        case .line: break
        case .message:
            contact.text = value
            contact.freshText = value
        case .name: contact.senderName = value
        case .email:
            email = FormText.email(value) ?? ""
            if email.isEmpty { report.add(.invalidEmail, to: field) }
        case .phone:
            phone = FormText.phone(value) ?? ""
            if phone.isEmpty { report.add(.invalidPhone, to: field) }
        case .choice(let values):
            if !values.contains(value) { report.add(.notAChoice, to: field) }
        case .urgency(let calm, let urgent):
            if urgent.contains(value) {
                contact.isUrgent = true
            } else if !calm.contains(value) {
                report.add(.notAChoice, to: field)
            }
        case .language:
            if FormText.isLanguage(value) {
                contact.language = value
            } else {
                report.add(.invalidLanguage, to: field)
            }
        case .slot: choose(value, field)
        // Whether it leads anywhere is in the log.
        case .link: contact.fields.append((FormSchema.linkField, value))
        case .honeypot: report.signs.append(.honeypot)
        case .submissionID: submissionID = value
        case .formToken: token = value
        case .renderedAt: claimedRendering = Int64(value).flatMap(ProviderTime.instant)
        }
    }

    /// Only a time that the clinic rendered, and that is still on offer, is a choice. A token of
    /// this session is passed on as one of the whole book, since later readers don't know the
    /// session. One that is over is passed on too, or the same submission delivered again later
    /// would say something else.
    private mutating func choose(_ value: String, _ field: FormSchema.Field) {
        guard let mint else {
            contact.choice = value
            return
        }
        let slot = SlotToken(value, by: mint, boundTo: session) ?? SlotToken(value, by: mint)
        guard let slot else {
            report.add(.invalidSlot, to: field)
            return
        }
        if slot.isExpired(at: receivedAt) { report.add(.invalidSlot, to: field) }
        contact.choice = slot.text(by: mint)
    }

    private mutating func requireContact(_ schema: FormSchema) {
        guard schema.needsContact, email.isEmpty, phone.isEmpty,
            let field = schema.fields.first(where: { $0.kind == .email || $0.kind == .phone })
        else { return }
        report.add(.contactMissing, to: field)
    }

    /// The token says when the page was rendered; without a mint the page's own claim does.
    private mutating func judgeFilling() {
        var renderedAt = claimedRendering
        if let mint {
            let read = token.flatMap { FormToken($0, by: mint, session: session) }
            if read == nil, !isJSON {
                report.signs.append(token == nil ? .tokenMissing : .tokenWrong)
            }
            renderedAt = read?.renderedAt ?? renderedAt
        }
        guard let renderedAt else { return }
        contact.claimedAt = renderedAt
        let (taken, overflow) = receivedAt.milliseconds.subtractingReportingOverflow(
            renderedAt.milliseconds
        )
        if overflow || taken < 0 || taken > FormLimits.fillMillisecondsMax {
            report.signs.append(.stale)
        } else if taken < FormLimits.fillMillisecondsMin {
            report.signs.append(.fast)
        }
    }

    private mutating func finish() {
        contact.sender = email.isEmpty ? phone : email
        contact.note = report.note
        // A chosen time beside a mistake is for a person to look at.
        if !contact.choice.isEmpty, report.problems.isEmpty { contact.kind = .choice }
    }
}
