/// Words of a platform's own vocabulary ("ephemeral", "app_roles") as notes may repeat them.
enum PlatformWord {
    /// The word, or "other" if it is anything but a short run of a–z, 0–9, "_", "-" and ".": a note
    /// carries no content, so what doesn't look like vocabulary isn't repeated.
    static func of(_ text: String?) -> String {
        guard let text, !text.isEmpty, text.utf8.count <= SocialLimits.wordBytesMax else {
            return "other"
        }
        let isWord = text.utf8.allSatisfy { byte in
            switch byte {
            case 0x61...0x7A, 0x30...0x39, 0x5F, 0x2D, 0x2E: true
            default: false
            }
        }
        return isWord ? text : "other"
    }
}
