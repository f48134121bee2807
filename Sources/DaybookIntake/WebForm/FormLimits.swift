/// Every bound of the web form, in one place.
enum FormLimits {
    /// Longest body in bytes.
    static let bodyBytesMax = 64 << 10
    /// Most fields of a submission.
    static let fieldsMax = 200
    /// Longest value in bytes, decoded.
    static let valueBytesMax = 16 << 10
    /// Longest field name in bytes, decoded.
    static let nameBytesMax = 128
    /// Longest submission id or idempotency key in bytes.
    static let submissionIDBytesMax = 200
    /// A person needs longer than this to fill in a form, in milliseconds.
    static let fillMillisecondsMin: Int64 = 3_000
    /// A form older than this was left open or stored, in milliseconds.
    static let fillMillisecondsMax: Int64 = 86_400_000
}
