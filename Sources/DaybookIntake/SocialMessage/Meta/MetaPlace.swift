internal import DaybookDomain

/// Where in a delivery a reader stands: its channel, its account, and the path for notes.
struct MetaPlace {
    /// The platform's channel.
    let channel: Channel
    /// The entry's index in the batch.
    let entry: Int
    /// The entry's account: page, Instagram or WhatsApp business id.
    let account: String
    /// The list inside the entry ("messaging"), if there is one yet.
    var list = ""
    /// The index in that list.
    var index = 0
    /// The list inside that element ("messages"), if there is one.
    var sublist = ""
    /// The index in that.
    var subindex = 0

    /// A place inside this one's list.
    func at(_ list: String, _ index: Int) -> MetaPlace {
        var place = self
        if self.list.isEmpty {
            place.list = list
            place.index = index
        } else {
            place.sublist = list
            place.subindex = index
        }
        return place
    }

    /// The JSON Pointer of the place; of indices and names of the platform's schema only.
    var path: String {
        var path = "/entry/\(entry)"
        if !list.isEmpty { path += "/\(list)/\(index)" }
        if !sublist.isEmpty { path += "/value/\(sublist)/\(subindex)" }
        return path
    }

    /// The identity of something here: channel, account and those parts.
    func identity(_ parts: String...) -> [UInt8] {
        ContactIdentity.bytes([channel.name, account] + parts)
    }

    /// A contact for something of a kind that this version does not know.
    func unrecognised(_ value: JSONValue, _ word: String) -> Contact {
        var contact = Contact(
            .unrecognised,
            identity: identity("unrecognised", ContactIdentity.digest(of: value))
        )
        contact.note = "\(word) \(path)"
        contact.recipient = account
        return contact
    }
}

extension MetaPlace {
    /// The identity of something here: channel, account and those parts.
    func identity(_ parts: [String]) -> [UInt8] {
        ContactIdentity.bytes([channel.name, account] + parts)
    }
}
