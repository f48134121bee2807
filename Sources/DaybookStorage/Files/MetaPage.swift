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
    private static let flag: UInt16 = 0x08
    private static let bytes = 152

    static func newest(in file: borrowing OpenFile) throws(StorageError) -> MetaPage {
        // LMDB opens a file only with both, and chooses as below.
        guard let first = MetaPage(decoding: try file.read(at: 0, count: bytes), number: 0) else {
            throw damaged(page: 0)
        }
        let place = UInt64(first.pageBytes)
        guard
            let second = MetaPage(decoding: try file.read(at: place, count: bytes), number: 1),
            second.pageBytes == first.pageBytes
        else { throw damaged(page: 1) }
        return first.transaction < second.transaction ? second : first
    }

    private static func damaged(page: UInt64) -> StorageError {
        StorageError(
            .damaged,
            "a meta page of data.mdb is not what was written",
            nextStep: "restore from a backup",
            table: "pages",
            position: page
        )
    }

    private init?(decoding bytes: [UInt8], number: UInt64) {
        guard bytes.count == MetaPage.bytes,
            bytes.littleEndian(at: 0, as: UInt64.self) == number,
            bytes.littleEndian(at: 10, as: UInt16.self) == MetaPage.flag,
            bytes.littleEndian(at: 16, as: UInt32.self) == MetaPage.magic,
            bytes.littleEndian(at: 20, as: UInt32.self) == MetaPage.version,
            let pageBytes = bytes.littleEndian(at: 40, as: UInt32.self),
            pageBytes >= 512, pageBytes <= 64 << 10, pageBytes.nonzeroBitCount == 1,
            let freeTree = PageTree(decoding: bytes, at: 40),
            let mainTree = PageTree(decoding: bytes, at: 88),
            // Other flags ask for a fixed address or another kind of table.
            freeTree.flags == PageTree.integerKeyFlag, mainTree.flags == 0,
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
