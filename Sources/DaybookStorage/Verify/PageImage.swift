/// One tree page with its bounds checked. The layout is that of LMDB's data format 1.
struct PageImage {
    static let headerBytes = 16
    static let overflowFlag: UInt16 = 0x04
    private static let branchFlag: UInt16 = 0x01
    private static let leafFlag: UInt16 = 0x02
    private static let packedFlag: UInt16 = 0x20
    private static let subpageFlag: UInt16 = 0x40
    private static let nodeBytes = 8
    private static let longFlag: UInt16 = 0x01
    private static let treeFlag: UInt16 = 0x02
    private static let duplicateFlag: UInt16 = 0x04

    let number: UInt64
    private let bytes: [UInt8]
    private let flags: UInt16
    private let lower: Int
    private let upper: Int

    init(_ bytes: [UInt8], number: UInt64, pageBytes: Int) throws {
        guard bytes.count == pageBytes,
            let own = bytes.littleEndian(at: 0, as: UInt64.self),
            let flags = bytes.littleEndian(at: 10, as: UInt16.self),
            let lower = bytes.littleEndian(at: 12, as: UInt16.self),
            let upper = bytes.littleEndian(at: 14, as: UInt16.self)
        else { throw Found("pages", number, "a page lies beyond the end of the file") }
        guard own == number else { throw Found("pages", number, "a page has another's number") }
        let kinds = [
            PageImage.branchFlag, PageImage.leafFlag, PageImage.leafFlag | PageImage.packedFlag,
        ]
        guard kinds.contains(flags) else { throw Found("pages", number, "a page has no kind") }
        guard lower >= PageImage.headerBytes, lower.isMultiple(of: 2), lower <= upper,
            Int(upper) <= pageBytes
        else { throw Found("pages", number, "the bounds of a page are impossible") }
        self.number = number
        self.bytes = bytes
        self.flags = flags
        self.lower = Int(lower)
        self.upper = Int(upper)
    }

    var isBranch: Bool { flags & PageImage.branchFlag != 0 }
    var isPacked: Bool { flags & PageImage.packedFlag != 0 }
    /// Entries of the page.
    var count: Int { (lower - PageImage.headerBytes) / 2 }

    func checkPacked(width: Int) throws {
        guard count >= 1, bytes.littleEndian(at: 8, as: UInt16.self) == UInt16(width),
            count * width <= bytes.count - PageImage.headerBytes
        else { throw damage("packed records do not fit their page") }
    }

    func branchChild(_ index: Int) throws -> UInt64 {
        let start = try nodeStart(index)
        guard let low = bytes.littleEndian(at: start, as: UInt16.self),
            let middle = bytes.littleEndian(at: start + 2, as: UInt16.self),
            let high = bytes.littleEndian(at: start + 4, as: UInt16.self),
            let keyBytes = bytes.littleEndian(at: start + 6, as: UInt16.self),
            start + PageImage.nodeBytes + Int(keyBytes) <= bytes.count
        else { throw damage("an entry of a branch is out of bounds") }
        return UInt64(low) | UInt64(middle) << 16 | UInt64(high) << 32
    }

    func node(_ index: Int, _ content: PageNode.Content) throws -> PageNode {
        let start = try nodeStart(index)
        guard let low = bytes.littleEndian(at: start, as: UInt16.self),
            let high = bytes.littleEndian(at: start + 2, as: UInt16.self),
            let flags = bytes.littleEndian(at: start + 4, as: UInt16.self),
            let keyBytes = bytes.littleEndian(at: start + 6, as: UInt16.self)
        else { throw damage("an entry is out of bounds") }
        let size = Int(low) | Int(high) << 16
        let data = start + PageImage.nodeBytes + Int(keyBytes)
        let inPage = flags & PageImage.longFlag != 0 ? 8 : size
        guard data <= bytes.count, inPage <= bytes.count - data else {
            throw damage("the value of an entry is out of bounds")
        }
        try check(keyBytes: Int(keyBytes), content)
        let key = bytes[(start + PageImage.nodeBytes)..<data]
        return PageNode(value: try value(flags, key: key, data: data, size: size, content))
    }

    /// LMDB takes a table's kind from the file: another kind would be read wrongly.
    private func check(flags: UInt16, ofTable name: ArraySlice<UInt8>) throws {
        let text = String(decoding: name, as: UTF8.self)
        guard let table = Table.allCases.first(where: { $0.name == text }) else { return }
        guard table.flags == UInt32(flags) else { throw damage("a table has another's kind") }
    }

    private func check(keyBytes: Int, _ content: PageNode.Content) throws {
        let fits =
            switch content {
            case .free, .duplicates: keyBytes == 8
            case .values(let wanted): wanted.map { $0 == keyBytes } ?? (1...511).contains(keyBytes)
            case .tables: (1...511).contains(keyBytes)
            case .packed: false
            }
        guard fits else { throw damage("a key has a wrong length") }
    }

    private func value(
        _ flags: UInt16,
        key: ArraySlice<UInt8>,
        data: Int,
        size: Int,
        _ content: PageNode.Content
    ) throws -> PageNode.Value {
        switch (flags, content) {
        case (0, .free):
            return .freeList([UInt8](bytes[data..<(data + size)]))
        case (0, .values):
            return .inline
        case (0, .duplicates):
            guard size == Limits.recordBytes else { throw damage("a record has a wrong length") }
            return .inline
        case (PageImage.longFlag, .free), (PageImage.longFlag, .values):
            let first: UInt64 = bytes.littleEndian(at: data) ?? 0
            return .overflow(first: first, bytes: size)
        case (PageImage.treeFlag, .tables),
            (PageImage.treeFlag | PageImage.duplicateFlag, .duplicates):
            guard size == PageTree.bytes, let tree = PageTree(decoding: bytes, at: data) else {
                throw damage("the root of a tree has a wrong length")
            }
            if case .tables = content {
                try check(flags: tree.flags, ofTable: key)
            } else if tree.pad != UInt32(Limits.recordBytes) || tree.flags != PageTree.packedFlag {
                throw damage("packed records have a wrong width")
            }
            return .tree(tree)
        case (PageImage.duplicateFlag, .duplicates):
            return .packed(count: try subpage(at: data, size: size))
        default:
            throw damage("an entry has an impossible kind")
        }
    }

    /// The short list of packed records that stands within an entry.
    private func subpage(at start: Int, size: Int) throws -> Int {
        guard size >= PageImage.headerBytes,
            let width = bytes.littleEndian(at: start + 8, as: UInt16.self),
            let flags = bytes.littleEndian(at: start + 10, as: UInt16.self),
            let lower = bytes.littleEndian(at: start + 12, as: UInt16.self),
            flags & ~0x10 == PageImage.leafFlag | PageImage.packedFlag | PageImage.subpageFlag,
            Int(width) == Limits.recordBytes,
            Int(lower) >= PageImage.headerBytes, lower.isMultiple(of: 2)
        else { throw damage("a short list of records has a wrong head") }
        let count = (Int(lower) - PageImage.headerBytes) / 2
        guard count >= 1, count * Int(width) <= size - PageImage.headerBytes else {
            throw damage("a short list of records is out of bounds")
        }
        return count
    }

    private func nodeStart(_ index: Int) throws -> Int {
        let pointer = PageImage.headerBytes + index * 2
        guard let start = bytes.littleEndian(at: pointer, as: UInt16.self),
            Int(start) >= upper, Int(start) + PageImage.nodeBytes <= bytes.count
        else { throw damage("an entry is out of bounds") }
        return Int(start)
    }

    private func damage(_ what: String) -> Found {
        Found("pages", number, what)
    }
}
