import FoundationEssentials

/// Decides exported commands again in the order of the log, by a list of who has which minute: what
/// a clerk with a paper diary would do.
///
/// Written from `schemas/` alone, for bookings without buffers and cancellations.
struct NaiveDiary {
    /// Commands that were decided otherwise than here, and facts out of place.
    private(set) var faults: [String] = []
    /// Commands decided.
    private(set) var commands = 0
    /// Bookings accepted, bookings refused because of another one, cancellations accepted.
    private(set) var counts = (booked: 0, taken: 0, cancelled: 0)
    private var lastSequence: UInt64 = 0
    /// Who has a minute of a resource.
    private var minutes: [UInt64: UInt64] = [:]
    /// Live appointments by any of their facts.
    private var live: [UInt64: Bool] = [:]

    private struct Line: Decodable {
        struct Command: Decodable {
            var id: String
            var row: Data
        }

        var commit: UInt64
        var facts: Data
        var commands: [Command]
    }

    /// Takes one line of an export; lines of other kinds are passed over.
    mutating func take(_ bytes: [UInt8]) {
        guard let line = try? JSONDecoder().decode(Line.self, from: Data(bytes)) else { return }
        let facts = [UInt8](line.facts)
        var next = 0
        for command in line.commands {
            let row = [UInt8](command.row)
            decide(row, in: "commit \(line.commit), command \(command.id)")
            let count = Int(integer(row, 8, 2))
            // An actor's fact may stand before those of the command that named him.
            let first = integer(row, 0, 8)
            guard first != 0 else { continue }
            while next < facts.count, bigEndian(Array(facts[next...])) < first {
                fold(Array(facts[next..<(next + 64)]))
                next += 64
            }
            for _ in 0..<count where next < facts.count {
                fold(Array(facts[next..<(next + 64)]))
                next += 64
            }
        }
        if next != facts.count { faults.append("commit \(line.commit) has facts of no command") }
    }

    private mutating func decide(_ row: [UInt8], in place: String) {
        commands += 1
        let reason = integer(row, 10, 2)
        let demand = Array(row[40...])
        switch demand[8] {
        case 5:
            // Opening hours and notice do not depend on the position.
            guard [0, 3].contains(reason) else { return }
            let taken = footprint(demand).compactMap { minutes[$0] }
            if taken.isEmpty != (reason == 0) { faults.append("\(place): decided \(reason)") }
            if reason == 3 {
                counts.taken += 1
                let cause = integer(row, 16, 8)
                if cause != 0, live[cause] != true { faults.append("\(place): nobody is there") }
            } else {
                counts.booked += 1
            }
        case 8:
            let isLive = live[bigEndian(demand)] == true
            if isLive != (reason == 0) { faults.append("\(place): cancelled with \(reason)") }
            if reason == 0 { counts.cancelled += 1 }
        default: break
        }
    }

    private mutating func fold(_ fact: [UInt8]) {
        let sequence = bigEndian(fact)
        if sequence != lastSequence + 1 { faults.append("fact \(sequence) after \(lastSequence)") }
        lastSequence = sequence
        let subject = integer(fact, 26, 6)
        switch fact[8] {
        case 40:
            live[subject] = true
            for minute in footprint(fact) {
                if let other = minutes[minute] {
                    faults.append("fact \(sequence) takes what \(other) has")
                }
                minutes[minute] = subject
            }
        case 43:
            live[subject] = false
            for minute in footprint(fact) { minutes[minute] = nil }
        default: break
        }
    }

    /// The minutes that a demand or fact is about. A consultation has 20 minutes; a demand does not
    /// say so.
    private func footprint(_ record: [UInt8]) -> [UInt64] {
        let start = integer(record, 48, 4)
        return (0..<20).map { integer(record, 56, 2) << 32 | (start + $0) }
    }

    private func integer(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> UInt64 {
        (0..<count).reversed().reduce(0) { $0 << 8 | UInt64(bytes[offset + $1]) }
    }

    private func bigEndian(_ bytes: [UInt8]) -> UInt64 {
        bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
    }
}
