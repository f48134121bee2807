internal import DaybookDomain

extension WallInterval {
    /// Reads `08:00-12:00`, exactly eleven bytes, or nothing.
    ///
    /// A close before the open lies after midnight (`22:00-02:00`); `24:00` is midnight at the
    /// day's end; hours up to `48:00` say the next day outright. An empty interval is none.
    init?(fileText text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 11, bytes[5] == UInt8(ascii: "-"),
            let open = WallInterval.minute(bytes[0..<5]),
            var close = WallInterval.minute(bytes[6..<11]), close != open, open < 1_440
        else { return nil }
        if close < open { close += 1_440 }
        self.init(open: open, close: close)
    }

    /// The text that ``init(fileText:)`` reads as this interval.
    var fileText: String {
        let wraps = close > 1_440 && close - 1_440 < open
        let end = wraps ? close - 1_440 : close
        return WallInterval.clock(Int(open)) + "-" + WallInterval.clock(Int(end))
    }

    private static func minute(_ bytes: ArraySlice<UInt8>) -> Int? {
        var digits: [Int] = []
        for (index, byte) in bytes.enumerated() {
            if index == 2 {
                guard byte == UInt8(ascii: ":") else { return nil }
            } else {
                guard (0x30...0x39).contains(byte) else { return nil }
                digits.append(Int(byte - 0x30))
            }
        }
        guard digits.count == 4, digits[2] < 6 else { return nil }
        let minute = (digits[0] * 10 + digits[1]) * 60 + digits[2] * 10 + digits[3]
        return minute <= 2_880 ? minute : nil
    }

    private static func clock(_ minute: Int) -> String {
        let hour = minute / 60
        let rest = minute % 60
        return (hour < 10 ? "0" : "") + "\(hour):" + (rest < 10 ? "0" : "") + "\(rest)"
    }
}

extension Weekday {
    /// The name in `clinic.json`.
    var fileName: String {
        switch self {
        case .monday: "mon"
        case .tuesday: "tue"
        case .wednesday: "wed"
        case .thursday: "thu"
        case .friday: "fri"
        case .saturday: "sat"
        case .sunday: "sun"
        }
    }
}

extension HoursException.Layer {
    /// The name in `clinic.json`.
    var fileName: String {
        switch self {
        case .exception: "exception"
        case .holiday: "holiday"
        case .block: "block"
        }
    }
}

/// The names of the modalities, by their number in a service and in a fact's marks.
enum ModalityName {
    /// In person, telephone, video, at the patient's home.
    static let all = Modality.allCases.map(\.name)

    /// The name of a modality's number; only its lowest two bits count.
    static func of(_ modality: UInt8) -> String { all[Int(modality & 3)] }
}
