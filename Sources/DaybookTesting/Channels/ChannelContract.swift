public import Daybook
internal import DaybookIntake

/// What every channel adapter promises, held against an adapter and samples of its deliveries.
///
/// ```swift
/// let contract = ChannelContract(PagerAdapter(), samples: samples)
/// #expect(try contract.violations() == [])
/// ```
///
/// It says nothing about whether a sample is understood rightly: that is for expectations of your
/// own. A trap ends the test process, which is how the contract finds it.
public struct ChannelContract<Adapter: ChannelAdapter>: Sendable {
    /// Headers that make a sample authentic: the platform's signature over its body and time.
    public typealias Signing = @Sendable (ChannelSample) -> [RawMessage.Header]

    private let adapter: Adapter
    private let samples: [ChannelSample]
    private let signing: Signing?
    private let bytesMax: Int?
    private let places: Int

    /// Names what is to be held against what.
    ///
    /// - Parameters:
    ///   - adapter: The adapter.
    ///   - samples: Deliveries that it must read, each another.
    ///   - signing: Signs a sample, where the platform signs the body. Changed bodies are then read
    ///     twice: signed anew, and with the signature that was over other bytes.
    ///   - bytesMax: The longest body that the adapter reads; one byte more must be refused or
    ///     quarantined. `nil` does not try.
    ///   - places: At how many places each sample is cut and its bits are flipped.
    public init(
        _ adapter: Adapter,
        samples: [ChannelSample],
        signing: Signing? = nil,
        bytesMax: Int? = nil,
        places: Int = ContractLimits.placesMax
    ) {
        self.adapter = adapter
        self.samples = samples
        self.signing = signing
        self.bytesMax = bytesMax
        self.places = max(1, places)
    }

    /// What the adapter does not keep of its promises; empty for a good one.
    ///
    /// - Parameter seed: Which bits are flipped and in which order samples come; the same seed
    ///   tries the same.
    /// - Complexity: O(samples × places × length of a sample).
    public func violations(seed: UInt64 = 1) throws -> [ContractViolation] {
        let vault = try Vault(keys: ContractKeys(), bookIdentity: ContractKeys.book)
        var random = SeededNumbers(seed: seed)
        var found: [ContractViolation] = []
        var first: [ContractOutcome] = []
        for sample in samples {
            let outcome = outcome(of: signed(sample), vault)
            check(sample, outcome, vault, &found)
            first.append(outcome)
        }
        checkApart(first, &found)
        for place in samples.indices.shuffled(using: &random) {
            let again = outcome(of: signed(samples[place]), vault)
            if again != first[place] {
                found.append(ContractViolation(.orderIndependent, samples[place].name, at: -1))
            }
        }
        for sample in samples {
            checkCuts(sample, vault, &found)
            checkFlips(sample, vault, &random, &found)
        }
        return found
    }

    private func outcome(of sample: ChannelSample, _ vault: Vault) -> ContractOutcome {
        ContractOutcome(adapter, sample, vault)
    }

    /// The sample with headers that fit its body and time.
    private func signed(_ sample: ChannelSample) -> ChannelSample {
        guard let signing else { return sample }
        var signed = sample
        let headers = signing(sample)
        let names = Set(headers.map { $0.name.lowercased() })
        signed.headers.removeAll { names.contains($0.name.lowercased()) }
        signed.headers += headers
        return signed
    }

    /// What a whole sample must do.
    private func check(
        _ sample: ChannelSample,
        _ outcome: ContractOutcome,
        _ vault: Vault,
        _ found: inout [ContractViolation]
    ) {
        func note(_ rule: ContractViolation.Rule) {
            found.append(ContractViolation(rule, sample.name, at: -1))
        }
        guard case .read(let summaries, _) = outcome else { return note(.reads) }
        if Set(summaries.map(\.commandID)).count != summaries.count { note(.identitiesApart) }
        if self.outcome(of: signed(sample), vault) != outcome { note(.deterministic) }
        var later = sample
        later.receivedAt = sample.receivedAt.advanced(
            byMilliseconds: ContractLimits.redeliveredAfter
        )
        if self.outcome(of: signed(later), vault).commands != outcome.commands {
            note(.redeliveryRecognised)
        }
        if !isConfined(outcome, sample) { note(.confined) }
        if signing != nil {
            var unsigned = sample
            unsigned.headers = []
            if !self.outcome(of: unsigned, vault).isSignatureRefusal { note(.signatureChecked) }
        }
        if let bytesMax, !refusesLonger(than: bytesMax, sample, vault) { note(.bounded) }
    }

    private func refusesLonger(than bytesMax: Int, _ sample: ChannelSample, _ vault: Vault) -> Bool
    {
        var long = sample
        let missing = bytesMax + 1 - sample.body.count
        guard missing > 0 else { return true }
        long.body += [UInt8](repeating: 0x20, count: missing)
        switch outcome(of: signed(long), vault) {
        case .refused(let error): return error.code == .tooLarge
        case .read(let summaries, _): return summaries.allSatisfy { $0.kind == .quarantined }
        case .unsealable: return false
        }
    }

    /// Two samples are two messages: none of one's commands is one of the other's.
    private func checkApart(_ outcomes: [ContractOutcome], _ found: inout [ContractViolation]) {
        var seen: [[UInt8]: Int] = [:]
        for (place, outcome) in outcomes.enumerated() {
            for id in outcome.summaries.map(\.commandID) {
                if let other = seen[id], other != place {
                    found.append(ContractViolation(.identitiesApart, samples[place].name, at: -1))
                }
                seen[id] = place
            }
        }
    }

    private func checkCuts(
        _ sample: ChannelSample,
        _ vault: Vault,
        _ found: inout [ContractViolation]
    ) {
        let step = max(1, sample.body.count / places)
        for end in stride(from: 0, to: sample.body.count, by: step) {
            var cut = sample
            cut.body.removeLast(sample.body.count - end)
            checkChanged(cut, of: sample, at: end, vault, &found)
        }
    }

    private func checkFlips(
        _ sample: ChannelSample,
        _ vault: Vault,
        _ random: inout SeededNumbers,
        _ found: inout [ContractViolation]
    ) {
        let step = max(1, sample.body.count / places)
        for place in stride(from: 0, to: sample.body.count, by: step) {
            var flipped = sample
            flipped.body[place] ^= 1 << UInt8(truncatingIfNeeded: random.next() >> 61)
            checkChanged(flipped, of: sample, at: place, vault, &found)
        }
    }

    /// What a damaged sample must do: be read or refused, the same each time, and tell nothing.
    private func checkChanged(
        _ changed: ChannelSample,
        of sample: ChannelSample,
        at place: Int,
        _ vault: Vault,
        _ found: inout [ContractViolation]
    ) {
        let outcome = outcome(of: signed(changed), vault)
        if case .unsealable = outcome {
            found.append(ContractViolation(.bounded, sample.name, at: place))
        }
        if !isConfined(outcome, sample) {
            found.append(ContractViolation(.confined, sample.name, at: place))
        }
        guard place % ContractLimits.repeatEvery == 0 else { return }
        if self.outcome(of: signed(changed), vault) != outcome {
            found.append(ContractViolation(.deterministic, sample.name, at: place))
        }
        guard signing != nil else { return }
        var forged = changed
        forged.headers = signed(sample).headers
        // Some platforms sign what the body means and not its spelling; that is then the same.
        let believed = self.outcome(of: forged, vault)
        if !believed.isSignatureRefusal, believed != self.outcome(of: signed(sample), vault) {
            found.append(ContractViolation(.signatureChecked, sample.name, at: place))
        }
    }

    private func isConfined(_ outcome: ContractOutcome, _ sample: ChannelSample) -> Bool {
        let visible = outcome.visibleText.map { $0.lowercased() }
        return !sample.personalWords.contains { word in
            let word = word.lowercased()
            return visible.contains { $0.contains(word) }
        }
    }
}
