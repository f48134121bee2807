extension Reading {
    /// SHA-256 over all that was read, by which a test tells one reading from another without
    /// looking inside. O(length of the contents).
    package func digest() throws(VaultError) -> [UInt8] {
        try contacts.exposed { (contacts) throws(VaultError) -> [UInt8] in
            var all: [UInt8] = []
            for contact in contacts {
                all += ContentDigest.sha256(try ContentCodec.encode(contact))
            }
            return ContentDigest.sha256(all)
        }
    }
}
