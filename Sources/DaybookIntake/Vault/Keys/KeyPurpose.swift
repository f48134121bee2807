/// What a key of the whole book is for. Each purpose has a key of its own, so that no answer given
/// for one purpose is of use for another.
public enum KeyPurpose: UInt8, Sendable, CaseIterable {
    /// Finds a party by their address.
    case address = 1
    /// Recognises a command's content when it comes again.
    case fingerprint = 2
    /// Makes the hash in a channel's command ids.
    case commandIdentity = 3
    /// Signs offers of times.
    case offer = 4
    /// Signs form tokens.
    case form = 5
    /// Signs the ids of messages that the clinic sends.
    case messageID = 6
    /// Finds conversations by the ids of messages received.
    case reference = 7
    /// The seed of the Ed25519 key that signs heads of the log.
    case head = 8

    /// The name that separates the key from all others when it is derived. Frozen: it stands in
    /// `schemas/keys.md`.
    package var label: String {
        switch self {
        case .address: "daybook address 1"
        case .fingerprint: "daybook fingerprint 1"
        case .commandIdentity: "daybook command identity 1"
        case .offer: "daybook offer 1"
        case .form: "daybook form 1"
        case .messageID: "daybook message id 1"
        case .reference: "daybook reference 1"
        case .head: "daybook head 1"
        }
    }
}
