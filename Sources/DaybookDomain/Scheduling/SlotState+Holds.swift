extension SlotState {
    /// The live holds of which one can be chosen, one for each resource, by what offers them.
    ///
    /// - Complexity: O(resources × their holds).
    func offered(by offer: UInt64, now: Instant) -> [LiveHold] {
        guard offer != 0 else { return [] }
        var found: [LiveHold] = []
        for calendar in calendars {
            for hold in calendar.holds where hold.offer == offer && hold.expiry > now {
                found.append(hold)
            }
        }
        return found.sorted {
            ($0.subject, $0.footprint.group, $0.footprint.resource)
                < ($1.subject, $1.footprint.group, $1.footprint.resource)
        }
    }

    /// Whether any of the holds with these numbers is alive and one that can be chosen.
    ///
    /// - Complexity: O(resources × their holds).
    func isOffering(_ numbers: Range<UInt64>, now: Instant) -> Bool {
        calendars.contains { calendar in
            calendar.holds.contains {
                $0.offer != 0 && $0.expiry > now && numbers.contains($0.subject)
            }
        }
    }

    /// Every hold that is alive, one for each resource, by number. O(resources × their holds).
    package func liveHolds(
        now: Instant
    ) -> [(subject: UInt64, service: UInt16, expiry: Instant, footprint: Footprint)] {
        var found: [(subject: UInt64, service: UInt16, expiry: Instant, footprint: Footprint)] = []
        for calendar in calendars {
            for hold in calendar.holds where hold.expiry > now {
                found.append((hold.subject, hold.service, hold.expiry, hold.footprint))
            }
        }
        return found.sorted { ($0.subject, $0.footprint.group) < ($1.subject, $1.footprint.group) }
    }

    /// Everything that offers a time which is still held. O(resources × their holds).
    package func liveOffers(now: Instant) -> Set<UInt64> {
        var found: Set<UInt64> = []
        for calendar in calendars {
            for hold in calendar.holds where hold.offer != 0 && hold.expiry > now {
                found.insert(hold.offer)
            }
        }
        return found
    }

    /// A block that lies over one of these footprints, or `nil` if none does.
    ///
    /// - Returns: The block's number; 0 if it is not known which it is.
    func block(over footprints: [Footprint]) -> UInt64? {
        for footprint in footprints where Int(footprint.resource) < calendars.count {
            let calendar = calendars[Int(footprint.resource)]
            guard
                !calendar.blocked.isFree(start: footprint.start, length: Int(footprint.length))
            else { continue }
            return blocks.subject(on: footprint.resource, during: footprint.minutes(.shown))
        }
        return nil
    }
}

extension SlotState {
    /// The hold that is on offer to somebody who waits, and when it ends; `nil` if none is.
    package func heldOffer(
        of entry: WaitlistEntry,
        now: Instant
    ) -> (hold: UInt64, expiry: Instant)? {
        offered(by: entry.number, now: now).first.map { ($0.subject, $0.expiry) }
    }
}
