public import DaybookDomain

/// One command that another clinic would have answered otherwise.
public struct WhatIfCase: Sendable, Hashable {
    /// When it was decided.
    public let at: Instant
    /// What was asked for.
    public let code: Demand.Code
    /// The channel it came by.
    public let channel: Channel
    /// The service asked for.
    public let service: UInt16
    /// The first minute asked for.
    public let start: Minute
    /// The first fact that it led to; 0 if it was refused.
    public let sequence: UInt64
    /// Why it was refused; `nil` if it was accepted.
    public let was: Reason?
    /// Why it would have been refused; `nil` if it would have been accepted.
    public let would: Reason?
}
