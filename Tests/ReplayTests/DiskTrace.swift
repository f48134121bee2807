import Daybook
import FoundationEssentials
import Testing

/// What a process wrote to a log's data file, flushed and acknowledged, in its order, as the traced C
/// library took it down: see `Tests/Fixtures/faults/faults.c`.
struct DiskTrace {
    struct Write {
        var offset: Int
        var bytes: [UInt8]
    }

    enum Event {
        case written(Write)
        /// A write that is flushed as it is made.
        case writtenThrough(Write)
        /// The last write of that kind is on the disk.
        case throughIsFlushed
        /// Everything written before is on the disk.
        case flushed
        /// Lines said on standard output.
        case said(String)
    }

    let events: [Event]

    init(_ path: String) throws {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        var events: [Event] = []
        var place = 0
        func word(at offset: Int) -> Int {
            (0..<8).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
        }
        while place < bytes.count {
            try #require(bytes.count - place >= 17)
            let (offset, count) = (word(at: place + 1), word(at: place + 9))
            try #require(bytes.count - place - 17 >= count)
            let content = Array(bytes[(place + 17)..<(place + 17 + count)])
            let write = Write(offset: offset, bytes: content)
            switch bytes[place] {
            case UInt8(ascii: "W"): events.append(.written(write))
            case UInt8(ascii: "M"): events.append(.writtenThrough(write))
            case UInt8(ascii: "F"): events.append(.throughIsFlushed)
            case UInt8(ascii: "S"): events.append(.flushed)
            default: events.append(.said(String(decoding: content, as: UTF8.self)))
            }
            place += 17 + count
        }
        self.events = events
    }
}

/// A disk that is cut off from its power: what it has flushed is there, and of what was written since
/// any part may be.
struct CutDisk {
    /// The file as it is flushed.
    private(set) var durable: [UInt8]
    /// What was written since, in its order.
    private(set) var pending: [DiskTrace.Write] = []
    /// What the process had said when the power went.
    private(set) var said: [String] = []

    /// The smallest piece that a disk writes whole or not at all.
    private static let sectorBytes = 512

    init(_ bytes: [UInt8]) { durable = bytes }

    mutating func take(_ event: DiskTrace.Event) {
        switch event {
        case .written(let write), .writtenThrough(let write): pending.append(write)
        case .flushed, .throughIsFlushed:
            for write in pending { CutDisk.apply(write, to: &durable) }
            pending.removeAll()
        case .said(let text): said += text.split(separator: "\n").map(String.init)
        }
    }

    /// The file with those of the pending writes for which `isWritten` says so.
    func image(_ isWritten: (Int) -> Bool) -> [UInt8] {
        var bytes = durable
        for (index, write) in pending.enumerated() where isWritten(index) {
            CutDisk.apply(write, to: &bytes)
        }
        return bytes
    }

    /// The file with some sectors of the pending writes, each by the throw of a coin.
    func tornImage(_ random: inout some RandomNumberGenerator) -> [UInt8] {
        var bytes = durable
        for write in pending {
            var start = 0
            while start < write.bytes.count {
                let sector = CutDisk.sectorBytes - (write.offset + start) % CutDisk.sectorBytes
                let end = min(start + sector, write.bytes.count)
                if Bool.random(using: &random) {
                    let piece = Array(write.bytes[start..<end])
                    CutDisk.apply(
                        DiskTrace.Write(offset: write.offset + start, bytes: piece),
                        to: &bytes
                    )
                }
                start = end
            }
        }
        return bytes
    }

    private static func apply(_ write: DiskTrace.Write, to bytes: inout [UInt8]) {
        let end = write.offset + write.bytes.count
        if bytes.count < end { bytes += Array(repeating: 0, count: end - bytes.count) }
        bytes.replaceSubrange(write.offset..<end, with: write.bytes)
    }
}
