package import DaybookDomain

extension RevealedContent {
    /// The times that the words of a message may mean; nothing of the words themselves.
    ///
    /// What stands in the form's field for the wish comes first, then the text, then the subject.
    package func timeWishes(at now: WallTime) -> [TimeWish] {
        withContact { contact in
            let wish = contact.fields.first { $0.name == FormSchema.wishField }?.value ?? ""
            var wishes: [TimeWish] = []
            for text in [wish, contact.freshText, contact.subject] where !text.isEmpty {
                let reading = TimeGrammar.read(text, language: contact.language, at: now)
                wishes += reading.wishes.filter { !wishes.contains($0) }
            }
            return wishes
        }
    }
}
