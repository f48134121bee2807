import Daybook

/// One file that holds mail, and where it goes when all of it is durable.
struct MailSource {
    /// The file; "-" is standard input.
    let path: String
    /// Where a Maildir keeps mails that were seen; `nil` leaves the file where it is.
    let target: String?

    /// The files that a path names: itself, those of a directory, or the new mails of a Maildir.
    static func files(at path: String) throws(BookError) -> [MailSource] {
        guard path != "-", LocalFile.isDirectory(path) else {
            return [MailSource(path: path, target: nil)]
        }
        if LocalFile.isDirectory(path + "/new"), LocalFile.isDirectory(path + "/cur") {
            return try LocalFile.names(in: path + "/new").map { name in
                MailSource(path: path + "/new/" + name, target: path + "/cur/" + seen(name))
            }
        }
        return try LocalFile.names(in: path).map { path + "/" + $0 }
            .filter { isMail($0) && !LocalFile.isDirectory($0) }
            .map { MailSource(path: $0, target: nil) }
    }

    /// In a directory that is no Maildir only what is named like mail is taken; a file that is
    /// named itself always is.
    private static func isMail(_ path: String) -> Bool {
        let isNumber = path.utf8.reversed().prefix { $0 != UInt8(ascii: "/") }
            .allSatisfy { (0x30...0x39).contains($0) }
        // MH folders number their mails.
        return isNumber || [".eml", ".mbox", ".mail"].contains { path.hasSuffix($0) }
    }

    /// A mail's name in `cur`: flags follow ":2," and none is set, since no person has read it
    /// there.
    private static func seen(_ name: String) -> String {
        name.contains(":2,") ? name : name + ":2,"
    }
}
