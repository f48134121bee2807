/// An open file that several values share.
final class OpenFileReference: Sendable {
    let file: OpenFile

    init(_ path: String) throws(StorageError) {
        file = try OpenFile(path, 0)
    }
}
