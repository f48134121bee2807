import Daybook
import DaybookTesting
import Foundation
import Testing

@Suite("Making a book")
struct CreationTests {
    @Test("where there is one makes no keys for it")
    func existing() throws {
        let made = try CustodyBook()
        var options = made.options
        options.keyPath = made.temporary.directory + "/other.keys"
        let fault = #expect(throws: BookError.self) {
            try Book.create(at: made.temporary.path, options: options)
        }
        #expect(fault?.code == "already-exists")
        #expect(!FileManager.default.fileExists(atPath: made.temporary.directory + "/other.keys"))
    }

    @Test("that fails takes its keys back, and can be repeated")
    func failing() throws {
        let made = try CustodyBook()
        let (files, path) = (FileManager.default, made.temporary.directory + "/second")
        #expect(files.createFile(atPath: path, contents: Data([1])))
        #expect(throws: BookError.self) { try Book.create(at: path, options: made.options) }
        #expect(!files.fileExists(atPath: path + ".keys"))
        try files.removeItem(atPath: path)
        try Book.create(at: path, options: made.options)
        #expect(try Book(opening: path, options: made.options).head().commit == 0)
    }
}
