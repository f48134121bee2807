public import DaybookDomain

/// One difference between a clinic and a definition, in words: what `configure --dry-run` lists.
public struct ClinicChange: Sendable, Equatable {
    /// What is different.
    public enum Sort: String, Sendable, CaseIterable {
        /// A time zone's rules.
        case zone
        /// A location.
        case location
        /// A resource.
        case resource
        /// A service.
        case service
        /// A channel.
        case channel
        /// The clinic's settings.
        case clinic
        /// Somebody who acts.
        case actor
    }

    /// What happens to it.
    public enum Action: String, Sendable, CaseIterable {
        /// It is new.
        case added
        /// It is defined anew.
        case changed
        /// It is no longer in use.
        case withdrawn
    }

    /// What is different.
    public let sort: Sort
    /// Its id in `clinic.json`; a zone's and a channel's name; an actor's name.
    public let key: String
    /// What happens to it.
    public let action: Action
    /// What changes, each as `duration 30m → 45m`; empty unless ``Action/changed``.
    public let details: [String]

    /// Describes definitions against the clinic they would change. O(definitions + their sizes).
    public static func describe(
        _ definitions: [Definition],
        against clinic: Clinic
    ) -> [ClinicChange] {
        // The clinic as it will be names what is only now defined.
        var after = clinic
        for definition in definitions { after.apply(definition) }
        let words = ChangeWords(before: clinic, after: after)
        return definitions.map { words.change($0) }
    }
}

extension ClinicChange: CustomStringConvertible {
    /// One line: `service checkup changed: duration 30m → 45m`.
    public var description: String {
        let start = "\(sort.rawValue) \(key) \(action.rawValue)"
        return details.isEmpty ? start : start + ": " + details.joined(separator: ", ")
    }
}
