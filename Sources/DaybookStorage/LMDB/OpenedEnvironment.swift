internal import CLMDB
internal import Glibc

/// An environment between LMDB's open call and its owner: closed again when anything fails.
@safe
struct OpenedEnvironment {
    let pointer: OpaquePointer
    var tables: TableHandles
    var pageBytes: Int
    var dataDescriptor: Int32
    var identity: FileIdentity
    var lockIdentity: FileIdentity?

    /// Opens the environment in `directory`, which has passed its checks, and its tables.
    ///
    /// - Parameter creating: whether missing tables are made.
    static func open(
        directory: String,
        identity: FileIdentity,
        options: LogOptions,
        creating: Bool
    ) throws(StorageError) -> OpenedEnvironment {
        var mapBytes = options.mapBytes
        while true {
            do throws(StorageError) {
                return try attempt(directory, identity, options, mapBytes, creating: creating)
            } catch {
                // A limited address space: a smaller map serves until the file has grown to it.
                guard error.cause == ENOMEM, mapBytes / 2 >= Limits.mapBytesFloor else {
                    throw error
                }
                mapBytes /= 2
            }
        }
    }

    private static func attempt(
        _ directory: String,
        _ identity: FileIdentity,
        _ options: LogOptions,
        _ mapBytes: Int,
        creating: Bool
    ) throws(StorageError) -> OpenedEnvironment {
        var created: OpaquePointer?
        var code = unsafe mdb_env_create(&created)
        guard code == MDB_SUCCESS, let pointer = unsafe created else {
            throw StorageError(lmdb: code, doing: "making an environment")
        }
        unsafe code = mdb_env_set_maxdbs(pointer, 16)
        if code == MDB_SUCCESS { unsafe code = mdb_env_set_maxreaders(pointer, Limits.readers) }
        if code == MDB_SUCCESS { unsafe code = mdb_env_set_mapsize(pointer, mapBytes) }
        let flags = MDB_NOTLS | (options.readOnly ? MDB_RDONLY : 0)
        if code == MDB_SUCCESS {
            unsafe code = mdb_env_open(pointer, directory, UInt32(flags), 0o600)
        }
        guard code == MDB_SUCCESS else {
            unsafe mdb_env_close(pointer)
            throw StorageError(lmdb: code, doing: "opening \(directory)")
        }
        do throws(StorageError) {
            var opened = unsafe try finish(pointer, identity, options, creating: creating)
            opened.lockIdentity = try FileSystem.status(directory + "/lock.mdb")?.identity
            return opened
        } catch {
            unsafe mdb_env_close(pointer)
            throw error
        }
    }

    @unsafe
    private static func finish(
        _ pointer: OpaquePointer,
        _ identity: FileIdentity,
        _ options: LogOptions,
        creating: Bool
    ) throws(StorageError) -> OpenedEnvironment {
        var descriptor: Int32 = -1
        var code = unsafe mdb_env_get_fd(pointer, &descriptor)
        // LMDB sets it on its other descriptors only.
        if code == MDB_SUCCESS, fcntl(descriptor, F_SETFD, FD_CLOEXEC) != 0 { code = errno }
        var dead: Int32 = 0
        if code == MDB_SUCCESS { unsafe code = mdb_reader_check(pointer, &dead) }
        // What a process that died before its flush has left in the cache is durable from here
        // on, before anything of it is answered as stored.
        if code == MDB_SUCCESS, !options.readOnly { unsafe code = mdb_env_sync(pointer, 1) }
        var stat = MDB_stat()
        if code == MDB_SUCCESS { unsafe code = mdb_env_stat(pointer, &stat) }
        guard code == MDB_SUCCESS else {
            throw StorageError(lmdb: code, doing: "opening the log")
        }
        return unsafe OpenedEnvironment(
            pointer: pointer,
            tables: try openTables(pointer, pageBytes: Int(stat.ms_psize), creating: creating),
            pageBytes: Int(stat.ms_psize),
            dataDescriptor: descriptor,
            identity: identity
        )
    }

    @unsafe
    private static func openTables(
        _ pointer: OpaquePointer,
        pageBytes: Int,
        creating: Bool
    ) throws(StorageError) -> TableHandles {
        var begun: OpaquePointer?
        // Handles stay open only if the transaction that opened them commits; reading suffices
        // unless tables are made.
        let mode = creating ? 0 : UInt32(MDB_RDONLY)
        var code = unsafe mdb_txn_begin(pointer, nil, mode, &begun)
        guard code == MDB_SUCCESS, let transaction = unsafe begun else {
            throw StorageError(lmdb: code, doing: "opening the tables")
        }
        var handles: [UInt32] = []
        do throws(StorageError) {
            // First of all: another format may have other tables.
            if !creating { unsafe try checkFormat(transaction, pageBytes: pageBytes) }
            for table in Table.allCases {
                handles.append(unsafe try openTable(transaction, table, creating: creating))
            }
        } catch {
            unsafe mdb_txn_abort(transaction)
            throw error
        }
        unsafe code = mdb_txn_commit(transaction)
        guard code == MDB_SUCCESS else {
            throw StorageError(lmdb: code, doing: "opening the tables")
        }
        return TableHandles(handles: handles)
    }

    @unsafe
    private static func openTable(
        _ transaction: OpaquePointer,
        _ table: Table,
        creating: Bool
    ) throws(StorageError) -> UInt32 {
        var handle: UInt32 = 0
        let flags = table.flags | (creating ? UInt32(MDB_CREATE) : 0)
        let code = unsafe mdb_dbi_open(transaction, table.name, flags, &handle)
        guard code == MDB_SUCCESS else {
            throw StorageError(lmdb: code, table: table.name, doing: "opening a table")
        }
        return handle
    }

    /// Refuses a format that this code does not read.
    @unsafe
    private static func checkFormat(
        _ transaction: OpaquePointer,
        pageBytes: Int
    ) throws(StorageError) {
        let meta = unsafe try openTable(transaction, .meta, creating: false)
        let view = unsafe Transaction(
            pointer: transaction,
            // Only the one table is asked.
            tables: TableHandles(handles: Table.allCases.map { _ in meta }),
            pageBytes: pageBytes,
            isWriting: false
        )
        _ = try LogMeta.format(view)
    }
}
