import Daybook

extension Names {
    /// A person's token: its 16 hexadecimal digits, or the number of any fact about them.
    static func party(_ text: String, in book: Book) throws -> UInt64 {
        if text.utf8.count == 16, let token = UInt64(text, radix: 16), token != 0 { return token }
        if let sequence = UInt64(text), sequence > 0 {
            let fact = try book.facts(from: sequence, through: sequence).first
            if let party = fact?.party, party != 0 { return party }
        }
        throw Failure(
            .badInput,
            "'\(text)' names nobody",
            next:
                "give a token of 16 digits, or the number of a fact about them; see `daybook find`"
        )
    }

    /// A token as 16 hexadecimal digits.
    static func token(_ party: UInt64) -> Cell {
        guard party != 0 else { return .none }
        let digits = String(party, radix: 16)
        return .string(String(repeating: "0", count: 16 - digits.utf8.count) + digits)
    }
}
