/// One piece of the clinic's data, as `configure` appends it: the whole new value, or its
/// withdrawal.
public enum Definition: Sendable, Equatable {
    /// Zone rules.
    case zone(Zone)
    /// A location.
    case location(Location)
    /// A resource.
    case resource(Resource)
    /// A service.
    case service(Service)
    /// A channel's policy.
    case channel(ChannelPolicy)
    /// The clinic's settings.
    case clinic(ClinicSettings)
    /// Who acts.
    case actor(Actor)
    /// A location is no longer in use.
    case withdrawLocation(UInt16)
    /// A resource takes no new bookings.
    case withdrawResource(UInt16)
    /// A service is no longer offered.
    case withdrawService(UInt16)
    /// A channel is no longer served.
    case withdrawChannel(Channel)

    /// The layout version that bodies begin with.
    static let bodyVersion: UInt8 = 1

    /// The fact's kind.
    package var kind: Kind {
        switch self {
        case .zone: .zoneRulesRecorded
        case .location: .locationDefined
        case .resource: .resourceDefined
        case .service: .serviceDefined
        case .channel: .channelDefined
        case .clinic: .clinicDefined
        case .actor: .actorDefined
        case .withdrawLocation: .locationWithdrawn
        case .withdrawResource: .resourceWithdrawn
        case .withdrawService: .serviceWithdrawn
        case .withdrawChannel: .channelWithdrawn
        }
    }

    /// The body that stands beside the fact, or `nil` for a withdrawal.
    package var body: [UInt8]? {
        var writer = BodyWriter(version: Definition.bodyVersion)
        switch self {
        case .zone(let zone):
            writer.append(UInt64(zone.number))
            writer.append(zone.name)
            writer.append(zone.release)
            writer.append(zone.rules.encode())
        case .location(let location): location.encode(into: &writer)
        case .resource(let resource): resource.encode(into: &writer)
        case .service(let service): service.encode(into: &writer)
        case .channel(let channel): channel.encode(into: &writer)
        case .clinic(let settings): settings.encode(into: &writer)
        case .actor(let actor):
            writer.append(UInt64(actor.number))
            writer.append(actor.name)
        case .withdrawLocation, .withdrawResource, .withdrawService, .withdrawChannel:
            return nil
        }
        return writer.bytes
    }

    /// Reads a definition back from its fact and body.
    package init(fact: Fact, body: [UInt8]) throws(BodyReader.Malformed) {
        switch fact.kind {
        case .locationWithdrawn: self = .withdrawLocation(UInt16(truncatingIfNeeded: fact.detail))
        case .resourceWithdrawn: self = .withdrawResource(fact.resource)
        case .serviceWithdrawn: self = .withdrawService(fact.service)
        case .channelWithdrawn: self = .withdrawChannel(fact.channel)
        default:
            var reader = try BodyReader(body)
            guard reader.version == Definition.bodyVersion else {
                throw BodyReader.Malformed(offset: 0, expected: "body version 1")
            }
            switch fact.kind {
            case .zoneRulesRecorded: self = .zone(try Definition.zone(&reader))
            case .locationDefined: self = .location(try Location(decoding: &reader))
            case .resourceDefined: self = .resource(try Resource(decoding: &reader))
            case .serviceDefined: self = .service(try Service(decoding: &reader))
            case .channelDefined: self = .channel(try ChannelPolicy(decoding: &reader))
            case .clinicDefined: self = .clinic(try ClinicSettings(decoding: &reader))
            case .actorDefined:
                self = .actor(Actor(number: try reader.integer(), name: try reader.text()))
            default:
                throw BodyReader.Malformed(offset: 0, expected: "a fact that defines something")
            }
        }
    }

    private static func zone(_ reader: inout BodyReader) throws(BodyReader.Malformed) -> Zone {
        let number: UInt16 = try reader.integer()
        let name = try reader.text()
        let release = try reader.text()
        do {
            let rules = try ZoneRules(decoding: try reader.raw())
            return Zone(number: number, name: name, release: release, rules: rules)
        } catch is ZoneRulesError {
            throw BodyReader.Malformed(offset: 0, expected: "zone rules")
        } catch let error as BodyReader.Malformed {
            throw error
        } catch {
            throw BodyReader.Malformed(offset: 0, expected: "zone rules")
        }
    }
}
