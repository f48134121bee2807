internal import DaybookDomain

/// Times that a platform signs along with its message.
enum SignedTime {
    /// Whether a count of seconds, in decimal digits only, lies within
    /// ``SocialLimits/signedAgeMillisecondsMax`` of the receipt.
    static func isNear(seconds text: String, to receipt: Instant) -> Bool {
        let digits = text.utf8
        guard (1...12).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }),
            let seconds = Int64(text)
        else { return false }
        let (distance, overflow) = receipt.milliseconds.subtractingReportingOverflow(
            seconds * 1_000
        )
        return !overflow && distance.magnitude <= UInt64(SocialLimits.signedAgeMillisecondsMax)
    }
}
