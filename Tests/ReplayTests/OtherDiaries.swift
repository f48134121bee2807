import Daybook
import DaybookTesting

/// A day on which another system's diary is taken over: set, moved, given up, in the way of
/// bookings and settled.
///
/// It made the golden log `exchange-unsealed`.
struct OtherDiaries: Course {
    var stage: Stage

    /// Plays all of it.
    mutating func play() async throws {
        let file = try Repository.bytes("schemas/examples/clinic-small.json")
        try await submit(.configure(book.difference(to: file)))
        var slots: [FreeSlot] = []
        for _ in 0..<8 {
            clock.advance(seconds: 300)
            let window = clock.now.minute..<clock.now.minute.advanced(by: 6 * 1_440)
            let free = try book.freeSlots(service: 1, in: window, asOf: clock.now, count: 90)
            guard let slot = free.randomElement(using: &random) else { continue }
            slots.append(slot)
            let request = TimeRequest(
                service: 1,
                resource: slot.resource,
                start: slot.start,
                party: random.next() | 1
            )
            try await submit(.book(request))
        }
        for version in UInt32(1)...3 { try await takeOver(slots, version: version) }
        for conflict in try book.conflicts(asOf: clock.now).prefix(2) {
            clock.advance(seconds: 60)
            try await submit(.settleConflict(conflict: conflict.conflict))
        }
    }

    /// Each version moves some of the entries, and gives some up.
    private mutating func takeOver(_ slots: [FreeSlot], version: UInt32) async throws {
        let clinic = try book.clinic()
        var entries: [ExternalAppointment] = []
        for (index, slot) in slots.enumerated() {
            guard let key = clinic.resource(slot.resource)?.key else { continue }
            entries.append(
                ExternalAppointment(
                    id: "entry-\(index)",
                    version: version,
                    resources: [key],
                    start: slot.start.advanced(by: Int(random.next() % 8) * 30),
                    length: UInt16(random.next() % 4 + 1) * 15,
                    isCancelled: Int(version) > 1 && index % 3 == Int(version) - 2
                )
            )
        }
        clock.advance(seconds: 1_800)
        _ = try await book.importBusy(entries, from: "other-system", actor: "bridge")
    }

    private mutating func submit(_ command: Command) async throws {
        _ = try await book.submit(
            command,
            id: id(),
            channel: .desk,
            actor: "anna"
        )
    }
}
