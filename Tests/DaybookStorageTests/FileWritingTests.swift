import FoundationEssentials
import Testing

@testable import DaybookStorage

@Suite("Writing a file")
struct FileWritingTests {
    private let bytes = [UInt8](repeating: 0x61, count: 1 << 20)

    /// Both ways of writing a file that is named by its user.
    private func write(to path: String) throws {
        try LineFile.write(to: path) { write in try write(bytes) }
        try WholeFile.write(bytes, to: path)
    }

    @Test("What is no file, as a device, is written into and never replaced")
    func devices() throws {
        let scratch = try Scratch()
        let files = FileManager.default
        // By links of its own: what should go wrong does not hit the machine's devices.
        for (name, found) in [("null", nil), ("full", StorageError.Code.diskFull)] {
            let link = scratch.book(name)
            try files.createSymbolicLink(atPath: link, withDestinationPath: "/dev/" + name)
            #expect(code { try write(to: link) } == found, "\(name)")
            #expect(try files.destinationOfSymbolicLink(atPath: link) == "/dev/" + name)
            #expect(!files.fileExists(atPath: link + ".writing"))
        }
    }

    @Test("Where a directory is no file is written, and nothing beside it")
    func directory() throws {
        let scratch = try Scratch()
        let path = scratch.book("there")
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: false
        )
        #expect(code { try LineFile.write(to: path) { try $0(bytes) } } == .invalid)
        #expect(code { try WholeFile.write(bytes, to: path) } == .invalid)
        #expect(try files(in: scratch) == ["there"])
    }

    @Test("A file is whole under its name or not there")
    func whole() throws {
        let scratch = try Scratch()
        let path = scratch.book("file")
        try write(to: path)
        #expect(try Data(contentsOf: URL(filePath: path)) == Data(bytes))
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try LineFile.write(to: path) { write in
                try write([1, 2, 3])
                throw Stop()
            }
        }
        #expect(try Data(contentsOf: URL(filePath: path)) == Data(bytes))
        #expect(try files(in: scratch) == ["file"])
    }

    private func files(in scratch: borrowing Scratch) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: scratch.path)
    }
}
