/// Settings that came after the first layout of a service's body.
///
/// They follow the groups as a count and so many pairs of number and value, in rising order, and
/// only those that differ from the default: a body without them reads as it always did, and one
/// that has none of them is byte for byte what it was.
extension Service {
    /// The numbers of the settings. Frozen.
    private enum Option: UInt8, CaseIterable {
        case noShowGrace = 1
        case approvalMinutes = 2
        case choice = 3
        case overbooking = 4
        case waitlistOffers = 5
        case waitlistMinutes = 6
        case waitlistTries = 7
        case location = 8
        case visitType = 9
    }

    private func value(of option: Option) -> UInt64 {
        switch option {
        case .noShowGrace: UInt64(noShowGrace)
        case .approvalMinutes: UInt64(approvalMinutes)
        case .choice: UInt64(choice.rawValue)
        case .overbooking: UInt64(overbooking)
        case .waitlistOffers: UInt64(waitlist.offersAtOnce)
        case .waitlistMinutes: UInt64(waitlist.offerMinutes)
        case .waitlistTries: UInt64(waitlist.tries)
        case .location: UInt64(location)
        case .visitType: UInt64(visitType.rawValue)
        }
    }

    private mutating func set(
        _ option: Option,
        from body: inout BodyReader
    ) throws(BodyReader.Malformed) {
        switch option {
        case .noShowGrace: noShowGrace = min(try body.integer(), UInt16(Service.durationMax))
        case .approvalMinutes:
            approvalMinutes = min(try body.integer(), Service.approvalMinutesMax)
        case .choice: choice = try body.choice()
        case .overbooking: overbooking = try body.integer()
        case .waitlistOffers: waitlist.offersAtOnce = try body.integer()
        case .waitlistMinutes: waitlist.offerMinutes = max(1, try body.integer())
        case .waitlistTries: waitlist.tries = max(1, try body.integer())
        case .location: location = try body.integer()
        case .visitType: visitType = try body.choice()
        }
    }

    func encodeOptions(into body: inout BodyWriter) {
        let ordinary = Service(number: number, key: key, name: name, duration: duration)
        let set = Option.allCases.filter { value(of: $0) != ordinary.value(of: $0) }
        guard !set.isEmpty else { return }
        body.append(UInt64(set.count))
        for option in set {
            body.append(UInt64(option.rawValue))
            body.append(value(of: option))
        }
    }

    mutating func decodeOptions(from body: inout BodyReader) throws(BodyReader.Malformed) {
        guard !body.isAtEnd else { return }
        for _ in 0..<(try body.count()) {
            let number = try body.unsigned()
            guard let code = UInt8(exactly: number), let option = Option(rawValue: code) else {
                // A setting of a later version: this one can't keep to it, and steps over it.
                _ = try body.unsigned()
                continue
            }
            try set(option, from: &body)
        }
    }
}
