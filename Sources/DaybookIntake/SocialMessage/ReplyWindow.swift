package import DaybookDomain

/// How long after a person's last message their platform lets the clinic write back freely.
package enum ReplyWindow {
    /// 24 hours: Messenger, Instagram and WhatsApp.
    package static let dayMilliseconds: Int64 = 86_400_000

    /// The length in milliseconds, or `nil` where the platform sets none.
    ///
    /// These are the platforms' published rules; a clinic's own may be shorter. After the window a
    /// template (WhatsApp) or a person's tag (Messenger, up to the seventh day) is needed.
    package static func milliseconds(for channel: Channel) -> Int64? {
        switch channel {
        case .messenger, .instagram, .whatsapp: dayMilliseconds
        default: nil
        }
    }

    /// When the window closes that a message at `instant` opened, or `nil` where there is none.
    package static func closing(after instant: Instant, on channel: Channel) -> Instant? {
        milliseconds(for: channel).map { instant.advanced(byMilliseconds: $0) }
    }
}
