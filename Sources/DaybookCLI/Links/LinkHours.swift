/// For how long a link is good, as people give it.
enum LinkHours {
    /// The hours in seconds.
    static func seconds(_ hours: UInt32) throws -> UInt32 {
        guard (1...168).contains(hours) else {
            throw Failure(
                .badInput,
                "a link can't be good for \(hours) hours",
                at: "--hours",
                next: "give 1 to 168 (seven days)"
            )
        }
        return hours * 3_600
    }
}
