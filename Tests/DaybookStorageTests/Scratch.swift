import FoundationEssentials
import Testing

@testable import DaybookStorage

/// A directory of a test's own, removed with it.
final class Scratch: Sendable {
    let path: String

    init() throws {
        let base = FileManager.default.temporaryDirectory.path
        path = base + "/daybook-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The path of a book in it.
    func book(_ name: String = "book") -> String { path + "/" + name }

    /// A new log.
    func log(_ name: String = "book", options: LogOptions = LogOptions()) throws -> Log {
        try Log.create(at: book(name), identity: Scratch.identity, created: 1_700_000_000_000)
        return try Log(opening: book(name), options: options)
    }

    static let identity: [UInt8] = Array(0x10...0x1F)
}

/// A record as a test sees it: the fields the storage knows, and words it does not.
struct TestFact: BitwiseCopyable, Equatable {
    var bigEndianSequence: UInt64 = 0
    var kind: UInt64 = 0
    var third: UInt64 = 0
    /// Two bytes the storage does not know, then the subject's 48 bits.
    var flagsAndSubject: UInt64 = 0
    var fifth: UInt64 = 0
    var sixth: UInt64 = 0
    var seventh: UInt64 = 0
    var eighth: UInt64 = 0

    init(_ number: UInt64 = 0, subject: UInt64 = 0) {
        kind = number & 7
        fifth = number
        eighth = ~number
        flagsAndSubject = subject << 16 | number & 0xFFFF
    }

    var sequence: UInt64 { UInt64(bigEndian: bigEndianSequence) }
    var subject: UInt64 { flagsAndSubject >> 16 }
    var number: UInt64 { fifth }
}

/// A generator whose seed a failing test prints.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
    }
}

extension Log {
    /// All records, by a scan.
    func all(from first: UInt64 = 1, through last: UInt64 = .max) throws -> [TestFact] {
        var found: [TestFact] = []
        try scan(TestFact.self, from: first, through: last) { page in
            for index in page.indices { found.append(page[index]) }
            return true
        }
        return found
    }

    /// Appends `count` facts in one commit, numbered from the head.
    @discardableResult
    func fill(_ count: Int, at instant: Int64 = 1_700_000_000_001) throws -> LogHead {
        try append(at: instant) { appender in
            var batch: [TestFact] = []
            for offset in 0..<UInt64(count) {
                batch.append(TestFact(appender.nextSequence &+ offset))
            }
            try appender.append(contentsOf: batch.span)
        }
        return try head()
    }
}

/// A 16-byte command id that begins with `time`.
func commandID(_ time: UInt64, _ tail: UInt64 = 0) -> [UInt8] {
    var id: [UInt8] = []
    for word in [time, tail] {
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            id.append(UInt8(truncatingIfNeeded: word >> shift))
        }
    }
    return id
}

/// The code of the storage error `body` throws; nil if it throws none.
func code(_ body: () throws -> Void) -> StorageError.Code? {
    do {
        try body()
        return nil
    } catch {
        return (error as? StorageError)?.code
    }
}
