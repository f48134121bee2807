/// The root of one tree, as a meta page or an entry records it.
struct PageTree {
    static let bytes = 48

    var pad: UInt32
    var flags: UInt16
    var depth: Int
    var entries: UInt64
    var root: UInt64

    static let duplicateFlag: UInt16 = 0x04
    static let integerKeyFlag: UInt16 = 0x08
    static let packedFlag: UInt16 = 0x10

    init?(decoding bytes: [UInt8], at offset: Int) {
        guard let pad = bytes.littleEndian(at: offset, as: UInt32.self),
            let flags = bytes.littleEndian(at: offset + 4, as: UInt16.self),
            let depth = bytes.littleEndian(at: offset + 6, as: UInt16.self),
            let entries = bytes.littleEndian(at: offset + 32, as: UInt64.self),
            let root = bytes.littleEndian(at: offset + 40, as: UInt64.self)
        else { return nil }
        self.pad = pad
        self.flags = flags
        self.depth = Int(depth)
        self.entries = entries
        self.root = root
    }

    /// Whether its keys hold several values.
    var isDuplicates: Bool { flags & PageTree.duplicateFlag != 0 }

    /// The length its keys must have; nil if it may vary.
    var keyBytes: Int? { flags & PageTree.integerKeyFlag != 0 ? 8 : nil }

    /// The width of a packed value.
    var packedWidth: Int { Limits.recordBytes }

    /// Whether its leaves hold packed values.
    func isPacked(_ content: PageNode.Content) -> Bool {
        if case .packed = content { true } else { false }
    }
}
