package import DaybookIntake
internal import DaybookStorage

/// Makes the keys of new parties for everybody who waits at once.
///
/// A key must be durable before anything sealed under it is told to be, and a flush for each new
/// sender would be what a full inbox waits for. The flush is the window, as with the writer: while
/// one is made the next round gathers, and one call of the key store makes all of its keys. That
/// call has a thread of its own, since it waits for the disk.
package final class KeyRounds: Sendable {
    private let requests = KeyRequests()

    /// Starts the thread.
    ///
    /// - Throws: When the system gives no thread.
    package init(_ keys: any KeyStore) throws {
        let requests = requests
        try DedicatedThread.start(named: "daybook-keys") {
            while let round = requests.take() { KeyRounds.make(round[...], keys) }
        }
    }

    /// Makes the parties' keys that are not there yet; durable when this returns.
    ///
    /// - Throws: What the store says of these tokens, whatever it says of others that waited;
    ///   ``VaultError/Code/busy`` when too many wait.
    package func make(_ tokens: [UInt64]) async throws(VaultError) {
        let fault = await withCheckedContinuation { continuation in
            let request = KeyRequests.Request(tokens: tokens) { continuation.resume(returning: $0) }
            if let fault = requests.put(request) { request.reply(fault) }
        }
        if let fault { throw fault }
    }

    /// How many requests wait for the next round.
    package var waiting: Int { requests.count }

    /// Lets no more in; what waits is still made.
    package func stop() { requests.close() }

    /// One call of the store for all; by halves where one of them can't be made, so that it fails
    /// alone and the others still share their flushes.
    private static func make(_ round: ArraySlice<KeyRequests.Request>, _ keys: any KeyStore) {
        do throws(VaultError) {
            try keys.ensurePartyKeys(round.flatMap(\.tokens))
            for request in round { request.reply(nil) }
        } catch {
            guard error.code == .erased, round.count > 1 else {
                for request in round { request.reply(error) }
                return
            }
            let middle = round.startIndex + round.count / 2
            make(round[..<middle], keys)
            make(round[middle...], keys)
        }
    }
}
