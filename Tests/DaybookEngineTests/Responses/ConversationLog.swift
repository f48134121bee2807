import DaybookDomain
import DaybookEngine
import DaybookStorage
import Foundation
import Testing

/// A log in a directory of its own, to which commands are really committed: duplicates are
/// recognised and conversations found as in a book.
final class ConversationLog {
    let log: Log
    private let live = LiveState()
    private let committer: Committer
    private var random = SeededGenerator(seed: 7)
    /// The clock, in ms.
    var now: Int64
    /// The last to go: a file that is removed while it is open leaves its number to another log.
    private let place: Place

    /// A directory that goes with its owner.
    private final class Place {
        let path =
            FileManager.default.temporaryDirectory.path + "/daybook-responses-" + UUID().uuidString

        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    init(_ definitions: [Definition], at start: String) throws {
        let instant = try #require(Instant(rfc3339: start))
        now = instant.milliseconds
        place = Place()
        try FileManager.default.createDirectory(
            atPath: place.path,
            withIntermediateDirectories: true
        )
        let book = place.path + "/book"
        try Log.create(at: book, identity: Array(0x20...0x2F), created: now)
        log = try Log(opening: book)
        committer = try Committer(log, live: live)
        if !definitions.isEmpty { try submit(.configure(definitions), channel: .system) }
    }

    /// Commits one command.
    ///
    /// - Parameters:
    ///   - delivery: Names a delivery: the same again has the same command id.
    ///   - person: Whose message it is; the messages of one person on one channel are one
    ///     conversation.
    @discardableResult
    func submit(
        _ command: Command,
        channel: Channel = .whatsapp,
        by actor: ActorClass = .staff,
        delivery: UInt64? = nil,
        person: UInt64? = nil
    ) throws -> Receipt {
        let id =
            delivery.map { CommandID(high: 0x0190_0000_0000_7000, low: 1 << 63 | $0) }
            ?? CommandID.make(at: now, using: &random)
        var submission = Submission(
            id: id,
            at: Instant(milliseconds: now),
            channel: channel,
            actorClass: actor,
            command: command,
            fingerprint: id.bytes
        )
        if let person {
            submission.contact = Submission.ContactKey(
                hash: ConversationLog.key(person),
                token: person
            )
            let thread = ConversationLog.key(person << 8 | UInt64(channel.rawValue) | 1 << 60)
            submission.references = [thread]
            if command.incoming?.nature == .message { submission.bindings = [thread] }
        }
        let results = committer.commit([submission], at: now)
        return try #require(results.first).get()
    }

    private static func key(_ value: UInt64) -> [UInt8] {
        (0..<32).map { UInt8(truncatingIfNeeded: value >> UInt64($0 % 8 * 8)) &+ UInt8($0) }
    }

    /// The sequence of the newest fact.
    func head() throws -> UInt64 { try log.head().sequence }

    /// The conversation that an accepted message opened or continued.
    func conversation(of receipt: Receipt) throws -> UInt64 {
        try facts().first {
            $0.sequence >= receipt.first && $0.kind != .partyIntroduced
        }?.subject ?? 0
    }

    /// All facts so far.
    func facts() throws -> [Fact] {
        var facts: [Fact] = []
        try log.scan(Fact.self, from: 1, through: .max) { page in
            for index in page.indices { facts.append(page[index]) }
            return true
        }
        return facts
    }

    /// A projection of the facts through a position.
    func fold<P: Projection>(_ type: P.Type, through last: UInt64 = .max) throws -> P {
        var projection = P()
        try Replayer.fold(log, into: &projection, through: last)
        return projection
    }

    /// The clinic after each definition, by position.
    func clinics() throws -> [(from: UInt64, clinic: Clinic)] {
        var clinic = Clinic()
        var clinics: [(UInt64, Clinic)] = []
        for fact in try facts() where fact.kindCode < Kind.holdPlaced.rawValue {
            let body = try log.body(at: fact.sequence) ?? []
            clinic.apply(try Definition(fact: fact, body: body))
            clinics.append((fact.sequence, clinic))
        }
        return clinics
    }
}

/// A clinic for tests of waits: one place, one calendar, one service.
enum WaitingClinic {
    static func rules(_ zone: String) throws -> ZoneRules {
        let bytes = FileManager.default.contents(atPath: "/usr/share/zoneinfo/\(zone)")
        return try ZoneRules(tzif: Array(try #require(bytes)))
    }

    static func hours(
        _ intervals: [(Int, Int)],
        on weekdays: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday]
    ) throws -> WeeklyHours {
        try WeeklyHours(
            intervals.map { try #require(WallInterval(open: $0.0, close: $0.1)) },
            on: weekdays
        )
    }

    static func definitions(
        zone: String = "UTC",
        hours: WeeklyHours,
        exceptions: [HoursException] = [],
        policies: [ChannelPolicy] = []
    ) throws -> [Definition] {
        var service = Service(number: 1, key: "visit", name: "Visit", duration: 30)
        service.groups = [ResourceGroup(name: "who", resources: [1])]
        return [
            .zone(Zone(number: 1, name: zone, release: "test", rules: try rules(zone))),
            .location(location(hours: hours, exceptions: exceptions)),
            .clinic(ClinicSettings(key: "c", name: "Clinic", zone: 1)),
            .resource(
                Resource(number: 1, key: "kim", name: "Kim", role: .practitioner, location: 1)
            ), .service(service),
        ] + policies.map { .channel($0) }
    }

    static func location(hours: WeeklyHours, exceptions: [HoursException] = []) -> Location {
        Location(
            number: 1,
            key: "here",
            name: "Here",
            zone: 1,
            hours: hours,
            exceptions: exceptions
        )
    }
}
