/// Words after which a person should look at once, in English, German, Spanish and French.
///
/// They raise a message's priority among those that wait, and nothing else: no diagnosis, no
/// booking, and a message without them is not therefore harmless. "Not urgent" is not urgent.
enum UrgentWords {
    private static let phrases: [[[UInt8]]] = lists([
        // English
        "urgent", "urgently", "emergency", "chest pain", "chest pains", "cant breathe",
        "cannot breathe", "can not breathe", "trouble breathing", "short of breath",
        "severe bleeding", "bleeding heavily", "unconscious", "passed out", "stroke",
        "heart attack", "suicidal", "suicide", "kill myself", "overdose", "severe pain",
        // German
        "dringend", "dringende", "dringender", "notfall", "brustschmerz", "brustschmerzen",
        "schmerzen in der brust", "atemnot", "keine luft", "stark blutet", "blutet stark",
        "starke blutung", "bewusstlos", "schlaganfall", "herzinfarkt", "suizid", "umbringen",
        "starke schmerzen", "unertragliche schmerzen",
        // Spanish
        "urgente", "urgentemente", "urgencia", "emergencia", "dolor de pecho", "dolor en el pecho",
        "no puedo respirar", "me cuesta respirar", "sangrado abundante", "inconsciente", "infarto",
        "derrame cerebral", "suicidio", "suicidarme", "sobredosis", "dolor muy fuerte",
        // French
        "urgence", "en urgence", "durgence", "douleur thoracique", "douleur a la poitrine",
        "mal a la poitrine", "du mal a respirer", "je narrive pas a respirer",
        "saignement abondant",
        "inconsciente", "inconscient", "avc", "crise cardiaque", "suicider", "surdose",
        "douleur insupportable",
    ])
    private static let negations: Set<[UInt8]> = Set(
        ["not", "no", "nothing", "isnt", "nicht", "kein", "keine", "keinen", "pas", "rien", "nada"]
            .map { Array($0.utf8) }
    )
    private static let byFirst: [[UInt8]: [[[UInt8]]]] = Dictionary(grouping: phrases) {
        $0.first ?? []
    }

    private static func lists(_ texts: [String]) -> [[[UInt8]]] {
        texts.map { $0.utf8.split(separator: 0x20).map { Array($0) } }
    }

    /// Whether one of them stands there and is not negated. O(length), bounded by ``WordLimits``.
    static func stand(in text: String) -> Bool {
        let words = WordReader.pieces(text.utf8).map { piece -> [UInt8] in
            if case .word(let word) = piece.token { word } else { [] }
        }
        for start in words.indices {
            guard let candidates = byFirst[words[start]] else { continue }
            let isFound = candidates.contains { words[start...].starts(with: $0) }
            if isFound, !isNegated(words, before: start) { return true }
        }
        return false
    }

    /// "not urgent", "nicht so dringend", "pas une urgence": two words before at most.
    private static func isNegated(_ words: [[UInt8]], before start: Int) -> Bool {
        words[max(0, start - 2)..<start].contains { negations.contains($0) }
    }
}
