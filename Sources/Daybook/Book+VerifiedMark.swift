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
        guard let bytes = try? WholeFile.read(directory + verifiedName, limit: 4_096),
            let root = try? JSONCursor(parsing: bytes),
            let commit = try? UInt64(root.required("commit").string()),
            let digest = try? root.required("digest").string(bytes: 64...64),
            let at = try? Instant(rfc3339: root.required("verifiedAt").string())
        else { return nil }
        return (LogMark(commit: commit, digest: digest), at)
    }

    /// Notes the last place found sound; durable when this returns.
    package static func note(
        verified mark: LogMark,
        at instant: Instant,
        in directory: String
    ) throws(BookError) {
        var json = JSONWriter(.compact)
        json.beginObject()
        json.member("commit", "\(mark.commit)")
        json.member("digest", mark.digest)
        json.member("verifiedAt", instant.rfc3339() ?? "")
        json.endObject()
        do {
            try WholeFile.write(json.take() + [0x0A], to: directory + verifiedName)
        } catch {
            throw BookError(error)
        }
    }

    private static let verifiedName = "/verified"
}
