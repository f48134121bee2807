internal import DaybookDomain
internal import DaybookStorage

extension Book {
    /// The last place that a verification of this book found sound, as noted in the book's
    /// directory.
    ///
    /// A note, not a proof: whoever can write the book can write it. ``check(signedHead:)`` is the
    /// proof.
    /// - Returns: The place and when it was verified; `nil` without a readable note.
    package static func verifiedMark(of directory: String) -> (mark: LogMark, at: Instant)? {
        guard let (mark, root) = note("/verified", of: directory),
            let at = try? Instant(rfc3339: root.required("verifiedAt").string())
        else { return nil }
        return (mark, at)
    }

    /// Notes the last place found sound; durable when this returns.
    package static func note(
        verified mark: LogMark,
        at instant: Instant,
        in directory: String
    ) throws(BookError) {
        let more = [("verifiedAt", instant.rfc3339() ?? "")]
        try write(mark, more, to: directory + "/verified")
    }

    /// The last place that a backup of this book has reached, and where the backup is, likewise.
    static func backupMark(of directory: String) -> (mark: LogMark, at: Instant, path: String)? {
        guard let (mark, root) = note("/backed-up", of: directory),
            let at = try? Instant(rfc3339: root.required("backedUpAt").string()),
            let path = try? root.required("backup").string()
        else { return nil }
        return (mark, at, path)
    }

    /// Notes what a backup has reached; durable when this returns.
    package static func note(
        backup mark: LogMark,
        at instant: Instant,
        path: String,
        in directory: String
    ) throws(BookError) {
        let more = [("backedUpAt", instant.rfc3339() ?? ""), ("backup", path)]
        try write(mark, more, to: directory + "/backed-up")
    }

    private static func note(
        _ name: String,
        of directory: String
    ) -> (mark: LogMark, root: JSONCursor)? {
        guard let bytes = try? WholeFile.read(directory + name, limit: 8_192),
            let root = try? JSONCursor(parsing: bytes),
            let commit = try? UInt64(root.required("commit").string()),
            let digest = try? root.required("digest").string(bytes: 64...64)
        else { return nil }
        return (LogMark(commit: commit, digest: digest), root)
    }

    private static func write(
        _ mark: LogMark,
        _ members: [(name: String, value: String)],
        to path: String
    ) throws(BookError) {
        var json = JSONWriter(.compact)
        json.beginObject()
        json.member("commit", "\(mark.commit)")
        json.member("digest", mark.digest)
        for member in members { json.member(member.name, member.value) }
        json.endObject()
        do {
            try WholeFile.write(json.take() + [0x0A], to: path)
        } catch {
            throw BookError(error)
        }
    }
}
