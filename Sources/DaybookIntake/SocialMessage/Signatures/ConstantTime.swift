/// Comparison whose time depends on the lengths only.
enum ConstantTime {
    /// Whether both hold the same bytes. O(length).
    static func areEqual(_ computed: some Sequence<UInt8>, _ given: [UInt8]) -> Bool {
        var difference: UInt8 = 0
        var count = 0
        for byte in computed {
            // Beyond the given bytes any difference will do, as long as there is one.
            difference |= count < given.count ? byte ^ given[count] : 1
            count += 1
        }
        return difference == 0 && count == given.count
    }
}
