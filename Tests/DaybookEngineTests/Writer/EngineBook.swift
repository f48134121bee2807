import DaybookDomain
import DaybookEngine
import FoundationEssentials
import Testing

@testable import DaybookStorage

/// A log of one small clinic in a directory of its own: one resource, open always, visits of 30
/// minutes.
final class EngineBook {
    let directory: String
    let live = LiveState()
    private(set) var log: Log

    /// What the clock shows: 2026-11-23T08:00:00Z.
    static let now: Int64 = 1_795_420_800_000

    /// - Parameter filler: Facts of no known kind that stand before the clinic's.
    init(filler: Int = 0) throws {
        directory =
            FileManager.default.temporaryDirectory.path + "/daybook-engine-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: directory,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let path = directory + "/book"
        try Log.create(at: path, identity: Array(1...16), created: EngineBook.now)
        log = try Log(opening: path)
        if filler > 0 {
            var fact = Fact(.requestReceived)
            fact.kindCode = 250
            let facts = [Fact](repeating: fact, count: filler)
            try log.append(at: EngineBook.now) { _ = try $0.append(contentsOf: facts.span) }
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    /// A committer whose clinic is defined.
    func committer(defining definitions: [Definition]? = nil) throws -> Committer {
        try live.catchUp(with: log)
        let committer = try Committer(log, live: live)
        if live.read({ projections, _ in projections.slots.state.clinic.services.isEmpty }) {
            let defined = committer.commit(
                [submission(.configure(definitions ?? EngineBook.clinic))],
                at: EngineBook.now
            )
            #expect(try defined[0].get().refusal == nil)
        }
        return committer
    }

    static var clinic: [Definition] {
        var service = Service(number: 1, key: "visit", name: "Visit", duration: 30)
        service.groups = [ResourceGroup(name: "practitioners", resources: [1])]
        return [
            .zone(Zone(number: 1, name: "UTC", release: "test", rules: .utc)),
            .location(Location(number: 1, key: "here", name: "Here", zone: 1, hours: .always)),
            .clinic(ClinicSettings(key: "c", name: "Clinic", zone: 1)),
            .resource(
                Resource(number: 1, key: "r1", name: "R", role: .practitioner, location: 1)
            ),
            .service(service),
        ]
    }

    private var minted: UInt64 = 0

    /// A submission under an id of its own.
    func submission(
        _ command: Command,
        id: CommandID? = nil,
        actor: String = "",
        content: UInt8 = 0
    ) -> Submission {
        minted += 1
        return Submission(
            id: id ?? CommandID(high: UInt64(EngineBook.now) << 16 | 0x7000, low: minted),
            at: Instant(milliseconds: EngineBook.now),
            channel: .desk,
            actorClass: .staff,
            actor: actor,
            command: command,
            fingerprint: [UInt8](repeating: content, count: 16)
        )
    }

    /// A booking of the so-manyth half hour.
    func booking(_ slot: Int, id: CommandID? = nil, actor: String = "") -> Submission {
        submission(.book(EngineBook.request(slot)), id: id, actor: actor)
    }

    static func request(_ slot: Int) -> TimeRequest {
        let start = Instant(milliseconds: now).minute.advanced(by: 60 + 30 * slot)
        return TimeRequest(service: 1, resource: 1, start: start)
    }

    /// A message that no transaction can hold: one part of its content is there twice.
    func impossible(actor: String = "") -> Submission {
        var submission = submission(.receive(Incoming(.message)), actor: actor)
        submission.sealed = [.init(part: 1, bytes: [1]), .init(part: 1, bytes: [2])]
        return submission
    }

    /// All facts of the log.
    func facts() throws -> [Fact] {
        var facts: [Fact] = []
        try log.scan(Fact.self) { page in
            for index in page.indices { facts.append(page[index]) }
            return true
        }
        return facts
    }

    /// The digest of the live state, and that of a fold from zero: equal, or something was lost.
    func digests() throws -> (live: String, replayed: String) {
        var replayed = BookProjections()
        try Replayer.fold(log, into: &replayed)
        var digest = Digest()
        replayed.digest(into: &digest)
        let held = live.read { projections, _ in
            var digest = Digest()
            projections.digest(into: &digest)
            return digest.hex
        }
        return (held, digest.hex)
    }

    /// The receipt that the log itself remembers.
    func remembered(_ id: CommandID) throws -> Receipt.Answer? {
        try log.commandRow(id.bytes).flatMap { CommandRecord($0.bytes)?.answer() }
    }
}

extension Result where Success == Receipt, Failure == EngineError {
    /// The code of the fault; `nil` for a receipt.
    var code: EngineError.Code? {
        if case .failure(let error) = self { error.code } else { nil }
    }
}
