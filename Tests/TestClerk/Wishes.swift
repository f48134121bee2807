import Daybook

/// What patients ask for: times of four weeks that others want too, and now and then to cancel.
struct Wishes {
    private let service: UInt16
    private let resources: [UInt16]
    private let now: Instant
    private static let days = 28

    init(_ clinic: Clinic, now: Instant) throws {
        guard let service = clinic.service(key: "consultation") else {
            throw BookError(.input, code: "clinic", "there is no consultation")
        }
        self.service = service.number
        resources = service.groups.flatMap(\.resources)
        self.now = now
    }

    func id(_ random: inout SplitMix) -> CommandID {
        CommandID.make(at: now.milliseconds, using: &random)
    }

    func command(_ random: inout SplitMix) -> Command {
        if random.next() % 8 == 0 {
            return .cancel(subject: 1 + random.next() % 2_000, reason: .patient)
        }
        // The day's grid of 20 minutes from 07:00 UTC on, ten hours of it.
        let midnight = now.minute.value / 1_440 * 1_440
        let day = Int(random.next() % UInt64(Wishes.days))
        let grid = Int(random.next() % 30)
        let start = Minute(midnight).advanced(by: day * 1_440 + 420 + grid * 20)
        let resource = resources[Int(random.next() % UInt64(resources.count))]
        return .book(TimeRequest(service: service, resource: resource, start: start))
    }
}
