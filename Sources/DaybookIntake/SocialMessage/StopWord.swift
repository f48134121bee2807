internal import DaybookDomain

/// The words by which a person ends what is sent to them, as each platform or its rules know them, in
/// the languages that messages are read in.
///
/// Only a message that is nothing but the word counts: "please stop by on Friday" does not. Words
/// that end an appointment as well ("absagen", "cancelar", "annuler") are left to a person.
enum StopWord {
    /// The carriers' words (CTIA), which Twilio acts on too.
    private static let carriers = [
        "stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout",
    ]

    /// What ends messages on any platform: in English, German, Spanish and French.
    private static let spoken = [
        "stop", "unsubscribe",  // en
        "stopp", "abmelden", "abbestellen", "keinenachrichtenmehr",  // de
        "alto", "baja", "darmedebaja", "darsedebaja", "nomásmensajes", "nomasmensajes",  // es
        "arrêt", "arret", "arrêter", "arreter", "désabonner", "desabonner", "medésabonner",
        "medesabonner", "désinscription", "desinscription",  // fr
    ]

    /// The same of mailing lists, whose readers do not write "stop".
    private static let written = [
        "unsubscribe",  // en
        "abmelden", "abbestellen",  // de
        "baja", "darmedebaja", "darsedebaja", "cancelarsuscripción", "cancelarsuscripcion",  // es
        "désabonner", "desabonner", "medésabonner", "medesabonner", "désinscription",
        "desinscription",  // fr
    ]

    /// The words of a channel, in lower case and without white space; empty where a person
    /// unsubscribes elsewhere.
    static func words(on channel: Channel) -> [String] {
        switch channel {
        case .sms: carriers + spoken
        case .telegram: ["/stop"] + spoken
        case .whatsapp, .messenger, .instagram, .x: spoken
        case .email: written
        default: []
        }
    }

    /// Whether a text is such a word and nothing else, whatever its case and the white space and
    /// marks around it.
    static func isWhole(_ text: String, on channel: Channel) -> Bool {
        // The longest word, with room for what stands around it.
        guard text.utf8.count <= 48 else { return false }
        let bare = text.lowercased().filter { !$0.isWhitespace && !marks.contains($0) }
        return words(on: channel).contains(bare)
    }

    private static let marks: Set<Character> = [
        ".", "!", "¡", "\"", "'", "„", "“", "”", "«", "»",
    ]
}
