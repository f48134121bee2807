internal import DaybookDomain

/// The words by which a person ends what is sent to them, as each platform or its rules know them.
///
/// Only a message that is nothing but the word counts: "please stop by on Friday" does not.
enum StopWord {
    /// The words of a channel, in lower case; empty where a person unsubscribes elsewhere.
    static func words(on channel: Channel) -> [String] {
        switch channel {
        // The carriers' words (CTIA), which Twilio acts on too.
        case .sms: ["stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"]
        case .telegram: ["/stop", "stop"]
        case .whatsapp, .messenger, .instagram: ["stop", "stopp", "unsubscribe"]
        case .email: ["unsubscribe"]
        default: []
        }
    }

    /// Whether a text is such a word and nothing else, whatever its case and the white space and
    /// full stop around it.
    static func isWhole(_ text: String, on channel: Channel) -> Bool {
        // The longest word, with room for what stands around it.
        guard text.utf8.count <= 32 else { return false }
        let bare = text.lowercased().filter { !$0.isWhitespace && $0 != "." && $0 != "!" }
        return words(on: channel).contains(bare)
    }
}
