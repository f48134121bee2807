internal import Synchronization

/// The wrapping keys that were used lately: somebody who writes once tends to write again, and making
/// the key costs as much as a third of the sealing.
///
/// They are those of one generation of the store. Whatever is destroyed begins another, in which none
/// of them is used, so the store must have been asked for its generation since it could have changed.
final class WrappingKeys: Sendable {
    /// Whose key it is, and for which class.
    struct Owner: Hashable {
        let party: UInt64
        let retention: RetentionClass
    }

    private let held = Mutex((generation: UInt64(0), keys: [Owner: SecretKey]()))

    /// For each of these owners the key that is remembered from that generation; those of another are
    /// forgotten.
    func known(_ owners: [Owner], asOf generation: UInt64) -> [SecretKey?] {
        held.withLock { held in
            if held.generation != generation { held = (generation, [:]) }
            return owners.map { held.keys[$0] }
        }
    }

    /// Remembers keys, in the place of all others where they would be more than
    /// ``VaultLimits/wrappingKeysMax``.
    func remember(_ keys: [Owner: SecretKey], asOf generation: UInt64) {
        held.withLock { held in
            guard held.generation == generation else { return }
            if held.keys.count + keys.count > VaultLimits.wrappingKeysMax {
                held.keys.removeAll(keepingCapacity: true)
            }
            guard keys.count <= VaultLimits.wrappingKeysMax else { return }
            held.keys.merge(keys) { _, new in new }
        }
    }
}
