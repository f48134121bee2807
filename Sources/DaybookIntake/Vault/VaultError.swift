/// Why the vault or its key store did not do what was asked: a code for programs, a sentence for
/// people and the next step.
///
/// Texts name paths, codes and positions of the vault's own files, never content or an address.
public struct VaultError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The closed set of causes. The raw values are stable.
    public enum Code: String, Sendable, CaseIterable {
        /// No key file stands at the path.
        case missing
        /// Something already stands where a file was to be created.
        case exists
        /// The path is a symbolic link.
        case symbolicLink = "symbolic-link"
        /// The path is not a regular file.
        case notRegular = "not-regular"
        /// The file belongs to another user.
        case notOwner = "not-owner"
        /// Group or others may read or write the file.
        case modeTooOpen = "mode-too-open"
        /// Anybody may replace files in the directory.
        case directoryTooOpen = "directory-too-open"
        /// Another process holds the file's lock.
        case busy
        /// The operating system refused; the message carries its error number.
        case system
        /// The file is of another format or a version this build does not know.
        case unknownVersion = "unknown-version"
        /// The keys belong to another book.
        case otherBook = "other-book"
        /// The file ends before what was acknowledged.
        case truncated
        /// Acknowledged bytes are not what was written.
        case damaged
        /// The keys are older than the log's last erasure.
        case generationTooOld = "generation-too-old"
        /// No key of this party or class is in the store.
        case keyMissing = "key-missing"
        /// The party's key was destroyed.
        case erased
        /// The retention class's key was destroyed.
        case expired
        /// The token is zero, which no person has.
        case tokenReserved = "token-reserved"
        /// The record stands in another place than the one it was sealed for.
        case moved
        /// The keys at hand do not open the record.
        case wrongKey = "wrong-key"
        /// More than a stated limit.
        case tooLarge = "too-large"
        /// An argument is not of the stated form.
        case invalid
    }

    /// The cause.
    public let code: Code
    /// What happened, in a sentence.
    public let message: String
    /// What the operator does next.
    public let nextStep: String

    /// Makes the error.
    public init(_ code: Code, _ message: String, next nextStep: String) {
        self.code = code
        self.message = message
        self.nextStep = nextStep
    }

    /// Code, message and next step in one line.
    public var description: String { "\(code.rawValue): \(message) \(nextStep)" }
}
