/// Protected health information, confined by the compiler.
///
/// The value can be neither copied, interpolated, encoded nor compared, and only code of this
/// module can look inside: engine and projections cannot even name the type, because they do not
/// import the module that declares it. It leaves as ciphertext (``Vault``) or through a reveal that
/// names its purpose and appends an access fact.
public struct PHI<Value: Sendable>: ~Copyable, Sendable {
    private let value: Value

    /// Confines `value`. There is no public way back out.
    public init(_ value: consuming Value) {
        self.value = value
    }

    /// Looks at the value, inside this module only.
    func exposed<Result, Failure: Error>(
        _ look: (borrowing Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try look(value)
    }
}
