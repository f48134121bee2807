/// A field of a fact that means something for some kinds and nothing for others.
///
/// The raw value is the name of its (first) member in the JSON form.
package enum FactField: String, Sendable, Hashable, CaseIterable {
    /// The patient's or contact's token.
    case party
    /// Why.
    case reason
    /// The fact that led to this one.
    case cause
    /// The first minute; of a booking with the zone's offset.
    case start
    /// Length in minutes.
    case minutes
    /// Minutes kept free before.
    case bufferBefore
    /// Minutes kept free after.
    case bufferAfter
    /// The resource's number; `resourceKey` says its id.
    case resource
    /// The service's number; `serviceKey` says its id.
    case service
    /// Which of the service's groups the resource serves (the fact's rank).
    case group
    /// How patient and clinic meet.
    case modality
    /// Number of the zone rules, `offsetMinutes` ahead of UTC; `zoneName` says the zone (the fact's
    /// detail).
    case zone
    /// Seconds from `recordedat` to the hold's end, which `holdUntil` says (the fact's detail).
    case holdSeconds
    /// The minute at which a wait for a time ends (the fact's detail).
    case until
    /// Who goes first on the waitlist: higher ones (the fact's rank).
    case priority
    /// The weekdays that suit, Monday as bit 0; 0 any (the fact's length).
    case weekdays
    /// The quarter hour of the day from which a time suits (the fact's buffer before).
    case dayFrom
    /// The quarter hour of the day to which it suits (the fact's buffer after).
    case dayTo
    /// What recurs, as lines of iCalendar (the body).
    case recurrence
    /// How many times are offered (the fact's detail).
    case times
    /// The number of what is defined (the fact's detail).
    case number
    /// Seconds from `recordedat` for which a sender keeps an answer to itself (the fact's detail).
    case claimSeconds
    /// The actor number of whoever has the conversation in hand (the fact's detail).
    case assignee
    /// The version of the wording agreed to (the fact's detail).
    case wording
    /// The language preferred, as a BCP 47 tag of two or three letters (the fact's detail).
    case language
    /// Seconds from `recordedat` for which a one-time link is good (the fact's detail).
    case linkSeconds
    /// The version of the reader that read a message (the fact's detail).
    case readerVersion
    /// The channel by which a message may be answered where its own takes no answer (the fact's
    /// rank).
    case answerBy
    /// What a message wanted, as a person says (the fact's rank).
    case intent
    /// What somebody who takes part answered, as a FHIR code (the fact's rank).
    case response
    /// How urgent an appointment is: 1 the highest to 9, 0 nothing is said (the fact's rank).
    case urgency
    /// What sort of visit it is (the fact's detail).
    case visitType
    /// The number of the clinic's templates that it is sent in (the fact's detail).
    case templates
    /// The version of another system's entry (the fact's detail).
    case entryVersion
    /// The number of a retention class (the fact's rank).
    case retention
    /// Days for which contents of a class are kept; 0 without end (the fact's detail).
    case days
    /// Which of a fact's contents: 0 as it was read, 1 as it arrived (the fact's detail).
    case part
    /// The generation of the keys (the fact's detail).
    case generation
    /// The epoch of the key that wraps the keys (the fact's detail).
    case epoch
    /// The decoded body.
    case definition
}
