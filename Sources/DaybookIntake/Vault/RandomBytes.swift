internal import Crypto
internal import Glibc
internal import Synchronization

/// Where keys, nonces and tokens come from: the operating system, or a seed in simulations.
public struct RandomBytes: Sendable {
    private let source: @Sendable (Int) -> [UInt8]

    /// Wraps a source that returns exactly as many bytes as it is asked for.
    ///
    /// A source that returns another number is a programmer's mistake.
    public init(_ source: @escaping @Sendable (_ count: Int) -> [UInt8]) {
        self.source = source
    }

    /// The operating system's generator: what every real book uses.
    public static let system = RandomBytes { count in
        // Safe: the call fills the part of the buffer that it is given, at most 256 bytes. Each call goes
        // to the kernel, so whoever needs little many times asks for all of it at once.
        unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = 0
            while filled < count, let base = buffer.baseAddress {
                let part = min(256, count - filled)
                // Fewer bytes stop the program where they are counted.
                guard unsafe getentropy(base + filled, part) == 0 else { return }
                filled += part
            }
        }
    }

    /// The same bytes for the same seed and the same order of calls: SHA-256 over the seed and a
    /// counter.
    ///
    /// For simulations only: whoever knows the seed knows every key.
    public static func seeded(_ seed: UInt64) -> RandomBytes {
        let counter = Atomic64(0)
        return RandomBytes { count in
            var bytes: [UInt8] = []
            bytes.reserveCapacity(count + 31)
            while bytes.count < count {
                var hash = SHA256()
                hash.update(data: Array("daybook seeded bytes 1".utf8))
                hash.update(data: VaultBytes.bigEndian(seed))
                hash.update(data: VaultBytes.bigEndian(counter.next()))
                bytes.append(contentsOf: hash.finalize())
            }
            bytes.removeLast(bytes.count - count)
            return bytes
        }
    }

    /// `count` bytes; none for a count below one.
    package func callAsFunction(_ count: Int) -> [UInt8] {
        guard count > 0 else { return [] }
        let bytes = source(count)
        precondition(bytes.count == count, "a source of random bytes gave another number of them")
        return bytes
    }

    /// A counter that a closure can hold: `Atomic` itself cannot be captured.
    private final class Atomic64: Sendable {
        private let value: Atomic<UInt64>

        init(_ start: UInt64) {
            value = Atomic(start)
        }

        func next() -> UInt64 {
            value.wrappingAdd(1, ordering: .relaxed).oldValue
        }
    }
}
