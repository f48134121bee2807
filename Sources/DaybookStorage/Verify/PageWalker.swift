/// Walks every page of a log's data file by reads, without a map: page numbers, kinds, bounds of
/// each node, lengths, order of depth, and that no page is reached twice.
///
/// After it has passed, reading the same file through a map stays within it. It says nothing about
/// the values themselves: that is ``LogVerifier``'s part. A log that is appended to meanwhile can
/// look damaged, because its old pages are reused: walk a log nobody writes, or a backup.
package struct PageWalker {
    let file: OpenFileReference
    let meta: MetaPage
    let pageCount: UInt64
    private var seen: [UInt64]
    private(set) var pages: UInt64 = 0

    /// Walks the log of the book in `directory`.
    ///
    /// - Returns: nil if the pages are sound, or the first damage.
    /// - Throws: ``StorageError`` if the file cannot be read.
    package static func walk(book directory: String) throws(StorageError) -> Damage? {
        try walk(dataFile: directory + "/log/data.mdb")
    }

    static func walk(dataFile path: String) throws(StorageError) -> Damage? {
        do {
            let file = try OpenFileReference(path)
            var walker = try PageWalker(file)
            try walker.walkTrees()
            return nil
        } catch let found as Found {
            return found.damage
        } catch let error as StorageError {
            guard error.code.kind == .damaged else { throw error }
            return Damage(
                table: "pages",
                position: error.position ?? 0,
                what: error.message
            )
        } catch {
            throw StorageError(.io, "the walk over the pages ended early")
        }
    }

    init(_ file: OpenFileReference) throws(StorageError) {
        self.file = file
        self.meta = try MetaPage.newest(in: file.file)
        let inFile = try file.file.status().bytes / UInt64(meta.pageBytes)
        let (named, overflow) = meta.lastPage.addingReportingOverflow(1)
        self.pageCount = overflow ? inFile : min(named, inFile)
        self.seen = [UInt64](repeating: 0, count: Int(clamping: pageCount / 64 &+ 1))
    }

    mutating func walkTrees() throws {
        try walk(meta.freeTree, PageNode.Content.free)
        try walk(meta.mainTree, PageNode.Content.tables)
    }

    /// Marks a page as reached; a second way to it is damage.
    mutating func mark(_ page: UInt64, count: UInt64 = 1) throws {
        guard page >= 2, count >= 1, count <= pageCount, page <= pageCount - count else {
            throw Found("pages", page, "a page lies beyond the end of the file")
        }
        for number in page..<(page + count) {
            let bit: UInt64 = 1 << (number & 63)
            guard seen[Int(number / 64)] & bit == 0 else {
                throw Found("pages", number, "a page is used twice")
            }
            seen[Int(number / 64)] |= bit
        }
        pages &+= count
    }

    /// Walks one tree from its root, and checks its own counts of pages and depth.
    mutating func walk(_ tree: PageTree, _ content: PageNode.Content) throws {
        guard tree.root != .max else {
            guard tree.entries == 0 else {
                throw Found("pages", 0, "a tree without a root has entries")
            }
            return
        }
        guard tree.depth >= 1, tree.depth <= Limits.treeDepth else {
            throw Found("pages", tree.root, "a tree has an impossible depth")
        }
        var entries: UInt64 = 0
        try walk(page: tree.root, level: 1, of: tree, content, &entries)
        guard entries == tree.entries else {
            throw Found("pages", tree.root, "a tree has \(entries) entries, not \(tree.entries)")
        }
    }

    /// Recursion is bounded by the tree's depth, at most ``Limits/treeDepth``, and one level of
    /// trees within entries.
    private mutating func walk(
        page number: UInt64,
        level: Int,
        of tree: PageTree,
        _ content: PageNode.Content,
        _ entries: inout UInt64
    ) throws {
        try mark(number)
        let bytes = try file.file.read(
            at: number &* UInt64(meta.pageBytes),
            count: meta.pageBytes
        )
        let page = try PageImage(bytes, number: number, pageBytes: meta.pageBytes)
        if page.isBranch {
            // Only the tree of free pages may keep a branch with one way.
            guard level < tree.depth, page.count >= content.branchMinimum else {
                throw Found("pages", number, "a branch is where a leaf should be")
            }
            for index in 0..<page.count {
                let child = try page.branchChild(index)
                try walk(page: child, level: level + 1, of: tree, content, &entries)
            }
            return
        }
        guard level == tree.depth, page.isPacked == tree.isPacked(content) else {
            throw Found("pages", number, "a leaf is not of its tree's kind")
        }
        if page.isPacked {
            try page.checkPacked(width: tree.packedWidth)
            entries &+= UInt64(page.count)
            return
        }
        guard page.count >= 1 else { throw Found("pages", number, "a leaf is empty") }
        for index in 0..<page.count {
            let node = try page.node(index, content)
            try walk(node, on: number, tree, content, &entries)
        }
    }

    /// What hangs from one entry of a leaf.
    private mutating func walk(
        _ node: PageNode,
        on page: UInt64,
        _ tree: PageTree,
        _ content: PageNode.Content,
        _ entries: inout UInt64
    ) throws {
        switch node.value {
        case .inline:
            entries &+= 1
        case .freeList(let list):
            try check(freeList: list, on: page)
            entries &+= 1
        case .overflow(let first, let bytes):
            entries &+= 1
            try walkOverflow(first, bytes: bytes, content, on: page)
        case .packed(let count):
            entries &+= UInt64(count)
        case .tree(let inner):
            switch content {
            case .tables:
                entries &+= 1
                try walk(inner, inner.isDuplicates ? .duplicates : .values(inner.keyBytes))
            case .duplicates:
                entries &+= inner.entries
                try walk(inner, .packed)
            default:
                throw Found("pages", page, "a tree hangs where none can be")
            }
        }
    }

    private mutating func walkOverflow(
        _ first: UInt64,
        bytes: Int,
        _ content: PageNode.Content,
        on page: UInt64
    ) throws {
        let count = (bytes + PageImage.headerBytes - 1) / meta.pageBytes + 1
        try mark(first, count: UInt64(count))
        let isFree = if case .free = content { true } else { false }
        let needed = isFree ? bytes + PageImage.headerBytes : PageImage.headerBytes
        let head = try file.file.read(at: first &* UInt64(meta.pageBytes), count: needed)
        guard head.count == needed, head.littleEndian(at: 0, as: UInt64.self) == first,
            head.littleEndian(at: 10, as: UInt16.self) == PageImage.overflowFlag,
            head.littleEndian(at: 12, as: UInt32.self) == UInt32(count)
        else { throw Found("pages", first, "a long value has a wrong first page") }
        if isFree { try check(freeList: [UInt8](head[PageImage.headerBytes...]), on: first) }
    }

    /// The numbers of free pages: descending, within the file's count, none of them in use twice.
    private mutating func check(freeList list: [UInt8], on page: UInt64) throws {
        guard let count = list.littleEndian(at: 0, as: UInt64.self),
            count <= UInt64(list.count / 8 - 1)
        else { throw Found("pages", page, "a list of free pages is cut short") }
        var previous = UInt64.max
        for index in 0..<Int(count) {
            let free: UInt64 = list.littleEndian(at: 8 + index * 8) ?? 0
            guard free >= 2, free <= meta.lastPage, free < previous else {
                throw Found("pages", page, "a list of free pages is out of order")
            }
            previous = free
            // A page may be free and beyond the end of the file: it was never written.
            if free < pageCount { try mark(free) }
        }
    }
}
