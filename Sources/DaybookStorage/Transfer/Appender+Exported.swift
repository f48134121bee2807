extension Appender {
    /// Appends a commit of another log of the same history, and checks that it gets the digest that
    /// it has there.
    ///
    /// - Parameter mismatch: makes the error that names the commit's place and what does not fit.
    mutating func append(
        exported commit: ExportLine.Commit,
        mismatch: (String) -> StorageError
    ) throws(StorageError) -> CommitRecord {
        contentPages = 0
        guard commit.commit == commitNumber, commit.recordedAt == recordedAt else {
            throw mismatch("its number or instant does not follow")
        }
        let first = nextSequence
        try append(packed: [UInt8](commit.facts))
        var previous = first &- 1
        for body in commit.bodies {
            guard body.sequence > previous, body.sequence < nextSequence,
                body.bytes.count <= Limits.bodyBytes
            else { throw mismatch("a body is of no fact of the commit") }
            previous = body.sequence
            try write(body: [UInt8](body.bytes), at: body.sequence)
        }
        for command in commit.commands {
            guard let id = [UInt8](hexadecimal: command.id) else {
                throw mismatch("a command id is not hexadecimal")
            }
            try appendCommand(id: id, row: [UInt8](command.row))
        }
        for exported in commit.seals {
            guard let digest = [UInt8](hexadecimal: exported.sha256), digest.count == 32,
                exported.sequence >= first, exported.sequence < nextSequence,
                exported.length <= Limits.sealedBytes
            else { throw mismatch("a seal is of no fact of the commit") }
            let seal = Seal(
                sequence: exported.sequence,
                part: exported.part,
                length: exported.length,
                digest: digest
            )
            let content = exported.content.map { [UInt8]($0) }
            if let content {
                guard content.count == Int(seal.length), Chain.digest(of: content) == digest else {
                    throw mismatch("sealed content is not what was sealed")
                }
            }
            try write(seal: seal, content: content)
        }
        guard seals.count <= Limits.sealsPerCommit else {
            throw mismatch("it has too many seals")
        }
        let ended = try endCommit()
        guard ended.digest.hexadecimal == commit.digest else {
            throw mismatch("the chain reaches another digest")
        }
        return ended
    }
}
