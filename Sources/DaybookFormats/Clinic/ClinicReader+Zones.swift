internal import DaybookDomain

extension ClinicReader {
    /// The number of a named zone: the recorded one, or a new one with the rules of this machine.
    ///
    /// Recorded rules stay until an update is asked for; then rules that differ get a new number,
    /// so that bookings made under the old ones keep what they were told.
    mutating func zone(_ cursor: JSONCursor) -> UInt16? {
        let expected = "the name of a time zone such as \"Europe/Berlin\""
        guard let name = cursor.value.string, ClinicReader.isZoneName(name) else {
            note(cursor, expected: expected)
            return nil
        }
        if let number = zones[name] { return number }
        let recorded = clinic.zones.last { $0.name == name }
        if let recorded, !updatesZones {
            zones[name] = recorded.number
            return recorded.number
        }
        guard let bytes = zoneBytes(name) else {
            let known = ["UTC", "Europe/Berlin"] + clinic.zones.map(\.name)
            note(
                cursor,
                expected: expected + " that this machine knows",
                hint: NearestName.of(name, in: known)
            )
            return nil
        }
        do {
            let rules = try ZoneRules(tzif: bytes)
            if let recorded, recorded.rules == rules {
                zones[name] = recorded.number
                return recorded.number
            }
            return record(name, rules, cursor)
        } catch {
            note(cursor, expected: "a time zone with readable rules", found: error.description)
            return nil
        }
    }

    private mutating func record(
        _ name: String,
        _ rules: ZoneRules,
        _ cursor: JSONCursor
    ) -> UInt16? {
        let number = clinic.zones.count + newZones.count + 1
        guard number <= ClinicFileLimits.numberMax else {
            note(cursor, expected: "at most \(ClinicFileLimits.numberMax) sets of zone rules")
            return nil
        }
        let zone = Zone(
            number: UInt16(clamping: number),
            name: name,
            release: release,
            rules: rules
        )
        newZones.append(zone)
        zones[name] = zone.number
        return zone.number
    }

    /// IANA names: parts of letters, digits, `_`, `+` and `-` between slashes. Nothing that could
    /// lead a reader of files elsewhere.
    static func isZoneName(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard (1...ClinicFileLimits.zoneBytesMax).contains(bytes.count) else { return false }
        return bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .allSatisfy { part in
                !part.isEmpty
                    && part.allSatisfy { byte in
                        switch byte {
                        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                        case UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "-"): true
                        default: false
                        }
                    }
            }
    }
}
