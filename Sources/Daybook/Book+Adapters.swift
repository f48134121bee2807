public import DaybookDomain
public import DaybookIntake

extension Book {
    /// A reader of mail for the clinic's own addresses, as `clinic.json` names them.
    public func mailAdapter() throws(BookError) -> EmailAdapter {
        EmailAdapter(addresses: try ownAddresses(on: .email))
    }

    /// A reader of the clinic's form: page tokens and times come back only if this book minted
    /// them.
    ///
    /// - Parameters:
    ///   - channel: `.form`, or another channel that is a form with fields of its own.
    ///   - schema: The form's fields; `nil` those that ship for the channel.
    /// - Throws: ``BookError`` for a book opened without its keys.
    public func formAdapter(
        channel: Channel = .form,
        schema: FormSchema? = nil
    ) throws(BookError) -> FormAdapter {
        _ = try requireVault()
        return FormAdapter(channel: channel, schema: schema, mint: mint)
    }

    /// A reader of a platform's webhook deliveries, for the accounts that `clinic.json` names for
    /// the channel.
    ///
    /// The addresses of a channel are the page or account ids of Meta's platforms, a Telegram bot's
    /// id, the public addresses that Twilio calls, and on the forum the user names of staff.
    ///
    /// - Parameters:
    ///   - channel: The platform.
    ///   - secrets: What the platform signs with.
    /// - Returns: The reader; `nil` for a channel that has no webhooks.
    public func webhookAdapter(
        _ channel: Channel,
        secrets: LiveSecrets
    ) throws(BookError) -> (any ChannelAdapter)? {
        let addresses = try ownAddresses(on: channel)
        switch channel {
        case .messenger, .instagram, .whatsapp:
            return MetaAdapter(channel: channel, secrets: secrets, accounts: Set(addresses))
        case .telegram: return TelegramAdapter(bot: addresses.first ?? "", secrets: secrets)
        case .sms: return TwilioAdapter(addresses: addresses, secrets: secrets)
        case .x: return XAdapter(secrets: secrets)
        case .slack: return SlackAdapter(secrets: secrets)
        case .forum: return DiscourseAdapter(secrets: secrets, staff: Set(addresses))
        default: return nil
        }
    }

    /// The token by which a form offers a free time; it books when it comes back before `expiry`.
    ///
    /// - Throws: ``BookError`` for a book opened without its keys.
    public func formToken(
        for slot: FreeSlot,
        service: UInt16,
        until expiry: Instant
    ) throws(BookError) -> String {
        _ = try requireVault()
        guard let mint else { return "" }
        return SlotToken(
            resource: slot.resource,
            service: service,
            start: slot.start,
            expiry: expiry.minute
        ).text(by: mint)
    }

    private func ownAddresses(on channel: Channel) throws(BookError) -> [String] {
        try clinic().channel(channel)?.ownAddresses ?? []
    }
}
