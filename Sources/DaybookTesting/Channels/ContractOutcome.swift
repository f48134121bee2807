internal import Daybook
internal import DaybookIntake

/// What an adapter made of one message, as far as it may be known outside the seal.
enum ContractOutcome: Equatable {
    case refused(Unreadable)
    case read(summaries: [ContactSummary], digest: [UInt8])
    /// The reading is beyond what the vault seals.
    case unsealable(VaultError)

    init(_ adapter: some ChannelAdapter, _ sample: ChannelSample, _ vault: Vault) {
        do throws(Unreadable) {
            let reading = try adapter.read(sample.message)
            self = ContractOutcome.seen(reading, sample.channel, vault)
        } catch {
            self = .refused(error)
        }
    }

    private static func seen(
        _ reading: borrowing Reading,
        _ channel: Channel,
        _ vault: Vault
    ) -> ContractOutcome {
        do throws(VaultError) {
            return .read(
                summaries: try vault.summaries(of: reading, channel: channel),
                digest: try reading.digest()
            )
        } catch {
            return .unsealable(error)
        }
    }

    var summaries: [ContactSummary] {
        if case .read(let summaries, _) = self { summaries } else { [] }
    }

    /// The commands it would become and what they say: the same at each delivery.
    var commands: [[UInt8]] { summaries.map { $0.commandID + $0.fingerprint } }

    var isSignatureRefusal: Bool {
        guard case .refused(let error) = self else { return false }
        return error.code == .signatureWrong || error.code == .signatureMissing
    }

    /// All text that leaves the seal.
    var visibleText: [String] {
        switch self {
        case .refused(let error): [error.expected]
        case .read(let summaries, _): summaries.flatMap { [$0.note, $0.choice] }
        case .unsealable(let error): [error.message]
        }
    }
}
