internal import DaybookDomain
internal import DaybookIntake
internal import DaybookStorage

extension Book {
    /// Which log a signed head is about: the name of its signing key.
    public var headOrigin: String { "daybook/" + identity.hexadecimal }

    /// Where the log ends, as a checkpoint (C2SP tlog-checkpoint) in a signed note, by the book's
    /// Ed25519 key.
    ///
    /// The size is the number of commits, because commands that are refused change the chain and
    /// append no fact. Keep it away from the book: it exposes a rollback that the book alone can't.
    /// - Throws: ``BookError``; `read-only` without the keys.
    public func signedHead() throws(BookError) -> [UInt8] {
        do {
            let vault = try requireVault()
            let head = try log.head()
            let instant = Instant(milliseconds: head.recordedAt)
            return try vault.sign(
                Checkpoint(
                    origin: headOrigin,
                    size: head.commit,
                    rootHash: head.digest,
                    extensions: [
                        "facts \(head.sequence)", "commands \(head.commands)",
                        "recorded \(instant.rfc3339() ?? "\(head.recordedAt)")",
                    ]
                )
            )
        } catch {
            throw BookError(error)
        }
    }

    /// The key that signed heads verify with, in the form that verifiers of signed notes take.
    public func headVerifierKey() throws(BookError) -> String {
        do {
            return Checkpoint.verifierKey(
                name: headOrigin,
                publicKey: try requireVault().headPublicKey()
            )
        } catch {
            throw BookError(error)
        }
    }

    /// Verifies the signature of an exported head and compares the log with it.
    ///
    /// - Returns: The place it names, and how the log stands to it.
    /// - Throws: ``BookError`` if it is no head, or not signed by this book's key.
    public func check(
        signedHead note: [UInt8]
    ) throws(BookError) -> (mark: LogMark, comparison: HeadComparison) {
        let mark = try mark(ofSignedHead: note)
        return (mark, try compare(with: mark))
    }

    /// Verifies the signature of an exported head; nothing of the log is read.
    package func mark(ofSignedHead note: [UInt8]) throws(BookError) -> LogMark {
        do {
            let checkpoint = try Checkpoint.verify(
                note,
                origin: headOrigin,
                publicKey: try requireVault().headPublicKey()
            )
            return LogMark(commit: checkpoint.size, digest: checkpoint.rootHash.hexadecimal)
        } catch {
            throw BookError(error)
        }
    }
}
