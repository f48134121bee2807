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

    /// The keys of those of these owners that are remembered from that generation, and the others, both
    /// in their order; what is remembered of another generation is forgotten.
    func known(_ owners: [Owner], asOf generation: UInt64) -> (pairs: [Pair], missing: [Owner]) {
        held.withLock { held in
            if held.generation != generation { held = (generation, [:]) }
            var pairs: [Pair] = []
            pairs.reserveCapacity(owners.count)
            var missing: [Owner] = []
            for owner in owners {
                if let pair = held.pairs[owner] {
                    pairs.append(pair)
                } else {
                    missing.append(owner)
                }
            }
            return (pairs, missing)
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
