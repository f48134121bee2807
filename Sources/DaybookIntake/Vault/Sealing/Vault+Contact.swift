package import DaybookDomain

extension Vault {
    /// The keyed hash by which the party of an address is found, for an address that somebody typed
    /// in.
    ///
    /// - Parameter channel: Where the address is one: what counts in it differs.
    package func addressHash(
        of contact: borrowing PHI<String>,
        channel: Channel
    ) throws(VaultError) -> [UInt8] {
        try contact.exposed { (address) throws(VaultError) -> [UInt8] in
            try addressHash(
                family: AddressFamily.of(address, channel: channel),
                address: address
            )
        }
    }
}
