/// An object's members in the order written, each name once.
package struct JSONObject: Sendable, Equatable {
    /// One name with its value.
    package struct Member: Sendable, Equatable {
        /// The name, escapes resolved.
        package let key: String
        /// The value.
        package var value: JSONValue

        /// Makes a member.
        package init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// The members, in order.
    package private(set) var members: [Member]

    /// Makes an object of members whose names differ, which the caller has checked.
    package init(_ members: [Member] = []) {
        self.members = members
    }

    /// The value of that name; setting replaces it in place, appends it, or (with `nil`) takes it
    /// out. O(members).
    package subscript(key: String) -> JSONValue? {
        get {
            for index in members.indices where members[index].key == key {
                return members[index].value
            }
            return nil
        }
        set {
            let found = members.firstIndex { $0.key == key }
            switch (found, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(Member(key: key, value: value))
            case (nil, nil): break
            }
        }
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// Makes an object from a literal whose names differ.
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(elements.map { Member(key: $0.0, value: $0.1) })
    }
}
