internal import DaybookDomain

extension ClinicReader {
    /// Reads the id of something and gives its number: the one it has, or the next never used.
    mutating func number(
        ofIDIn object: JSONCursor,
        _ ids: WritableKeyPath<ClinicReader, IDs>
    ) -> (key: String, number: UInt16)? {
        guard let member = required(object, "id"), let key = id(member) else { return nil }
        if let first = self[keyPath: ids].paths[key] {
            note(member, expected: "an id of its own", found: "the id of \(first) again")
            return nil
        }
        let number: Int
        if let known = self[keyPath: ids].known[key] {
            number = Int(known)
        } else {
            number = self[keyPath: ids].highest + 1
            guard number <= ClinicFileLimits.numberMax else {
                note(
                    member,
                    expected: "at most \(ClinicFileLimits.numberMax) different ids over time",
                    found: "one more"
                )
                return nil
            }
            self[keyPath: ids].highest = number
        }
        self[keyPath: ids].numbers[key] = UInt16(clamping: number)
        self[keyPath: ids].order.append(key)
        self[keyPath: ids].paths[key] = object.path
        return (key, UInt16(clamping: number))
    }

    /// An id: letters, digits, `.`, `_` and `-`, beginning with a letter or digit.
    mutating func id(_ cursor: JSONCursor) -> String? {
        let bytes = Array((cursor.value.string ?? "").utf8)
        guard let first = bytes.first, bytes.count <= ClinicFileLimits.idBytesMax,
            ClinicReader.isAlphanumeric(first), bytes.allSatisfy(ClinicReader.isIDByte)
        else {
            note(
                cursor,
                expected: "an id: 1 to \(ClinicFileLimits.idBytesMax) letters, digits, \".\", "
                    + "\"_\" or \"-\", beginning with a letter or digit"
            )
            return nil
        }
        return cursor.value.string
    }

    /// The number of the thing with the id given there.
    mutating func reference(
        _ cursor: JSONCursor,
        to sort: String,
        _ ids: IDs
    ) -> UInt16? {
        guard let key = cursor.value.string else {
            note(cursor, expected: "the id of a \(sort)")
            return nil
        }
        guard let number = ids.numbers[key] else {
            let shown = ids.order.prefix(ClinicFileLimits.namesShownMax)
            let rest = ids.order.count - shown.count
            let names = shown.isEmpty ? "none is defined" : shown.joined(separator: ", ")
            note(
                cursor,
                expected: "the id of a \(sort) (\(names)\(rest > 0 ? " and \(rest) more" : ""))",
                hint: NearestName.of(key, in: ids.order)
            )
            return nil
        }
        return number
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
            || (0x61...0x7A).contains(byte)
    }

    private static func isIDByte(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "-")
    }
}
