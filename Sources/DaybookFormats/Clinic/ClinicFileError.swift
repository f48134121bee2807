/// Why a `clinic.json` was refused: up to 20 problems, each with its place.
///
/// Nothing of the file is used then.
public struct ClinicFileError: Error, Sendable, Equatable {
    /// One thing that is wrong.
    public struct Problem: Sendable, Equatable {
        /// JSON Pointer (RFC 6901) of the value; empty for the whole file.
        public let path: String
        /// The line of that value, or of the nearest object around it, from 1.
        public let line: Int
        /// The column in Unicode scalars, from 1.
        public let column: Int
        /// What was expected there.
        public let expected: String
        /// What was found there.
        public let found: String
        /// What may have been meant, if something is near.
        public let hint: String?
    }

    /// The problems, in the order found; never empty.
    public let problems: [Problem]
    /// Whether there were more problems than are listed.
    public let hasMore: Bool
}

extension ClinicFileError.Problem: CustomStringConvertible {
    /// One line: `12:7 /services/2/name: expected a string, found 5`.
    public var description: String {
        let place = path.isEmpty ? "the file" : path
        let meant = hint.map { "; did you mean \"\($0)\"?" } ?? ""
        return "\(line):\(column) \(place): expected \(expected), found \(found)\(meant)"
    }
}

extension ClinicFileError: CustomStringConvertible {
    /// One line a problem.
    public var description: String {
        let lines = problems.map(\.description) + (hasMore ? ["and more"] : [])
        return lines.joined(separator: "\n")
    }
}
