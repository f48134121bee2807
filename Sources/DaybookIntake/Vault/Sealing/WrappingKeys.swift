internal import Synchronization

/// The wrapping keys that were used lately: somebody who writes once tends to write again, and making
/// the key costs as much as a third of the sealing.
///
/// They are those of one generation of the store. Whatever is destroyed begins another, in which none
/// of them is used, so the store must have been asked for its generation since it could have changed.
final class WrappingKeys: Sendable {
    /// Whose contacts of which class.
    struct Owner: Hashable {
        let party: UInt64
        let retention: RetentionClass

        /// The class of the original beside a contact: ``RetentionClass/original``, or the contact's
        /// where that is ``RetentionClass/quarantine``.
        var classOfOriginal: RetentionClass {
            retention == .quarantine ? .quarantine : .original
        }
    }

    /// What wraps the key of a contact, and that of the original beside it.
    struct Pair {
        let contact: SecretKey
        let original: SecretKey
    }

    private let held = Mutex((generation: UInt64(0), pairs: [Owner: Pair]()))

    /// For each of these owners the keys that are remembered from that generation; those of another
    /// are forgotten.
    func known(_ owners: [Owner], asOf generation: UInt64) -> [Pair?] {
        held.withLock { held in
            if held.generation != generation { held = (generation, [:]) }
            return owners.map { held.pairs[$0] }
        }
    }

    /// Remembers keys, in the place of all others where they would be those of more than
    /// ``VaultLimits/wrappingOwnersMax``.
    func remember(_ pairs: [Owner: Pair], asOf generation: UInt64) {
        held.withLock { held in
            guard held.generation == generation else { return }
            if held.pairs.count + pairs.count > VaultLimits.wrappingOwnersMax {
                held.pairs.removeAll(keepingCapacity: true)
            }
            guard pairs.count <= VaultLimits.wrappingOwnersMax else { return }
            held.pairs.merge(pairs) { _, new in new }
        }
    }
}
