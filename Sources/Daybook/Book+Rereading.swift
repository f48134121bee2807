internal import DaybookDomain
internal import DaybookEngine
public import DaybookIntake
internal import DaybookStorage

extension Book {
    /// Reads the sealed original of a message again and says what would change; nothing is changed.
    ///
    /// That it was opened is a fact, for the purpose `system-check`. Originals of deliveries that
    /// held several contacts are not kept, so these can't be read again.
    ///
    /// - Parameters:
    ///   - sequence: The message's fact.
    ///   - adapter: The channel's reader as it is today.
    ///   - reader: Who asks.
    /// - Throws: ``BookError``: `no-original` for a fact without one, `erased`, or what the
    ///   vault says.
    public func reread(
        _ sequence: UInt64,
        with adapter: some ChannelAdapter,
        reader: String
    ) async throws(BookError) -> Reread {
        do {
            let vault = try requireVault()
            guard let fact = try log.record(at: sequence, as: Fact.self), let kind = fact.kind,
                let raw = try log.sealed(at: sequence, part: SealedParts.rawPart),
                let contact = try log.sealed(at: sequence, part: SealedParts.contactPart),
                let command = try command(of: sequence)
            else {
                throw BookError(
                    .input,
                    code: "no-original",
                    "fact \(sequence) has no original to read again"
                )
            }
            let receipt = try await submit(
                .access(sequence: sequence, purpose: .systemCheck),
                actor: reader
            )
            if let refusal = receipt.refusal {
                throw BookError(.input, code: refusal.reason.name, "fact \(sequence) stays sealed")
            }
            let message = try vault.openRaw(raw, party: fact.party, commandID: command.id.bytes)
            let earlier = try vault.openContact(
                contact,
                party: fact.party,
                commandID: command.id.bytes
            )
            do throws(Unreadable) {
                let reading = try adapter.read(message)
                let differences = reading.differences(from: earlier)
                let summary = try? vault.summaries(of: reading, channel: fact.channel).first
                return Reread(
                    sequence: sequence,
                    was: kind,
                    kind: summary?.kind,
                    note: summary?.note ?? "",
                    differences: differences
                )
            } catch {
                return Reread(
                    sequence: sequence,
                    was: kind,
                    kind: nil,
                    note: error.code.rawValue,
                    differences: ["refused"]
                )
            }
        } catch {
            throw BookError(error)
        }
    }
}
