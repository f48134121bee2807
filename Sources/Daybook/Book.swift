internal import DaybookDomain
internal import DaybookEngine
internal import DaybookIntake
internal import DaybookStorage
internal import Synchronization

/// One clinic's daybook: an event log on LMDB, what it says now, and the way in and out.
///
/// A book is a directory; its keys live elsewhere. Open it once in a process and share it: every
/// member may be called from any task. Commands are answered when they are durable, queries see
/// exactly what is durable.
///
/// ```swift
/// let book = try Book(opening: "clinic.book") let receipt = try await
/// book.submit(.book(TimeRequest(service: 1, start: start)), actor: "anna") let free = try
/// book.freeSlots(service: 1, in: week)
/// ```
public final class Book: Sendable {
    /// Where it stands.
    public let directory: String
    /// Its 16 random bytes, bound into the chain and the keys.
    public let identity: [UInt8]
    /// The options it was opened with.
    public let options: BookOptions
    let log: Log
    let live = LiveState()
    let vault: Vault?
    let mint: TokenMint?
    private let writer = Mutex<Writer?>(nil)
    private let keyRounds = Mutex<KeyRounds?>(nil)
    let snapshotState = Mutex(SnapshotState())
    let toBeSent = FoldedOn<Outbox>()
    let waits = FoldedOn<WaitHistory>()
    let responseIndex = ResponseIndex()

    /// Opens a book.
    ///
    /// Hardly anything is folded yet: the first query or command does that, from the newest snapshot
    /// that fits. An erasure that was interrupted is finished, and one that only the keys know of,
    /// as after a restore, is applied to the log again.
    /// - Throws: ``BookError``, naming what is wrong with the directory or the keys;
    ///   `generation-too-old` for keys from before the log's last erasure.
    public init(opening directory: String, options: BookOptions = BookOptions()) throws(BookError) {
        do {
            log = try Log(
                opening: directory,
                options: LogOptions(
                    readOnly: options.isReadOnly,
                    diskFloorBytes: options.diskFloorBytes
                )
            )
            self.directory = directory
            self.options = options
            identity = log.identity
            if options.isReadOnly, !options.needsKeys {
                vault = nil
                mint = nil
            } else {
                let keys: any KeyStore
                if let store = options.keyStore {
                    keys = store
                } else {
                    keys = try KeyFile.open(
                        options.keyPath ?? Book.defaultKeyPath(directory),
                        bookIdentity: log.identity,
                        random: options.random
                    )
                }
                let vault = try Vault(
                    keys: keys,
                    bookIdentity: log.identity,
                    random: options.random
                )
                mint = try vault.tokenMint()
                self.vault = vault
            }
            try prepareCustody()
        } catch {
            throw BookError(error)
        }
    }

    /// Makes an empty book and its key file, both durable when this returns.
    ///
    /// - Throws: ``BookError``; a book or key file that is there already is left alone.
    public static func create(
        at directory: String,
        options: BookOptions = BookOptions()
    ) throws(BookError) {
        do {
            let identity = options.random(16)
            // Looked at first, so that no keys are made for a book that can't be.
            try Log.checkFree(directory)
            let path = options.keyPath ?? defaultKeyPath(directory)
            if options.keyStore == nil {
                _ = try KeyFile.create(path, bookIdentity: identity, random: options.random)
            }
            do {
                try Log.create(at: directory, identity: identity, created: options.clock())
            } catch {
                if options.keyStore == nil { try KeyFile.discard(path, bookIdentity: identity) }
                throw error
            }
        } catch {
            throw BookError(error)
        }
    }

    /// Where the keys of a book are looked for unless said otherwise: beside it, never in it.
    public static func defaultKeyPath(_ directory: String) -> String {
        var path = directory
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path + ".keys"
    }

    /// Where the log ends now.
    public func head() throws(BookError) -> BookHead {
        do {
            return BookHead(try log.head())
        } catch {
            throw BookError(error)
        }
    }

    /// The state after everything that is durable now, other processes' facts included.
    ///
    /// - Complexity: O(facts since the last call); the first call loads a snapshot and folds what
    ///   came after.
    func refresh() throws(BookError) {
        do {
            try catchUp()
            live.prepare(around: Instant(milliseconds: options.clock()))
        } catch {
            throw BookError(error)
        }
    }

    func startedWriter() throws -> Writer {
        try writer.withLock { held in
            if let held { return held }
            try catchUp()
            let started = try Writer(log, live: live, clock: options.clock)
            held = started
            return started
        }
    }

    /// Makes the keys of new parties together with those of everybody else who waits; durable when
    /// this returns.
    func makeKeys(_ tokens: [UInt64]) async throws {
        guard !tokens.isEmpty else { return }
        let keys = try requireVault().keys
        let rounds = try keyRounds.withLock { held in
            if let held { return held }
            let started = try KeyRounds(keys)
            held = started
            return started
        }
        try await rounds.make(tokens)
    }

    /// Handles what waits, then takes no more commands. A book that is only let go of does the
    /// same.
    ///
    /// If much was appended it also writes a snapshot, which a book that is only let go of does
    /// not.
    public func close() {
        writer.withLock { held in
            held?.stop()
            held = nil
        }
        keyRounds.withLock { held in
            held?.stop()
            held = nil
        }
        saveBeforeClosing()
    }

    deinit {
        writer.withLock { $0 }?.stop()
        keyRounds.withLock { $0 }?.stop()
    }
}
