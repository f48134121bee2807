public import DaybookDomain

extension WaitHistory {
    /// The fewest records between two looks for those that nobody asks about.
    static let recordsLeast = 16_384

    /// A history of the waits that begin on a day or later; earlier ones are let go once they are
    /// settled and nothing can put them back.
    ///
    /// - Parameters:
    ///   - since: The day, by the clinic's zone.
    ///   - limit: The most waits, and the most episodes, that are kept.
    public init(since: CivilDate, limit: Int = EngineLimits.waitsKept) {
        self.init()
        self.since = since
        self.limit = limit
        roomFor = min(limit, WaitHistory.recordsLeast)
    }

    /// Makes room for one more wait and episode, or says that there is none.
    mutating func makeRoom(at now: Instant) {
        guard max(waits.count, episodes.count) >= roomFor else { return }
        letGo(now)
        letEarlierGo()
        let kept = max(waits.count, episodes.count)
        isFull = kept >= limit
        roomFor = min(limit, max(WaitHistory.recordsLeast, kept * 2))
    }

    /// Lets go what began before the day that is asked about, but for what is open or may be put
    /// back.
    private mutating func letEarlierGo() {
        guard let since else { return }
        var isHeld = [Bool](repeating: false, count: waits.count)
        for entry in open.values {
            if let wait = entry.wait { isHeld[wait] = true }
            for counted in entry.counted { isHeld[counted.wait] = true }
        }
        var places = [Int](repeating: -1, count: waits.count)
        var kept: [WaitRecord] = []
        for (place, wait) in waits.enumerated()
        where isHeld[place] || wait.outcome == .waiting || wait.day >= since {
            places[place] = kept.count
            kept.append(wait)
        }
        waits = kept
        for subject in open.keys {
            open[subject]?.move(to: places)
        }
        let held = Set(openEpisodes.values)
        var episodePlaces: [Int: Int] = [:]
        var keptEpisodes: [EpisodeRecord] = []
        for (place, episode) in episodes.enumerated()
        where held.contains(place) || episode.day >= since {
            episodePlaces[place] = keptEpisodes.count
            keptEpisodes.append(episode)
        }
        episodes = keptEpisodes
        openEpisodes = openEpisodes.compactMapValues { episodePlaces[$0] }
    }
}
