package import DaybookDomain

/// Which addresses are compared with each other: the same letters name different people on two
/// platforms, but one person writes from one mail address by mail and by form.
package enum AddressFamily {
    /// Mail addresses, by whatever channel they came.
    package static let email = "email"
    /// Telephone numbers with their country code: text messages, WhatsApp, telephone.
    package static let telephone = "tel"

    /// The family of an address that came by a channel. O(length).
    package static func of(_ address: String, channel: Channel) -> String {
        switch channel {
        case .email:
            return email
        case .sms, .whatsapp, .phone:
            return telephone
        case .messenger, .instagram, .telegram, .x, .slack:
            return channel.name
        case .system, .desk, .form, .forum, .nurse, .chat, .transfer:
            if address.utf8.contains(0x40) { return email }
            return isNumber(Array(address.utf8)) ? telephone : channel.name
        }
    }

    /// Whether the bytes are digits and what people write between them, at least six digits of it:
    /// shorter ones are extensions and short codes, which are nobody's number everywhere.
    static func isNumber(_ address: [UInt8]) -> Bool {
        var digits = 0
        for byte in address {
            switch byte {
            case 0x30...0x39: digits += 1
            case 0x20, 0x28, 0x29, 0x2B, 0x2D, 0x2E: continue
            default: return false
            }
        }
        return digits >= 6
    }
}
