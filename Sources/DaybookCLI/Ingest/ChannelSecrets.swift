import Daybook

/// The secrets that platforms sign with, read from files so that no list of processes shows them.
struct ChannelSecrets {
    private var files: [Channel: [String]] = [:]

    /// Longest secret in bytes.
    private static let bytesMax = 4_096

    /// Takes options of the form `messenger=FILE` or `messenger=FILE,OLDFILE`.
    init(_ options: [String]) throws {
        for option in options {
            guard let equals = option.firstIndex(of: "="), equals > option.startIndex else {
                throw Failure(
                    .usage,
                    "a secret needs a channel and a file",
                    at: "--secret",
                    next: "write --secret messenger=FILE, during a rotation messenger=FILE,OLDFILE"
                )
            }
            let channel = try Names.channel(String(option[..<equals]), option: "--secret")
            files[channel] = Self.paths(String(option[option.index(after: equals)...]))
        }
    }

    /// A channel's secrets: of the option, else of the files that the environment names.
    ///
    /// - Returns: `nil` where no file is named.
    /// - Throws: ``Failure`` for a file that can't be read or is empty.
    func secrets(of channel: Channel) throws -> LiveSecrets? {
        let variable = "DAYBOOK_SECRET_\(channel.name.uppercased())_FILE"
        guard let paths = files[channel] ?? Environment.value(variable).map(Self.paths) else {
            return nil
        }
        let secrets = try paths.prefix(2).map(Self.read)
        guard let current = secrets.first,
            let live = LiveSecrets(
                current: current,
                previous: secrets.count > 1 ? secrets[1] : nil
            )
        else {
            throw Failure(
                .badInput,
                "the secret is empty",
                at: paths.first,
                next: "write the secret that the platform shows into the file"
            )
        }
        return live
    }

    private static func paths(_ text: String) -> [String] {
        text.split(separator: ",").map(String.init)
    }

    private static func read(_ path: String) throws -> [UInt8] {
        do {
            var bytes = try LocalFile.read(path, limit: bytesMax)
            // Editors end a file with a line end, which is no part of the secret.
            while bytes.last == 0x0A || bytes.last == 0x0D { bytes.removeLast() }
            return bytes
        } catch {
            throw Failure(error, at: path)
        }
    }
}
