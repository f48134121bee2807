internal import DaybookStorage

/// Whole files of bounded length, as the command line reads and writes them.
public enum LocalFile {
    /// All bytes of a file, or of standard input for the path "-".
    ///
    /// - Throws: ``BookError`` naming the path.
    public static func read(_ path: String, limit: Int = 64 << 20) throws(BookError) -> [UInt8] {
        do { return try WholeFile.read(path, limit: limit) } catch { throw BookError(error) }
    }

    /// The first bytes of a file or of standard input ("-"), at most `limit`; what follows is read
    /// and let go of.
    ///
    /// - Throws: ``BookError`` naming the path.
    public static func readBeginning(_ path: String, limit: Int) throws(BookError) -> [UInt8] {
        do {
            return try WholeFile.readBeginning(path, limit: limit)
        } catch {
            throw BookError(error)
        }
    }

    /// Whether the path names a directory.
    public static func isDirectory(_ path: String) -> Bool {
        WholeFile.isDirectory(path)
    }

    /// The names in a directory, sorted, without hidden ones.
    public static func names(in directory: String) throws(BookError) -> [String] {
        do { return try WholeFile.names(in: directory) } catch { throw BookError(error) }
    }

    /// Writes a file in one step, durable when this returns.
    public static func write(_ bytes: [UInt8], to path: String) throws(BookError) {
        do { try WholeFile.write(bytes, to: path) } catch { throw BookError(error) }
    }

    /// Gives a file another name on the same volume.
    public static func move(_ source: String, to target: String) throws(BookError) {
        do { try WholeFile.move(source, to: target) } catch { throw BookError(error) }
    }
}
