/// The entries of the table `meta` that make a file a log.
struct LogMeta {
    var format: UInt32
    var identity: [UInt8]
    var created: Int64

    private static let formatKey = [UInt8]("format".utf8)
    private static let identityKey = [UInt8]("identity".utf8)
    private static let createdKey = [UInt8]("created".utf8)

    /// Keys that an append may not write.
    static let reserved: Set<[UInt8]> = [formatKey, identityKey, createdKey]

    static func read(_ environment: Environment) throws(StorageError) -> LogMeta {
        try environment.read(read)
    }

    /// The format's version; a greater one than this code reads is refused.
    static func format(_ view: Transaction) throws(StorageError) -> UInt32 {
        let limit = Limits.metaValueBytes
        guard
            let format = try view.bytes(.meta, key: formatKey, limit: limit)?
                .littleEndian(at: 0, as: UInt32.self), format >= 1
        else {
            throw StorageError(.damaged, "the log names no format", table: "meta")
        }
        guard format <= Log.format else {
            throw StorageError(
                .newerFormat,
                "the log has format \(format), this Daybook reads up to \(Log.format)",
                nextStep: "use the Daybook that wrote it, or a newer one",
                table: "meta"
            )
        }
        return format
    }

    static func read(_ view: Transaction) throws(StorageError) -> LogMeta {
        let format = try format(view)
        let limit = Limits.metaValueBytes
        guard let identity = try view.bytes(.meta, key: identityKey, limit: limit),
            identity.count == Limits.identityBytes,
            let created = try view.bytes(.meta, key: createdKey, limit: limit)?
                .littleEndian(at: 0, as: Int64.self)
        else {
            throw StorageError(.damaged, "the log names no identity", table: "meta")
        }
        return LogMeta(format: format, identity: identity, created: created)
    }

    func write(in transaction: borrowing WriteTransaction) throws(StorageError) {
        var formatBytes: [UInt8] = []
        formatBytes.append(littleEndian: format)
        var createdBytes: [UInt8] = []
        createdBytes.append(littleEndian: created)
        _ = try transaction.put(.meta, key: LogMeta.formatKey, value: formatBytes)
        _ = try transaction.put(.meta, key: LogMeta.identityKey, value: identity)
        _ = try transaction.put(.meta, key: LogMeta.createdKey, value: createdBytes)
    }

    /// The head of a log without commits.
    var emptyHead: LogHead {
        LogHead(
            sequence: 0,
            commit: 0,
            digest: Chain.genesis(identity: identity, created: created),
            recordedAt: created,
            commands: 0
        )
    }
}
