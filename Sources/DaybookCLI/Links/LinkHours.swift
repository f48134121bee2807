import ArgumentParser

/// For how long a link is good, as people give it.
struct LinkHours: ParsableArguments {
    @Option(name: .long, help: "For how many hours a link is good: 1 to 168.")
    var hours: UInt32 = 24

    /// The hours in seconds.
    func seconds() throws -> UInt32 {
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
