internal import DaybookDomain

/// Where the log's index keeps which facts tell of a person: beside the keyed hashes of addresses,
/// under the token itself.
///
/// A token is random and no address, so it needs no keyed hash. The words after it are not those
/// that fill up a shorter hash, so that the two can't be mistaken for each other.
package enum PersonKey {
    private static let mark = Array("daybook person facts, v1".utf8)

    /// The 32 bytes under which the first fact about a person is found.
    package static func bytes(of party: UInt64) -> [UInt8] {
        stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: party >> $0) }
            + mark
    }

    /// Whether a fact is the first one about a person.
    static func begins(_ fact: Fact) -> Bool {
        guard fact.subject == fact.sequence else { return false }
        switch fact.kind {
        case .contactLinked, .contactUnlinked, .partiesMerged, .partiesSplit, .consentRecorded,
            .consentWithdrawn, .preferenceRecorded, .acknowledgementQueued, .colleagueRecorded,
            .colleagueWithdrawn:
            return true
        default: return false
        }
    }
}
