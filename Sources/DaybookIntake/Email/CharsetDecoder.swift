#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The C library's character set conversion, for the charsets that Daybook does not decode itself.
/// The only calls into C of the mail reader.
enum CharsetDecoder {
    /// The bytes as UTF-8, or `nil` when the C library does not know the charset. What can't be
    /// converted becomes U+FFFD, a byte at a time.
    ///
    /// `name` must already be limited to letters, digits and `-_.:+`, so that it cannot carry the
    /// conversion flags that follow a slash.
    ///
    /// - Complexity: O(length); each round consumes input or ends.
    static func utf8(_ bytes: [UInt8], charset name: String) -> (utf8: [UInt8], replaced: Bool)? {
        guard let converter = unsafe iconv_open("UTF-8", name),
            Int(bitPattern: converter) != -1
        else { return nil }
        defer { _ = unsafe iconv_close(converter) }
        var source = bytes
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count &+ bytes.count / 2)
        var chunk = [CChar](repeating: 0, count: 4096)
        var replaced = false
        var consumed = 0
        while consumed < source.count {
            var left = source.count - consumed
            var room = chunk.count
            let before = left
            let failure: Int32 = unsafe source.withUnsafeMutableBytes { input in
                unsafe chunk.withUnsafeMutableBufferPointer { target in
                    var from = unsafe input.baseAddress?.advanced(by: consumed)
                        .assumingMemoryBound(to: CChar.self)
                    var to = target.baseAddress
                    let result = unsafe iconv(converter, &from, &left, &to, &room)
                    return result == -1 ? errno : 0
                }
            }
            let written = chunk.count - room
            output.append(contentsOf: chunk[..<written].lazy.map { UInt8(bitPattern: $0) })
            consumed += before - left
            if failure == 0 { break }
            if failure == E2BIG, written > 0 || left < before { continue }
            // An invalid or cut sequence: say so, step over one byte, go on in the same state.
            replaced = true
            output.append(contentsOf: Charset.replacement)
            consumed += 1
        }
        return (output, replaced)
    }
}
