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
            .filter { !LocalFile.isDirectory($0) }
            .map { MailSource(path: $0, target: nil) }
    }

    /// A mail's name in `cur`: flags follow ":2," and none is set, since no person has read it there.
    private static func seen(_ name: String) -> String {
        name.contains(":2,") ? name : name + ":2,"
    }
}
