/// What a keyed hash is made over: parts, each after its length, so that no two lists of parts are the
/// same bytes.
package struct HashedParts {
    private(set) var bytes: [UInt8] = []

    /// - Parameter room: About how many bytes the parts have.
    package init(room: Int = 0) {
        bytes.reserveCapacity(room + 64)
    }

    package mutating func add(_ part: some Collection<UInt8>) {
        bytes.append(bigEndian: UInt64(part.count))
        bytes.append(contentsOf: part)
    }
}
