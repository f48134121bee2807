extension Clinic {
    /// What an answer on a channel may contain: as the channel's definition says, and where it has
    /// none, as the clinic's jurisdiction has it.
    public func mode(on channel: Channel) -> ChannelPolicy.Mode {
        self.channel(channel)?.mode
            ?? ChannelPolicy.defaultMode(of: channel, in: settings?.jurisdiction ?? "")
    }

    /// How much an answer on a channel may say. O(1).
    public func content(on channel: Channel) -> AnswerContent {
        mode(on: channel) == .redirect ? .neutral : self.channel(channel)?.content ?? .full
    }
}

extension ChannelPolicy {
    /// The channels whose platforms carry direct messages of everybody and sign no agreement about
    /// health data.
    public static let socialChannels: Set<Channel> = [
        .messenger, .instagram, .whatsapp, .telegram, .x,
    ]

    /// The seconds after the patient's last message in which a platform takes a free answer, for a
    /// channel for which the clinic names none: 24 hours on Meta's platforms; 0 no limit.
    public static func defaultReplyWindow(of channel: Channel) -> UInt32 {
        switch channel {
        case .messenger, .instagram, .whatsapp: 86_400
        default: 0
        }
    }

    /// The mode of a channel for which the clinic names none.
    ///
    /// In the United States a platform that handles health data for a clinic needs a business
    /// associate agreement (45 CFR 164.502(e)), which social platforms do not sign: patients are sent
    /// to the clinic's own form there.
    /// - Parameter jurisdiction: Two letters of ISO 3166-1; empty unknown.
    public static func defaultMode(of channel: Channel, in jurisdiction: String) -> Mode {
        jurisdiction == "US" && socialChannels.contains(channel) ? .redirect : .offer
    }
}
