extension Array {
    /// The array, which its owner lets go of: several of an owner's arrays can be changed at once only
    /// while they are apart from it, and each is to be given back. O(1), and nothing is copied.
    @inline(__always)
    mutating func taken() -> [Element] {
        var taken: [Element] = []
        swap(&self, &taken)
        return taken
    }
}
