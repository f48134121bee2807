/// How many bookings cover each UTC minute, over the whole time line.
///
/// The time line is cut into pages of 1,024 minutes, 16 words each, that exist only where something
/// is. A page's *plane of presence* has one bit a minute: covered or not. Only where a minute is
/// covered twice does a page get eight more planes, a binary number a minute for the covers beyond
/// the first. So adding, removing or testing a booking of a free time touches one or two words,
/// found by one look into a directory of page slots, and whether a time is free never needs the
/// other planes.
///
/// The directory is one array from some base page on and grows at both ends up to 82 years. Pages
/// further away live in a dictionary, so that one absurd date costs a page and not gigabytes;
/// should most pages turn out to be there, the directory moves to them.
///
/// **Layers.** A counter may have several layers, such as the minutes that bookings take with their
/// buffers and those that are shown. They share the pages, and the words of the same minutes lie
/// side by side: covering both touches one cache line, found once.
///
/// **Saturation.** A minute covered 255 times stays at 255 for good: further adds and removes leave
/// it there until ``dropBefore(_:)`` drops it. It reads as taken for ever rather than as free while
/// somebody is in it. Below that, removing is the exact inverse of adding, and removing from a
/// minute that nothing covers leaves it at zero.
package struct MinuteCounter: Sendable {
    /// The bounds of a counter.
    package enum Limits {
        /// The longest range of one call, in minutes; a longer one is cut.
        package static let length = 65_535
        /// The highest count of a minute.
        package static let count = 255
        /// The most pages that the directory spans: about 82 years.
        package static let directoryPages = 42_000
    }

    /// Words of a page's plane.
    static let pageWords = 16
    /// Minutes of a page, as a shift: 1,024.
    static let pageShift = 10
    /// Planes for the covers beyond the first.
    static let upperPlanes = 8
    /// A page that isn't there, or has no upper planes.
    static let none: Int32 = -1

    /// The page of the directory's first slot.
    var basePage = 0
    /// For every page from ``basePage`` on the number of its storage, or ``none``.
    var slots: [Int32] = []
    /// The storage numbers of the pages that the directory doesn't reach.
    var far: [Int: Int32] = [:]
    /// How many layers there are.
    let layers: Int
    /// The planes of presence of all pages: for each of sixteen words one of every layer.
    var presence: [UInt64] = []
    /// For every page and layer the number of its upper planes in ``upper``, or ``none``.
    var upperSlots: [Int32] = []
    /// How many pages there is storage for.
    var pageCount = 0
    /// The upper planes, the lowest digit first: eight times sixteen words for each page that has
    /// them.
    var upper: [UInt64] = []
    /// Storage that pages have given back.
    var freePages: [Int32] = []
    var freeUppers: [Int32] = []

    /// A counter with nothing in it.
    package init(layers: Int = 1) {
        self.layers = max(1, layers)
    }

    /// Covers `length` minutes from `start` once more. A length of zero or less does nothing.
    ///
    /// O(words of the range); allocates only for a page's first cover, or its first double one.
    package mutating func add(start: Minute, length: Int, layer: Int = 0) {
        var range = MinuteCounter.range(start, length)
        while !range.isEmpty {
            let page = range.lowerBound >> MinuteCounter.pageShift
            let bits = MinuteCounter.bits(of: range, in: page)
            let found = storage(of: page)
            cover(found >= 0 ? found : makePage(page), bits, layer)
            range = (range.lowerBound + bits.count)..<range.upperBound
        }
    }

    /// Takes back one cover of each of `length` minutes from `start`: the inverse of ``add``.
    ///
    /// O(words of the range); never allocates.
    package mutating func remove(start: Minute, length: Int, layer: Int = 0) {
        var range = MinuteCounter.range(start, length)
        while !range.isEmpty {
            let page = range.lowerBound >> MinuteCounter.pageShift
            let bits = MinuteCounter.bits(of: range, in: page)
            let found = storage(of: page)
            if found >= 0 {
                uncover(found, bits, layer)
            }
            range = (range.lowerBound + bits.count)..<range.upperBound
        }
    }

    /// Covers a range in the first layer and a part of it in the second, the page found once.
    @inline(__always)
    package mutating func add(_ whole: Range<Minute>, showing part: Range<Minute>) {
        guard let (page, bits, inner) = MinuteCounter.onePage(whole, part) else {
            add(start: whole.lowerBound, length: MinuteCounter.length(whole))
            add(start: part.lowerBound, length: MinuteCounter.length(part), layer: 1)
            return
        }
        let known = storage(of: page)
        let found = known >= 0 ? known : makePage(page)
        cover(found, bits, 0)
        cover(found, inner, 1)
    }

    /// Takes back what ``add(_:showing:)`` covered.
    @inline(__always)
    package mutating func remove(_ whole: Range<Minute>, showing part: Range<Minute>) {
        guard let (page, bits, inner) = MinuteCounter.onePage(whole, part) else {
            remove(start: whole.lowerBound, length: MinuteCounter.length(whole))
            remove(start: part.lowerBound, length: MinuteCounter.length(part), layer: 1)
            return
        }
        let found = storage(of: page)
        guard found >= 0 else { return }
        uncover(found, bits, 0)
        uncover(found, inner, 1)
    }

    /// The page that both ranges lie in, and their bits in it; `nil` if they need the general way.
    @inline(__always)
    private static func onePage(
        _ whole: Range<Minute>,
        _ part: Range<Minute>
    ) -> (page: Int, whole: Range<Int>, part: Range<Int>)? {
        let first = Int(whole.lowerBound.value)
        let end = Int(whole.upperBound.value)
        let page = first >> pageShift
        guard first < end, (end - 1) >> pageShift == page, !part.isEmpty,
            whole.lowerBound <= part.lowerBound, part.upperBound <= whole.upperBound
        else { return nil }
        let base = page << pageShift
        return (
            page, (first - base)..<(end - base),
            (Int(part.lowerBound.value) - base)..<(Int(part.upperBound.value) - base)
        )
    }

    @inline(__always)
    private static func length(_ range: Range<Minute>) -> Int {
        Int(range.upperBound.value) - Int(range.lowerBound.value)
    }

    /// Whether nothing covers any of `length` minutes from `start`; true for a length of zero or
    /// less.
    package func isFree(start: Minute, length: Int, layer: Int = 0) -> Bool {
        var range = MinuteCounter.range(start, length)
        while !range.isEmpty {
            let page = range.lowerBound >> MinuteCounter.pageShift
            let bits = MinuteCounter.bits(of: range, in: page)
            let found = storage(of: page)
            if found >= 0 {
                for word in (bits.lowerBound >> 6)...((bits.upperBound - 1) >> 6)
                where presence[index(found, word, layer)] & MinuteSet.mask(of: bits, word: word)
                    != 0
                {
                    return false
                }
            }
            range = (range.lowerBound + bits.count)..<range.upperBound
        }
        return true
    }

    /// How often a minute is covered, 0...255. O(1).
    package func count(at minute: Minute, layer: Int = 0) -> Int {
        let found = storage(of: Int(minute.value) >> MinuteCounter.pageShift)
        guard found >= 0 else { return 0 }
        let word = Int(minute.value) >> 6 & (MinuteCounter.pageWords - 1)
        let bit = UInt64(Int(minute.value) & 63)
        guard presence[index(found, word, layer)] >> bit & 1 == 1 else { return 0 }
        var count = 1
        let upperSlot = Int(upperSlots[Int(found) * layers + layer])
        guard upperSlot >= 0 else { return count }
        for plane in 0..<MinuteCounter.upperPlanes {
            let base = (upperSlot * MinuteCounter.upperPlanes + plane) * MinuteCounter.pageWords
            count += Int(upper[base + word] >> bit & 1) << plane
        }
        return count
    }

    /// Where a word of a page's presence stands.
    @inline(__always)
    func index(_ page: Int32, _ word: Int, _ layer: Int) -> Int {
        (Int(page) * MinuteCounter.pageWords + word) * layers + layer
    }

    /// The range as plain integers, cut to the longest length.
    @inline(__always)
    private static func range(_ start: Minute, _ length: Int) -> Range<Int> {
        let first = Int(start.value)
        return first..<(first + min(max(length, 0), Limits.length))
    }

    /// The part of a range that lies in a page, as bits of the page; the range starts in the page.
    @inline(__always)
    private static func bits(of range: Range<Int>, in page: Int) -> Range<Int> {
        let base = page << pageShift
        return (range.lowerBound - base)..<min(range.upperBound - base, 1 << pageShift)
    }

    @inline(__always)
    private mutating func cover(_ page: Int32, _ bits: Range<Int>, _ layer: Int) {
        for word in (bits.lowerBound >> 6)...((bits.upperBound - 1) >> 6) {
            let mask = MinuteSet.mask(of: bits, word: word)
            let place = index(page, word, layer)
            let before = presence[place]
            presence[place] = before | mask
            if before & mask != 0 {
                carry(before & mask, page, word, layer)
            }
        }
    }

    @inline(__always)
    private mutating func uncover(_ page: Int32, _ bits: Range<Int>, _ layer: Int) {
        let hasUpper = upperSlots[Int(page) * layers + layer] >= 0
        for word in (bits.lowerBound >> 6)...((bits.upperBound - 1) >> 6) {
            let mask = MinuteSet.mask(of: bits, word: word)
            let kept = hasUpper ? borrow(mask, page, word, layer) : 0
            presence[index(page, word, layer)] &= ~(mask & ~kept)
        }
    }
}
