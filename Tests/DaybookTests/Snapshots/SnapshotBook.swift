import Daybook
import DaybookTesting
import FoundationEssentials

/// A book with a day's mixture in it, the same for the same seed, in many small commits.
struct SnapshotBook {
    let temporary: TemporaryBook
    private var random: Random

    init(seed: UInt64) throws {
        temporary = try TemporaryBook(
            start: Instant(milliseconds: 1_795_420_800_000),
            seed: seed
        )
        random = Random(state: seed)
    }

    var snapshots: String { temporary.path + "/snapshots" }

    /// The files of the snapshots of free time and waits, the oldest first; what is kept has a
    /// snapshot of its own beside each.
    func files() -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: snapshots)) ?? [])
            .filter { $0.hasPrefix("book.") }.sorted()
    }

    /// Appends so many commits of a few commands each.
    mutating func fill(_ book: Book, commits: Int) async throws {
        try await book.configure(try EndToEndTests.sample(), actor: "anna")
        let services = try book.clinic().services
        for _ in 0..<commits {
            temporary.clock.advance(seconds: Int64(random.next() % 40_000))
            var commands: [Command] = []
            for _ in 0...(random.next() % 6) {
                commands.append(command(services, head: try book.head().sequence))
            }
            _ = try await book.submit(commands, actor: "anna")
        }
    }

    private mutating func command(_ services: [Service], head: UInt64) -> Command {
        let service = services[Int(random.next() % UInt64(services.count))]
        let days = Int(1 + random.next() % 20)
        let minute = Int(random.next() % 40) * 15 + 7 * 60
        let midnight = temporary.clock.now.minute.value / 1_440 * 1_440
        let start = Minute(midnight).advanced(by: days * 1_440 + minute)
        let request = TimeRequest(service: service.number, start: start)
        let any = 1 + random.next() % max(1, head)
        switch random.next() % 12 {
        case 0...3: return .book(request)
        case 4: return .hold(request, minutes: 30)
        case 5: return .cancel(subject: any, reason: .other)
        case 6: return .reschedule(subject: any, start: start, resource: 0)
        case 7: return .respond(conversation: any, sent: true, ifHead: 0)
        case 8: return .close(conversation: any, reason: .other)
        default:
            var incoming = Incoming(.message)
            incoming.conversation = random.next() % 2 == 0 ? any : 0
            incoming.party = 1 + random.next() % 50
            return .receive(incoming)
        }
    }

    /// What a book says, folded from zero.
    static func digest(fromZero book: Book) throws -> String {
        var projections = BookProjections()
        try book.replay(&projections)
        return digest(projections)
    }

    static func digest(_ projection: some Projection) -> String {
        var digest = Digest()
        projection.digest(into: &digest)
        return digest.hex
    }

    /// SplitMix64.
    struct Random: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
