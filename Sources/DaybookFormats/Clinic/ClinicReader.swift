internal import DaybookDomain

/// Reads the parts of `clinic.json` and collects what is wrong with them.
///
/// A part that can't be read gives a value that nobody will see: where there is a problem, nothing
/// of the file is used. So one reading finds the problems of all parts.
struct ClinicReader {
    /// A problem before its place in the text is known.
    struct Finding {
        let path: String
        let expected: String
        let found: String
        let hint: String?
    }

    /// The clinic that the file is held against.
    let clinic: Clinic
    /// Gives the TZif bytes of a named zone.
    let zoneBytes: (String) -> [UInt8]?
    /// The release of the time-zone database that those bytes are of.
    let release: String
    /// Whether zones already recorded are read again.
    let updatesZones: Bool

    /// What is wrong, at most ``ClinicFileLimits/problemsMax``.
    private(set) var findings: [Finding] = []
    /// Whether more is wrong than was kept.
    private(set) var hasMore = false
    /// Zones by name, once looked up.
    var zones: [String: UInt16] = [:]
    /// Zones that the log doesn't hold yet.
    var newZones: [Zone] = []
    /// Numbers and places of the ids read so far.
    var locationIDs = IDs()
    var resourceIDs = IDs()
    var serviceIDs = IDs()
    /// The locations of each resource read so far, by number.
    var placesOfResources: [UInt16: Set<UInt16>] = [:]

    /// Ids of one sort: their numbers, and where they stood.
    struct IDs {
        /// Numbers of the ids that the clinic holds already.
        var known: [String: UInt16] = [:]
        /// The highest number ever given.
        var highest = 0
        /// Numbers of the ids in the file, in its order.
        var numbers: [String: UInt16] = [:]
        var order: [String] = []
        /// Paths of the ids in the file.
        var paths: [String: String] = [:]
    }

    init(
        against clinic: Clinic,
        zoneBytes: @escaping (String) -> [UInt8]?,
        release: String,
        updatesZones: Bool
    ) {
        self.clinic = clinic
        self.zoneBytes = zoneBytes
        self.release = release
        self.updatesZones = updatesZones
        locationIDs.highest = clinic.numbersUsed.locations
        resourceIDs.highest = clinic.numbersUsed.resources
        serviceIDs.highest = clinic.numbersUsed.services
        for location in clinic.locations { locationIDs.known[location.key] = location.number }
        for resource in clinic.resources { resourceIDs.known[resource.key] = resource.number }
        for service in clinic.services { serviceIDs.known[service.key] = service.number }
    }

    /// A reader for single parts, against no clinic and without zones.
    init() {
        self.init(against: Clinic(), zoneBytes: { _ in nil }, release: "", updatesZones: false)
    }

    /// Reads a whole file; meaningful only if ``findings`` stays empty.
    mutating func read(_ root: JSONCursor) -> ClinicContent {
        var content = ClinicContent()
        let keys = ["$schema", "clinic", "locations", "resources", "services", "channels"]
        guard only(root, keys) else { return content }
        if let schema = optional(root, "$schema"), schema.value.string == nil {
            note(schema, expected: "a string")
        }
        content.settings = required(root, "clinic").flatMap { settings($0) }
        for place in list(root, "locations", in: 1...ClinicFileLimits.locationsMax) {
            if let location = location(place) { content.locations.append(location) }
        }
        // A way leads to a location that may stand further down.
        for place in (try? optional(root, "locations")?.elements()) ?? [] {
            travel(place, of: &content.locations)
        }
        for place in list(root, "resources", in: 0...ClinicFileLimits.resourcesMax) {
            if let resource = resource(place) { content.resources.append(resource) }
        }
        for place in list(root, "services", in: 0...ClinicFileLimits.servicesMax) {
            if let service = service(place) { content.services.append(service) }
        }
        if let channels = required(root, "channels") {
            content.channels = self.channels(
                channels,
                in: content.settings?.jurisdiction ?? ""
            )
        }
        checkAcknowledging(content)
        checkForms(content)
        content.zones = newZones
        return content
    }

    // MARK: Problems

    /// Keeps a problem, if there is room.
    mutating func note(
        path: String,
        expected: String,
        found: String,
        hint: String? = nil
    ) {
        guard findings.count < ClinicFileLimits.problemsMax else {
            hasMore = true
            return
        }
        findings.append(Finding(path: path, expected: expected, found: found, hint: hint))
    }

    /// Keeps the problem that a value isn't what was expected.
    mutating func note(
        _ cursor: JSONCursor,
        expected: String,
        found: String? = nil,
        hint: String? = nil
    ) {
        let error = cursor.notAllowed(expected, found: found)
        note(path: error.path, expected: error.expected, found: error.found, hint: hint)
    }

    // MARK: Members

    /// Whether this is an object; names that `keys` doesn't list are noted.
    mutating func only(_ object: JSONCursor, _ keys: [String]) -> Bool {
        guard let members = try? object.members() else {
            note(object, expected: "an object")
            return false
        }
        for (key, member) in members where !keys.contains(key) {
            note(
                path: member.path,
                expected: "one of " + keys.joined(separator: ", "),
                found: "the unknown name \"\(key.prefix(40))\"",
                hint: NearestName.of(key, in: keys)
            )
        }
        return true
    }

    /// The member of that name, if it is there. Null is a value like any other.
    func optional(_ object: JSONCursor, _ key: String) -> JSONCursor? {
        object.value[key].map { JSONCursor($0, path: object.path + "/" + key) }
    }

    /// The member of that name; noted where it is absent.
    mutating func required(_ object: JSONCursor, _ key: String) -> JSONCursor? {
        guard let member = optional(object, key) else {
            note(path: object.path + "/" + key, expected: "a value", found: "nothing")
            return nil
        }
        return member
    }

    /// The elements of a member that must be there, in that number.
    mutating func list(
        _ object: JSONCursor,
        _ key: String,
        in range: ClosedRange<Int>
    ) -> [JSONCursor] {
        guard let member = required(object, key) else { return [] }
        return elements(member, in: range)
    }

    /// The elements of an array, in that number.
    mutating func elements(_ array: JSONCursor, in range: ClosedRange<Int>) -> [JSONCursor] {
        guard let elements = try? array.elements() else {
            note(array, expected: "an array")
            return []
        }
        guard range.contains(elements.count) else {
            let expected =
                range.lowerBound == 0
                ? "at most \(range.upperBound) elements"
                : "\(range.lowerBound) to \(range.upperBound) elements"
            note(array, expected: expected, found: "\(elements.count)")
            return []
        }
        return elements
    }

    // MARK: Scalars

    /// The string, of that many Unicode scalars and without control characters but line feeds where
    /// `isMultiline`.
    mutating func text(
        _ cursor: JSONCursor,
        _ range: ClosedRange<Int>,
        isMultiline: Bool = false
    ) -> String {
        guard let text = cursor.value.string else {
            note(cursor, expected: "a string")
            return ""
        }
        guard range.contains(text.unicodeScalars.count) else {
            note(
                cursor,
                expected: "\(range.lowerBound) to \(range.upperBound) characters",
                found: "\(text.unicodeScalars.count)"
            )
            return ""
        }
        for byte in text.utf8 where byte < 0x20 || byte == 0x7F {
            if isMultiline, byte == 0x0A { continue }
            note(cursor, expected: "no control characters", found: "one")
            return ""
        }
        return text
    }

    /// The name of something, which must be there.
    mutating func name(_ object: JSONCursor) -> String {
        guard let member = required(object, "name") else { return "" }
        return text(member, 1...ClinicFileLimits.nameScalarsMax)
    }

    /// A whole number in a range; `fallback` where it is absent.
    mutating func number(
        _ object: JSONCursor,
        _ key: String,
        in range: ClosedRange<Int>,
        or fallback: Int
    ) -> Int {
        guard let member = optional(object, key) else { return fallback }
        guard let value = member.value.integer, let number = Int(exactly: value),
            range.contains(number)
        else {
            note(
                member,
                expected: "a whole number from \(range.lowerBound) to \(range.upperBound)"
            )
            return fallback
        }
        return number
    }

    /// A length of time in seconds; `fallback` where it is absent.
    mutating func seconds(
        _ object: JSONCursor,
        _ key: String,
        in range: ClosedRange<Int64>,
        or fallback: Int64
    ) -> Int64 {
        guard let member = optional(object, key) else { return fallback }
        return seconds(member, in: range) ?? fallback
    }

    /// A length of time in seconds.
    mutating func seconds(_ cursor: JSONCursor, in range: ClosedRange<Int64>) -> Int64? {
        guard let seconds = FileDuration.seconds(cursor.value), range.contains(seconds) else {
            let least = FileDuration.text(seconds: range.lowerBound)
            let most = FileDuration.text(seconds: range.upperBound)
            note(
                cursor,
                expected: "a duration such as \"90m\", \"4h\" or \"7d\", or minutes as a number, "
                    + "from \(least) to \(most)"
            )
            return nil
        }
        return seconds
    }

    /// A length of time in whole minutes; `fallback` where it is absent.
    mutating func minutes(
        _ object: JSONCursor,
        _ key: String,
        in range: ClosedRange<Int>,
        or fallback: Int
    ) -> Int {
        guard let member = optional(object, key) else { return fallback }
        return minutes(member, in: range) ?? fallback
    }

    /// A length of time in whole minutes.
    mutating func minutes(_ cursor: JSONCursor, in range: ClosedRange<Int>) -> Int? {
        let bounds = Int64(range.lowerBound) * 60...Int64(range.upperBound) * 60
        guard let seconds = seconds(cursor, in: bounds) else { return nil }
        guard seconds % 60 == 0 else {
            note(cursor, expected: "whole minutes")
            return nil
        }
        return Int(seconds / 60)
    }

    /// One of some names; `fallback` where it is absent.
    mutating func choice<Value>(
        _ object: JSONCursor,
        _ key: String,
        _ choices: [(name: String, value: Value)],
        or fallback: Value
    ) -> Value {
        guard let member = optional(object, key) else { return fallback }
        return choice(member, choices) ?? fallback
    }

    /// One of some names.
    mutating func choice<Value>(
        _ cursor: JSONCursor,
        _ choices: [(name: String, value: Value)]
    ) -> Value? {
        let given = cursor.value.string
        if let found = choices.first(where: { $0.name == given }) { return found.value }
        let names = choices.map(\.name)
        note(
            cursor,
            expected: "one of " + names.joined(separator: ", "),
            hint: given.flatMap { NearestName.of($0, in: names) }
        )
        return nil
    }
}
