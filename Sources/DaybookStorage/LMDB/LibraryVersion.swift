internal import CLMDB

/// The LMDB that this process runs with.
package enum LibraryVersion {
    /// Its version, such as "0.9.31".
    package static var text: String {
        var major: Int32 = 0
        var minor: Int32 = 0
        var patch: Int32 = 0
        // Safe: the three numbers outlive the call; the text it also returns is not kept.
        _ = unsafe mdb_version(&major, &minor, &patch)
        return "\(major).\(minor).\(patch)"
    }
}
