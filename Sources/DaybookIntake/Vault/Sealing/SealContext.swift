/// The place a content is sealed for; it opens in no other.
package struct SealContext: Sendable, Equatable {
    /// The 16 bytes of the id of the command that carries the content.
    package let commandID: [UInt8]
    /// Which of the command's contents it is; see ``SealedParts``.
    package let part: UInt8

    /// Names a place.
    package init(commandID: [UInt8], part: UInt8) {
        self.commandID = commandID
        self.part = part
    }
}
