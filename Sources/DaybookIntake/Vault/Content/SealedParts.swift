/// The sealed contents of one message, ready to stand beside its facts.
package struct SealedParts: Sendable {
    /// The part number of the contact as it was read.
    package static let contactPart: UInt8 = 0
    /// The part number of the message byte for byte as it arrived.
    package static let rawPart: UInt8 = 1

    /// The sealed contact.
    package let contact: [UInt8]
    /// The sealed original; `nil` where the delivery held more than one contact.
    package let raw: [UInt8]?
}
