internal import CLMDB
internal import Glibc

/// System calls on files, with typed errors.
enum FileSystem {
    /// What `stat` tells of a path without following a link.
    struct Status {
        var identity: FileIdentity
        var owner: UInt32
        var mode: UInt32
        var bytes: UInt64

        var isDirectory: Bool { mode & S_IFMT == S_IFDIR }
        var isFile: Bool { mode & S_IFMT == S_IFREG }
    }

    /// Nil if there is nothing at `path`.
    static func status(_ path: String) throws(StorageError) -> Status? {
        var found = stat()
        guard unsafe lstat(path, &found) == 0 else {
            let code = errno
            if code == ENOENT { return nil }
            throw StorageError(errno: code, doing: "looking at", path: path)
        }
        return Status(found)
    }

    /// Whether there is something at `path`, or where a link there leads, that is written into and
    /// can't be replaced by a whole file: a device, a pipe, a socket.
    static func isStream(_ path: String) -> Bool {
        var found = stat()
        guard unsafe fstatat(AT_FDCWD, path, &found, 0) == 0 else { return false }
        let kind = found.st_mode & S_IFMT
        return kind != S_IFREG && kind != S_IFDIR
    }

    /// Refuses to write a file where there is a directory.
    static func checkNoDirectory(_ path: String) throws(StorageError) {
        guard try status(path)?.isDirectory != true else {
            throw StorageError(.invalid, "\(path) is a directory", nextStep: "name a file")
        }
    }

    /// The path without slashes at its end, to which a name can be appended.
    static func trimmed(_ path: String) -> String {
        var bytes = [UInt8](path.utf8)
        while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Free bytes for ordinary users on the volume of `descriptor`.
    static func freeBytes(descriptor: Int32) -> UInt64? {
        var volume = statvfs()
        guard unsafe fstatvfs(descriptor, &volume) == 0 else { return nil }
        let (bytes, overflow) = UInt64(volume.f_bavail)
            .multipliedReportingOverflow(by: UInt64(volume.f_frsize))
        return overflow ? .max : bytes
    }

    static func checkFreeSpace(
        descriptor: Int32,
        floor: UInt64,
        path: String
    ) throws(StorageError) {
        guard let free = freeBytes(descriptor: descriptor) else {
            throw StorageError(errno: errno, doing: "measuring the volume of", path: path)
        }
        guard free >= floor else {
            throw StorageError(
                .diskFull,
                "\(free) bytes are free, fewer than the floor of \(floor)",
                nextStep: "free space on the volume, then try again"
            )
        }
    }

    /// Whether `path` lies on a volume mounted over a network, by the magic number of its type.
    static func isOnNetwork(_ path: String) -> Bool {
        #if os(Linux)
            var volume = statfs()
            guard unsafe statfs(path, &volume) == 0 else { return false }
            return isNetwork(UInt32(truncatingIfNeeded: volume.f_type))
        #else
            return false
        #endif
    }

    /// Whether the magic number of a volume's type is one of those mounted over a network.
    static func isNetwork(_ type: UInt32) -> Bool { networkTypes.contains(type) }

    /// NFS, SMB, CIFS, SMB2, 9P, Ceph, AFS (two), FUSE, NCP, Coda, GFS2, OCFS2, Lustre, GPFS,
    /// VirtualBox and VMware shares. FUSE is among them because what is behind it cannot be known.
    private static let networkTypes: Set<UInt32> = [
        0x6969, 0x517B, 0xFF53_4D42, 0xFE53_4D42, 0x0102_1997, 0x00C3_6400, 0x5346_414F,
        0x6B41_4653, 0x6573_5546, 0x564C, 0x7375_7245, 0x0116_1970, 0x7461_636F, 0x0BD0_0BD0,
        0x4750_4653, 0x786F_4256, 0xBACB_ACBC,
    ]

    /// Whether the system would grant an address range of `bytes`.
    static func canReserve(bytes: Int) -> Bool {
        let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
        // Safe: nobody uses the range, and it is given back at once.
        let range = unsafe mmap(nil, bytes, PROT_NONE, flags, -1, 0)
        guard unsafe range != MAP_FAILED else { return false }
        unsafe munmap(range, bytes)
        return true
    }

    /// Makes a directory only its owner may enter; one that exists is left as it is.
    static func makeDirectory(_ path: String) throws(StorageError) {
        guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw StorageError(errno: errno, doing: "making", path: path)
        }
    }

    /// Makes the names in a directory durable.
    static func syncDirectory(_ path: String) throws(StorageError) {
        let file = try OpenFile(path, O_RDONLY | O_DIRECTORY)
        try file.sync()
    }

    /// Replaces `target` by `source` in one step.
    static func rename(_ source: String, to target: String) throws(StorageError) {
        guard unsafe Glibc.rename(source, target) == 0 else {
            throw StorageError(errno: errno, doing: "renaming to", path: target)
        }
    }

    /// Removes a file or an empty directory if it is there.
    static func remove(_ path: String) throws(StorageError) {
        guard unsafe Glibc.remove(path) == 0 || errno == ENOENT else {
            throw StorageError(errno: errno, doing: "removing", path: path)
        }
    }

    /// The same path from the root, so that it stays right when the process changes its directory.
    static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/") else { return path }
        var bytes = [CChar](repeating: 0, count: Limits.pathBytes)
        guard unsafe getcwd(&bytes, bytes.count) != nil else { return path }
        let here = bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return String(decoding: here, as: UTF8.self) + "/" + path
    }

    /// The directory that holds `path`.
    static func parent(of path: String) -> String {
        let bytes = [UInt8](trimmed(path).utf8)
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == 0 ? "/" : String(decoding: bytes[..<slash], as: UTF8.self)
    }
}

extension FileSystem.Status {
    init(_ found: stat) {
        self.init(
            identity: FileIdentity(device: UInt64(found.st_dev), inode: UInt64(found.st_ino)),
            owner: found.st_uid,
            mode: found.st_mode,
            bytes: UInt64(clamping: found.st_size)
        )
    }
}
