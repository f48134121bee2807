internal import DaybookDomain

extension ClinicReader {
    /// The channels that patients can use; ``Channel/system`` is Daybook itself.
    static let servedChannels = Channel.allCases.filter { $0 != .system }

    /// The channels served: every one that is named, each with defaults for what it leaves out.
    ///
    /// - Parameter jurisdiction: The clinic's own, which says how a channel is served for which the
    ///   file does not.
    mutating func channels(_ object: JSONCursor, in jurisdiction: String) -> [ChannelPolicy] {
        guard only(object, ClinicReader.servedChannels.map(\.name)) else { return [] }
        return ClinicReader.servedChannels.compactMap { channel in
            optional(object, channel.name).flatMap { policy($0, of: channel, in: jurisdiction) }
        }
    }

    private mutating func policy(
        _ object: JSONCursor,
        of channel: Channel,
        in jurisdiction: String
    ) -> ChannelPolicy? {
        let keys = [
            "target", "mode", "redirect", "replyWindow", "addresses", "consent", "acknowledge",
            "content", "audience", "retention", "warning",
        ]
        guard only(object, keys) else { return nil }
        var policy = ChannelPolicy(channel: channel)
        policy.mode = ChannelPolicy.defaultMode(of: channel, in: jurisdiction)
        if let target = optional(object, "target") { self.target(target, of: &policy) }
        let modes = ChannelPolicy.Mode.allCases.map { (name: $0.name, value: $0) }
        policy.mode = choice(object, "mode", modes, or: policy.mode)
        replyWindow(object, of: &policy)
        redirect(object, of: &policy)
        policy.ownAddresses = addresses(object)
        policy.requiresConsent = choice(
            object,
            "consent",
            [("required", true), ("assumed", false)],
            or: false
        )
        acknowledge(object, of: &policy)
        terms(object, of: &policy)
        return policy
    }

    /// The platform's own window unless the file says another one, or that there is none.
    private mutating func replyWindow(_ object: JSONCursor, of policy: inout ChannelPolicy) {
        let known = ChannelPolicy.defaultReplyWindow(of: policy.channel)
        if optional(object, "replyWindow")?.value.string == ClinicReader.noReplyWindow {
            policy.replyWindowSeconds = 0
            return
        }
        policy.replyWindowSeconds = UInt32(
            clamping: seconds(
                object,
                "replyWindow",
                in: 1...Int64(ClinicFileLimits.targetSecondsMax),
                or: Int64(known)
            )
        )
    }

    /// What stands for a platform that takes an answer at any time.
    static let noReplyWindow = "none"

    /// What may be said there, to whom, with which warning, and how long it is kept.
    private mutating func terms(_ object: JSONCursor, of policy: inout ChannelPolicy) {
        let contents = AnswerContent.allCases.map { (name: $0.name, value: $0) }
        policy.content = choice(object, "content", contents, or: policy.content)
        if let member = optional(object, "audience") {
            if let audience = member.value.string.flatMap({ ChannelAudience(text: $0) }) {
                policy.audience = audience
            } else {
                note(member, expected: "staff, a share of patients from 1% to 99%, or all")
            }
        }
        policy.retention = UInt8(clamping: number(object, "retention", in: 1...255, or: 0))
        if let warning = optional(object, "warning") {
            policy.warning = text(
                warning,
                1...ClinicFileLimits.textScalarsMax,
                isMultiline: true
            )
        }
    }

    /// Channels on which nothing is sent: what comes by them is acknowledged on the page, or by
    /// whoever takes it in.
    private static let silentChannels: Set<Channel> = [.phone, .desk, .form, .nurse, .transfer]

    private mutating func acknowledge(_ object: JSONCursor, of policy: inout ChannelPolicy) {
        guard let member = optional(object, "acknowledge") else { return }
        guard let acknowledges = member.value.bool else {
            note(member, expected: "true or false")
            return
        }
        policy.acknowledges = acknowledges
        guard acknowledges else { return }
        if ClinicReader.silentChannels.contains(policy.channel) {
            note(member, expected: "false, as nothing is sent on \(policy.channel.name)")
        } else if policy.mode == .receiveOnly {
            note(member, expected: "false, as the mode is \(policy.mode.name)")
        }
    }

    private mutating func target(_ object: JSONCursor, of policy: inout ChannelPolicy) {
        guard only(object, ["within", "clock", Priority.urgent.name]) else { return }
        let target = target(object, or: policy.target(of: .routine))
        policy.targetSeconds = target.seconds
        policy.targetCountsOpeningHours = target.countsOpeningHours
        guard let urgent = optional(object, Priority.urgent.name) else { return }
        guard only(urgent, ["within", "clock"]) else { return }
        policy.urgentTarget = self.target(urgent, or: target)
    }

    private mutating func target(
        _ object: JSONCursor,
        or known: ResponseTarget
    ) -> ResponseTarget {
        let seconds = seconds(
            object,
            "within",
            in: 1...Int64(ClinicFileLimits.targetSecondsMax),
            or: Int64(known.seconds)
        )
        let clocks = [("opening", true), ("calendar", false)]
        return ResponseTarget(
            seconds: UInt32(clamping: seconds),
            countsOpeningHours: choice(object, "clock", clocks, or: known.countsOpeningHours)
        )
    }

    private mutating func redirect(_ object: JSONCursor, of policy: inout ChannelPolicy) {
        guard let member = optional(object, "redirect") else {
            if policy.mode == .redirect {
                let why =
                    optional(object, "mode") == nil
                    ? "as none is named and the jurisdiction is the United States"
                    : "as the mode is redirect"
                note(
                    path: object.path + "/redirect",
                    expected: "the address of the clinic's form, \(why)",
                    found: "nothing"
                )
            }
            return
        }
        policy.redirectAddress = text(member, 1...ClinicFileLimits.addressScalarsMax)
        let isAddress =
            policy.redirectAddress.utf8.starts(with: "https://".utf8)
            && policy.redirectAddress.utf8.count > 8
            && !policy.redirectAddress.utf8.contains(0x20)
        if !isAddress, member.value.string != nil {
            note(member, expected: "an address that begins with https:// and has no spaces")
        }
        if policy.mode != .redirect {
            note(
                path: object.path + "/mode",
                expected: "redirect, as there is a redirect address",
                found: policy.mode.name
            )
        }
    }

    private mutating func addresses(_ object: JSONCursor) -> [String] {
        guard let array = optional(object, "addresses") else { return [] }
        var addresses: [String] = []
        for element in elements(array, in: 0...ClinicFileLimits.addressesMax) {
            let address = text(element, 1...ClinicFileLimits.addressScalarsMax)
            if addresses.contains(address) {
                note(element, expected: "each address once")
            } else {
                addresses.append(address)
            }
        }
        return addresses
    }
}
