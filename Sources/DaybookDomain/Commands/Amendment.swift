/// What of an appointment is to be otherwise, but for its time and its resources.
///
/// What is `nil` stays as it is. A comment is sealed and stands beside the fact; what was amended is
/// never undone, but amended again.
public struct Amendment: Sendable, Hashable {
    /// The greatest priority: RFC 5545 counts from 1, the highest, to 9; 0 says nothing.
    public static let priorityMax: UInt8 = 9

    /// How patient and clinic meet.
    public var modality: Modality?
    /// How urgent it is, 0 to ``priorityMax``.
    public var priority: UInt8?
    /// What sort of visit it is.
    public var visitType: VisitType?
    /// The token that a comment is sealed for; `nil` where there is no comment.
    public var commentFor: UInt64?

    /// Makes an amendment.
    public init(
        modality: Modality? = nil,
        priority: UInt8? = nil,
        visitType: VisitType? = nil,
        commentFor: UInt64? = nil
    ) {
        self.modality = modality
        self.priority = priority
        self.visitType = visitType
        self.commentFor = commentFor
    }

    /// Writes it into a command's record: the second byte of `detail` says what is given.
    func write(into record: inout Fact) {
        var given: UInt32 = 0
        if let modality {
            record.flags.formUnion(modality.flags)
            given |= 1
        }
        if let priority {
            record.rank = priority
            given |= 2
        }
        if visitType != nil { given |= 4 }
        if let commentFor {
            record.party = commentFor
            given |= 8
        }
        record.detail = UInt32(visitType?.rawValue ?? 0) | given << 8
    }
}
