/// Why a mail was not read: it went beyond one of ``EmailLimits``. The raw value is the note of its
/// quarantined contact.
enum EmailQuarantine: String, Error, CaseIterable {
    /// Longer than ``EmailLimits/messageBytesMax``.
    case messageTooLarge = "message-too-large"
    /// More header bytes than ``EmailLimits/headerBytesMax``.
    case headersTooLong = "headers-too-long"
    /// More header fields than ``EmailLimits/fieldsMax``.
    case tooManyFields = "too-many-fields"
    /// More parts than ``EmailLimits/partsMax``.
    case tooManyParts = "too-many-parts"
    /// Nested deeper than ``EmailLimits/depthMax``.
    case tooDeep = "too-deep"
    /// More addresses than ``EmailLimits/addressesMax``.
    case tooManyAddresses = "too-many-addresses"
}
