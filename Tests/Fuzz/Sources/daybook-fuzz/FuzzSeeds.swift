import Daybook
import FoundationEssentials

/// What each target begins from: the samples of `Tests/Fixtures`, cut to what the target reads.
enum FuzzSeeds {
    /// What the clinic's own mail server calls itself.
    static let authority = "mx.clinic.example"

    /// Writes a target's seeds into a directory, a file each.
    ///
    /// - Parameter fixtures: The directory of the samples.
    static func write(_ target: FuzzTarget, of fixtures: String, to directory: String) throws {
        for (number, seed) in try seeds(target, fixtures).enumerated() {
            try Data(seed).write(to: URL(filePath: directory + "/\(number)"))
        }
    }

    private static func seeds(_ target: FuzzTarget, _ fixtures: String) throws -> [[UInt8]] {
        switch target {
        case .mime: return try mails(fixtures)
        case .header: return try mails(fixtures).flatMap(subjects)
        case .authentication:
            return [
                "\(authority); dmarc=fail header.from=example.org",
                "\(authority) 1; spf=pass smtp.mailfrom=x; dkim=none (p=reject); DMARC/1 = Fail",
                "\"\(authority)\"; spf=pass reason=\"; dmarc=pass\";\r\n dmarc=fail",
                "(by (nested \\) us)) \(authority); dmarc=none\r\nAuthentication-Results: "
                    + "\(authority); dmarc=fail",
            ].map { Array($0.utf8) }
        case .calendar:
            return try mails(fixtures).compactMap { mail in
                mail.firstRange(of: Array("BEGIN:VCALENDAR".utf8)).map {
                    Array(mail[$0.lowerBound...])
                }
            }
        case .form, .nurse: return try recorded("form/form", fixtures).map(\.body)
        case .recorded: return try lines("webhook/whatsapp", fixtures)
        case .words:
            return [
                "next Friday at 3pm, not Monday, between 2 and 4",
                "nächsten Dienstag vormittags oder am 3. März um halb zehn",
                "el próximo viernes a las tres de la tarde, no el lunes",
                "mardi prochain vers 15h30, sauf le matin",
            ].map { Array($0.utf8) }
        case .choice:
            return [
                "2", " 3) ", "1.", "2026-12-02 08:00", "2026-12-02T08:00\n",
                "DB-AAAAAAAAG4BESMYK6I5A", "Gerne!\r\n\r\nDB-AAAAAAAAG4BESMYK6I5A\r\n\r\nDanke",
                "DR-AAAAAAAAG4BESMYK6I5A\nDB-AAAAAAAAHEM22QYM3OBE",
            ].map { Array($0.utf8) }
        case .messenger, .instagram, .whatsapp, .telegram, .sms, .x, .slack, .forum:
            return try recorded("webhook/" + target.rawValue, fixtures).map(\.body)
        }
    }

    private static func mails(_ fixtures: String) throws -> [[UInt8]] {
        let folder = fixtures + "/mail/"
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            .filter { $0.hasSuffix(".eml") }
            .map { Array(try Data(contentsOf: URL(filePath: folder + $0))) }
    }

    /// What stands after `Subject:`, with the lines folded onto it.
    private static func subjects(_ mail: [UInt8]) -> [[UInt8]] {
        var subjects: [[UInt8]] = []
        var isInside = false
        for line in mail.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if isInside, let first = line.first, first == 0x20 || first == 0x09 {
                subjects[subjects.count - 1] += [0x0A] + line
                continue
            }
            isInside = line.starts(with: Array("Subject:".utf8))
            if isInside { subjects.append(Array(line.dropFirst(8))) }
        }
        return subjects
    }

    private static func lines(_ name: String, _ fixtures: String) throws -> [[UInt8]] {
        let data = try Data(contentsOf: URL(filePath: "\(fixtures)/\(name).jsonl"))
        return data.split(separator: 0x0A).map { Array($0) }
    }

    private static func recorded(
        _ name: String,
        _ fixtures: String
    ) throws -> [RecordedDelivery] {
        try lines(name, fixtures).map { try RecordedDelivery(line: $0) }
    }
}
