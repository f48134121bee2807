internal import DaybookDomain

/// The yes-or-no marks of a fact by name, as the JSON form lists them.
enum FactMark {
    /// Names and marks in the order of their bits; the two bits of the modality are no marks.
    static let all: [(name: String, flag: FactFlags)] = [
        ("group-continues", .groupContinues), ("body", .body), ("sealed", .sealed),
        ("automatic", .automatic), ("override", .override), ("urgent", .urgent),
    ]
}

extension FactFlags {
    /// The modality's number, 0...3.
    var modality: UInt8 {
        get { rawValue >> 5 & 3 }
        set { self = FactFlags(rawValue: rawValue & ~0x60 | (newValue & 3) << 5) }
    }
}

extension Fact {
    /// Upper half of the detail of a booking: the number of its zone rules.
    var detailZone: UInt16 {
        get { UInt16(truncatingIfNeeded: detail >> 16) }
        set { detail = UInt32(newValue) << 16 | (detail & 0xFFFF) }
    }

    /// Lower half of the detail of a booking: minutes ahead of UTC.
    var detailOffset: Int16 {
        get { Int16(truncatingIfNeeded: detail) }
        set { detail = (detail & 0xFFFF_0000) | UInt32(UInt16(bitPattern: newValue)) }
    }
}
