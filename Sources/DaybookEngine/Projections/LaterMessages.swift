/// When the messages were written that followed the first one of a wait: a pool of linked nodes.
///
/// An answer that was written before the newest message but delivered after it ends only the wait
/// for what came before it. Nearly every wait has one message and no node here.
struct LaterMessages: Sendable {
    /// The most messages that are remembered for one wait. Of a longer run the newest takes the
    /// place of the one before it: whoever wrote it still waits, at worst since a later message.
    static let most = 63

    private struct Node: BitwiseCopyable {
        var time: Int64
        var next: UInt32
    }

    /// Index 0 is the end of every list.
    private var nodes: [Node] = [Node(time: 0, next: 0)]
    private var free: UInt32 = 0

    /// Remembers one more message of a wait.
    mutating func add(_ time: Int64, to wait: inout Wait) {
        guard wait.laterCount < LaterMessages.most else {
            nodes[Int(wait.later)].time = max(nodes[Int(wait.later)].time, time)
            return
        }
        let node = Node(time: time, next: wait.later)
        if free != 0 {
            wait.later = free
            free = nodes[Int(free)].next
            nodes[Int(wait.later)] = node
        } else {
            wait.later = UInt32(clamping: nodes.count)
            nodes.append(node)
        }
        wait.laterCount += 1
    }

    /// Gives a wait's messages back.
    @inline(__always)
    mutating func release(_ wait: inout Wait) {
        if wait.later != 0 { releaseAll(&wait) }
    }

    @inline(never)
    private mutating func releaseAll(_ wait: inout Wait) {
        while wait.later != 0 {
            let index = wait.later
            wait.later = nodes[Int(index)].next
            nodes[Int(index)].next = free
            free = index
        }
        wait.laterCount = 0
    }

    /// Takes from a wait its messages through `time`, and of the rest the earliest, which it
    /// returns; `nil` if there is none.
    mutating func takeEarliest(after time: Int64, of wait: inout Wait) -> Int64? {
        let rest = times(of: wait).filter { $0 > time }
        releaseAll(&wait)
        guard let earliest = rest.min(), let place = rest.firstIndex(of: earliest) else {
            return nil
        }
        for index in rest.indices.reversed() where index != place { add(rest[index], to: &wait) }
        return earliest
    }

    /// The times of a wait's later messages, the one that was delivered last first.
    func times(of wait: Wait) -> [Int64] {
        var times: [Int64] = []
        var index = wait.later
        while index != 0 {
            times.append(nodes[Int(index)].time)
            index = nodes[Int(index)].next
        }
        return times
    }
}
