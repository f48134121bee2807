public import DaybookDomain
internal import DaybookStorage

extension Book {
    /// How full the book is.
    public func usage() throws(BookError) -> BookUsage {
        do { return BookUsage(try log.usage(), try log.readers()) } catch { throw BookError(error) }
    }

    /// Frees the places of readers whose process has died; a dead reader keeps pages from being
    /// reused.
    ///
    /// - Returns: How many were freed.
    @discardableResult
    public func sweepReaders() throws(BookError) -> Int {
        do { return try log.sweepReaders() } catch { throw BookError(error) }
    }

    /// When the book was made.
    public var created: Instant { Instant(milliseconds: log.created) }

    /// The version of the log's format that this Daybook writes; it opens this one and the one
    /// before.
    public static var logFormat: UInt32 { Log.format }

    /// The version of LMDB that this process runs with.
    public static var lmdbVersion: String { LibraryVersion.text }

    /// The release of this machine's time-zone database; "unknown" without one.
    public static var zoneRelease: String { ZoneFiles.release() }
}
