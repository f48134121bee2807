extension SlotState {
    /// How far around a start the booked minutes count for ``ChoicePolicy/leastBooked``, in
    /// minutes: a week each way.
    private static let loadMinutes = 7 * 1_440

    /// Puts the free resources of a group into the order in which they are taken.
    func order(
        _ free: inout [UInt16],
        by choice: ChoicePolicy,
        _ service: UInt16,
        group: UInt8,
        around start: Minute
    ) {
        guard free.count > 1 else { return }
        switch choice {
        case .firstFree: return
        case .leastBooked:
            let loads = free.enumerated().map { (bookedMinutes(of: $1, around: start), $0, $1) }
            free = loads.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
        case .roundRobin:
            let last = turns.last(of: service, group: group)
            guard let members = clinic.service(service)?.groups[safe: Int(group)]?.resources,
                let place = members.firstIndex(of: last)
            else { return }
            let following = Set(members[(place + 1)...])
            free = free.filter(following.contains) + free.filter { !following.contains($0) }
        }
    }

    /// The resource that every booking of a service has at its first place, if there is no choice.
    ///
    /// - Parameter resource: The one asked for; 0 any.
    package func onlyChoice(for service: Service, asked resource: UInt16) -> UInt16? {
        guard let group = service.groups.first, group.needed == 1, !service.hasSharedResources
        else { return nil }
        let members = group.members(asked: resource, isShared: false)
        return members.count == 1 ? members.first : nil
    }

    private func bookedMinutes(of resource: UInt16, around start: Minute) -> Int {
        guard Int(resource) < calendars.count else { return 0 }
        let around = SlotState.loadMinutes
        let window = start.advanced(by: -around)..<start.advanced(by: around)
        var busy = MinuteSet(covering: window)
        calendars[Int(resource)].booked.copyBusy(into: &busy, layer: TimeLayer.shown.rawValue)
        return busy.count(in: window)
    }
}

extension Array {
    /// The element at an index, or `nil` outside the array.
    fileprivate subscript(safe index: Int) -> Element? {
        indices.contains(index) ? self[index] : nil
    }
}
