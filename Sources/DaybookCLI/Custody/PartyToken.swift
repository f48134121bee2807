import Daybook

/// Parties as people name them: by the digits that `daybook log` shows of their token.
enum PartyToken {
    /// The fewest digits that name a party.
    static let digitsMin = 6

    /// All 16 digits.
    static func text(_ party: UInt64) -> String {
        let digits = String(party, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    /// The one party of the book whose token begins so.
    static func find(_ text: String, in book: Book) throws -> UInt64 {
        guard text.utf8.count >= digitsMin, text.utf8.count <= 16,
            UInt64(text, radix: 16) != nil
        else {
            throw Failure(
                .badInput,
                "'\(text)' is no party",
                at: "PARTY",
                next: "give \(digitsMin) to 16 hexadecimal digits, as `daybook log` shows them"
            )
        }
        let found = try book.parties(beginningWith: text.lowercased())
        if let party = found.first, found.count == 1 { return party }
        throw Failure(
            .badInput,
            found.isEmpty
                ? "no fact is about a party '\(text)'"
                : "\(found.count) parties begin with '\(text)'",
            at: "PARTY",
            next: found.isEmpty ? "`daybook log` shows the parties of facts" : "give more digits"
        )
    }
}
