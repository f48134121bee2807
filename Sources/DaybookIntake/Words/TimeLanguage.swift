/// A language whose words of time are read.
public enum TimeLanguage: String, Sendable, Hashable, CaseIterable {
    /// English; numeric dates are read both ways round.
    case english = "en"
    /// English of the United States: month before day.
    case american = "en-us"
    /// German.
    case german = "de"
    /// Spanish.
    case spanish = "es"
    /// French.
    case french = "fr"

    /// The language of a BCP 47 tag ("de-AT"), or `nil` where it is none of these.
    public init?(tag: String) {
        let tag = tag.lowercased()
        if tag == TimeLanguage.american.rawValue {
            self = .american
            return
        }
        let primary = tag.utf8.prefix { $0 != 0x2D && $0 != 0x5F }
        self.init(rawValue: String(Substring(primary)))
    }

    var vocabulary: TimeVocabulary {
        switch self {
        case .english, .american: .english
        case .german: .german
        case .spanish: .spanish
        case .french: .french
        }
    }
}
