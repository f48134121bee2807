/// An attachment, as metadata: the bytes themselves stay in the sealed original.
public struct Attachment: Sendable, Equatable {
    /// The file name as declared, decoded; empty if none.
    public var name: String
    /// The media type as declared, lower case ("application/pdf").
    public var mediaType: String
    /// Length of the decoded content in bytes, or −1 where only a link was given.
    public var length: Int
    /// SHA-256 of the decoded content; empty where only a link was given.
    public var digest: [UInt8]
    /// The link, for platforms that send one; empty otherwise. Never fetched.
    public var link: String

    /// Makes an attachment's metadata.
    public init(name: String, mediaType: String, length: Int, digest: [UInt8], link: String = "") {
        self.name = name
        self.mediaType = mediaType
        self.length = length
        self.digest = digest
        self.link = link
    }
}
