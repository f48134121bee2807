extension Reading {
    /// An answer of the clinic, confined like what patients write.
    package init(answer text: consuming PHI<String>) {
        let words = text.exposed { String($0) }
        var contact = Contact(.echo, identity: [])
        contact.text = words
        contact.freshText = words
        self.init([contact])
    }
}
