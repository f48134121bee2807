/// The newest valid meta page of an LMDB data file, read without mapping it.
///
/// The layout is that of LMDB's data format 1 on a 64-bit machine of this byte order.
struct MetaPage {
    var pageBytes: Int
    var lastPage: UInt64
    var transaction: UInt64
    var freeTree: PageTree
    var mainTree: PageTree

    private static let magic: UInt32 = 0xBEEF_C0DE
    private static let version: UInt32 = 1
    private static let bytes = 152

    static func newest(in file: borrowing OpenFile) throws(StorageError) -> MetaPage {
        let first = MetaPage(decoding: try file.read(at: 0, count: bytes))
        // A damaged first page does not tell the page size, so the common ones are tried.
        let sizes = first.map { [$0.pageBytes] } ?? [4 << 10, 8 << 10, 16 << 10, 32 << 10]
        var newest = first
        for size in sizes {
            let raw = try file.read(at: UInt64(size), count: bytes)
            guard let second = MetaPage(decoding: raw), second.pageBytes == size else { continue }
            if let known = newest, known.transaction >= second.transaction { continue }
            newest = second
        }
        guard let newest, first != nil else {
            throw StorageError(
                .damaged,
                "data.mdb has no valid first page",
                nextStep: "restore from a backup"
            )
        }
        return newest
    }

    private init?(decoding bytes: [UInt8]) {
        guard bytes.count == MetaPage.bytes,
            bytes.littleEndian(at: 16, as: UInt32.self) == MetaPage.magic,
            bytes.littleEndian(at: 20, as: UInt32.self) == MetaPage.version,
            let pageBytes = bytes.littleEndian(at: 40, as: UInt32.self),
            pageBytes >= 512, pageBytes <= 64 << 10, pageBytes.nonzeroBitCount == 1,
            let freeTree = PageTree(decoding: bytes, at: 40),
            let mainTree = PageTree(decoding: bytes, at: 88),
            let lastPage = bytes.littleEndian(at: 136, as: UInt64.self),
            let transaction = bytes.littleEndian(at: 144, as: UInt64.self)
        else { return nil }
        self.pageBytes = Int(pageBytes)
        self.lastPage = lastPage
        self.transaction = transaction
        self.freeTree = freeTree
        self.mainTree = mainTree
    }
}
