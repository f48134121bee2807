/// The process's environment.
enum Environment {
    /// A variable's value; `nil` if it is unset or empty.
    static func value(_ name: String) -> String? {
        guard let text = SystemCalls.environmentVariable(name), !text.isEmpty else { return nil }
        return text
    }
}
