/// One entry of a leaf, as far as it leads on.
struct PageNode {
    /// What a tree holds, which decides what its entries may be.
    enum Content {
        /// Lists of free pages by transaction.
        case free
        /// The table of tables.
        case tables
        /// A table with one value a key; integer keys have their length.
        case values(Int?)
        /// The table of facts: an integer key with packed values.
        case duplicates
        /// The values of one key of it.
        case packed

        /// Ways a branch has at least.
        var branchMinimum: Int {
            if case .free = self { 1 } else { 2 }
        }
    }

    enum Value {
        case inline
        case freeList([UInt8])
        case overflow(first: UInt64, bytes: Int)
        case packed(count: Int)
        case tree(PageTree)
    }

    var value: Value
}
