extension Vault {
    /// The keyed fingerprint (16 bytes) of the texts of a reading, by which one answer is told from
    /// another.
    package func plainFingerprint(of reading: borrowing Reading) throws(VaultError) -> [UInt8] {
        try reading.contacts.exposed { (contacts) throws(VaultError) -> [UInt8] in
            var parts = HashedParts()
            for index in contacts.indices { parts.add(contacts[index].text.utf8) }
            return try fingerprint(of: parts)
        }
    }
}
