public import DaybookDomain

/// `clinic.json`: the clinic as its people write it, with ids of their own in place of numbers.
///
/// The file is the whole truth: what it names is in use, what it no longer names is withdrawn. Its
/// JSON Schema is `schemas/clinic.schema.json`; this reader checks that and, beyond it, what refers
/// to what.
public enum ClinicFile {
    /// Reads a file and returns the difference between it and what a clinic holds.
    ///
    /// An id that the clinic holds keeps its number; every other one gets a number that was never
    /// used. Definitions come in the order zones, locations, resources, services, channels,
    /// settings, withdrawals, so that each finds what it refers to.
    ///
    /// - Parameters:
    ///   - bytes: The file, JSON (RFC 8259) of at most 4 MiB.
    ///   - clinic: What the log holds so far; empty before the first file.
    ///   - zoneBytes: The TZif bytes (RFC 9636) of a named zone, or `nil` where there is none.
    ///     Asked only for names of letters, digits, `_`, `+`, `-` and inner slashes.
    ///   - release: The release of the time-zone database those bytes are of ("2026b"), recorded
    ///     with them.
    ///   - updatingZones: Whether zones that the log already holds are read again: rules that
    ///     differ get a new number, and what stands in that zone is defined again. Otherwise
    ///     recorded rules stay, whatever this machine knows.
    /// - Returns: New and changed definitions and withdrawals; empty if nothing changed.
    /// - Throws: ``ClinicFileError`` with every problem up to 20; then nothing of the file is used.
    /// - Complexity: O(length), plus O(length) for each problem.
    public static func read(
        _ bytes: [UInt8],
        against clinic: Clinic,
        zoneBytes: @escaping (_ name: String) -> [UInt8]?,
        release: String,
        updatingZones: Bool = false
    ) throws(ClinicFileError) -> [Definition] {
        let root: JSONValue
        do {
            root = try JSONReader.parse(
                bytes,
                limits: JSONLimits(bytesMax: ClinicFileLimits.bytesMax)
            )
        } catch {
            throw ClinicFileError(syntax: error, in: bytes)
        }
        var reader = ClinicReader(
            against: clinic,
            zoneBytes: zoneBytes,
            release: release,
            updatesZones: updatingZones
        )
        let content = reader.read(JSONCursor(root))
        guard reader.findings.isEmpty else { throw ClinicFileError(reader, in: bytes) }
        let difference = content.difference(from: clinic)
        guard difference.count <= Decider.definitionsMax else {
            reader.note(
                path: "",
                expected: "at most \(Decider.definitionsMax) changes at once",
                found: "\(difference.count)"
            )
            throw ClinicFileError(reader, in: bytes)
        }
        return difference
    }
}

extension ClinicFileError {
    init(syntax error: JSONError, in bytes: [UInt8]) {
        let place = TextPlace(offset: error.offset, in: bytes)
        let problem = Problem(
            path: error.path,
            line: place.line,
            column: place.column,
            expected: error.expected,
            found: error.found,
            hint: nil
        )
        self.init(problems: [problem], hasMore: false)
    }

    init(_ reader: ClinicReader, in bytes: [UInt8]) {
        let problems = reader.findings.map { finding in
            let place = TextPlace(pointer: finding.path, in: bytes)
            return Problem(
                path: finding.path,
                line: place.line,
                column: place.column,
                expected: finding.expected,
                found: finding.found,
                hint: finding.hint
            )
        }
        self.init(problems: problems, hasMore: reader.hasMore)
    }
}
