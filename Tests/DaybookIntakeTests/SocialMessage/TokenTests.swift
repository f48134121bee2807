import DaybookDomain
import Testing

@testable import DaybookIntake

/// Tokens go through patients' hands and come back as minted, or not at all.
@Suite("Tokens")
struct TokenTests {
    private func mint(
        book: String = "book-for-tests",
        key: String = "test-token-key-0123456789abcdef",
        previous: String? = nil
    ) throws -> TokenMint {
        let keys = LiveSecrets(
            current: Array(key.utf8),
            previous: previous.map { Array($0.utf8) }
        )
        return TokenMint(book: Array(book.utf8), keys: try #require(keys))
    }

    private let party = Array("party-7".utf8)

    @Test(
        "An offer's token is what another implementation computes",
        arguments: [
            (123_456_789, 2, "party-7", "DB-AAAAOW6NCUUGR65A4EG7"),
            (281_474_976_710_655, 15, "", "DB-77777777776QN6MCSDDQ"),
            (0, 0, "", "DB-AAAAAAAAAABOJIE7VPN5"),
        ] as [(UInt64, UInt8, String, String)]
    )
    func offers(_ sequence: UInt64, _ index: UInt8, _ party: String, _ text: String) throws {
        let offer = try #require(OfferToken(sequence: sequence, index: index))
        let mint = try mint()
        let binding = Array(party.utf8)
        #expect(offer.text(by: mint, boundTo: binding) == text)
        #expect(OfferToken(text, by: mint, boundTo: binding) == offer)
        #expect(OfferToken(text.lowercased(), by: mint, boundTo: binding) == offer)
        #expect(OfferToken.isShaped(text))
        #expect(text.utf8.count <= 64)
    }

    @Test(
        "A reminder's token is what another implementation computes",
        arguments: [
            (123_456_789, .confirm, 7, "DR-AAAAOW6NCUAAGDQICJHR2XP2"),
            (123_456_789, .cancel, 7, "DR-AAAAOW6NCUAUSPQNFFOXZ3U4"),
            (281_474_976_710_655, .cancel, .max, "DR-7777777774ASYQIT3V6I2LAB"),
            (0, .confirm, 0, "DR-AAAAAAAAAAABKRO4TPGK2QK6"),
        ] as [(UInt64, ReminderAnswer, UInt64, String)]
    )
    func reminders(
        _ reminder: UInt64,
        _ answer: ReminderAnswer,
        _ party: UInt64,
        _ text: String
    ) throws {
        let token = try #require(ReminderToken(reminder: reminder, answer))
        let mint = try mint()
        #expect(token.text(by: mint, boundTo: party) == text)
        #expect(ReminderToken(text, by: mint, boundTo: party) == token)
        #expect(ReminderToken(text.lowercased(), by: mint, boundTo: party) == token)
        #expect(ReminderToken.reminder(in: text) == reminder)
        #expect(ReminderToken(text, by: mint, boundTo: party ^ 1) == nil)
        #expect(try ReminderToken(text, by: self.mint(book: "another"), boundTo: party) == nil)
        let other = try self.mint(key: "another-key-0123456789abcdef0123")
        #expect(ReminderToken(text, by: other, boundTo: party) == nil)
        for place in text.indices where place > text.index(text.startIndex, offsetBy: 2) {
            var changed = text
            changed.replaceSubrange(place...place, with: text[place] == "A" ? "B" : "A")
            #expect(ReminderToken(changed, by: mint, boundTo: party) == nil, "\(changed)")
        }
    }

    @Test("Slot and form tokens are what another implementation computes")
    func slotsAndForms() throws {
        let minute = Int32(FormExpectations.day / 60_000)
        let slot = SlotToken(
            resource: 3,
            service: 5,
            start: Minute(minute + 1_470),
            expiry: Minute(minute + 30)
        )
        let mint = try mint()
        let session = Array("session-31".utf8)
        #expect(slot.text(by: mint) == FormExpectations.slot)
        #expect(slot.text(by: mint, boundTo: session) == FormExpectations.sessionSlot)
        #expect(SlotToken(FormExpectations.slot, by: mint) == slot)
        #expect(SlotToken(FormExpectations.slot, by: mint, boundTo: session) == nil)
        #expect(!slot.isExpired(at: Instant(milliseconds: FormExpectations.day + 1_799_999)))
        #expect(slot.isExpired(at: Instant(milliseconds: FormExpectations.day + 1_800_000)))
        for (instant, text) in [
            (FormExpectations.day - 60_000, "DF-AGOK3DWBUBFCNM7OZBFVVMLE"),
            (-1, "DF-7777777774JS7EXOKRBFEG2B"),
        ] {
            let form = FormToken(renderedAt: Instant(milliseconds: instant))
            #expect(form.text(by: mint, session: session) == text)
            #expect(FormToken(text, by: mint, session: session) == form)
            #expect(FormToken(text, by: mint, session: []) == nil)
        }
    }

    @Test("A token is worth nothing in another book, conversation, key or kind")
    func binding() throws {
        let offer = try #require(OfferToken(sequence: 7, index: 1))
        let mint = try mint()
        let text = offer.text(by: mint, boundTo: party)
        #expect(OfferToken(text, by: try self.mint(book: "other"), boundTo: party) == nil)
        #expect(OfferToken(text, by: try self.mint(key: "other"), boundTo: party) == nil)
        #expect(OfferToken(text, by: mint, boundTo: Array("party-8".utf8)) == nil)
        #expect(OfferToken(text, by: mint, boundTo: []) == nil)
        #expect(SlotToken(text, by: mint, boundTo: party) == nil)
        let rotated = try self.mint(key: "new", previous: "test-token-key-0123456789abcdef")
        #expect(OfferToken(text, by: rotated, boundTo: party) == offer)
        // What ends the book's id doesn't begin the binding.
        let shifted = try self.mint(book: "book-for-testsp")
        #expect(OfferToken(text, by: shifted, boundTo: Array("arty-7".utf8)) == nil)
    }

    @Test("Any letter of a token changed is refused")
    func changedLetters() throws {
        let mint = try mint()
        let offer = try #require(OfferToken(sequence: 987_654_321, index: 3))
        let bytes = Array(offer.text(by: mint, boundTo: party).utf8)
        for place in 3..<bytes.count {
            for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8 where letter != bytes[place] {
                var changed = bytes
                changed[place] = letter
                let text = String(decoding: changed, as: UTF8.self)
                #expect(OfferToken(text, by: mint, boundTo: party) == nil)
            }
        }
    }

    @Test(
        "What hasn't a token's shape is none",
        arguments: [
            "", "DB-", "DB-AAAAOW6NCUUGR65A4EG", "DB-AAAAOW6NCUUGR65A4EG77",
            "DB-AAAAOW6NCUUGR65A4EG1", "DB_AAAAOW6NCUUGR65A4EG7", " DB-AAAAOW6NCUUGR65A4EG7",
            "DB-AAAAOW6NCUUGR65A4É7", "DS-AAAAOW6NCUUGR65A4EG7",
        ]
    )
    func shapes(_ text: String) throws {
        #expect(!OfferToken.isShaped(text))
        #expect(OfferToken(text, by: try mint(), boundTo: party) == nil)
    }

    @Test("An offer beyond 48 bits or 16 times can't be named")
    func ranges() {
        #expect(OfferToken(sequence: 1 << 48, index: 0) == nil)
        #expect(OfferToken(sequence: 0, index: 16) == nil)
    }

    @Test("Any token minted is read back", arguments: [21, 22, 23] as [UInt64])
    func roundTrip(_ seed: UInt64) throws {
        var random = SocialSeed(seed)
        let mint = try mint()
        for _ in 0..<300 {
            let binding = (0..<Int.random(in: 0..<20, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let offer = try #require(
                OfferToken(sequence: random.next() >> 16, index: UInt8(random.next() & 15))
            )
            let offerText = offer.text(by: mint, boundTo: binding)
            #expect(
                OfferToken(offerText, by: mint, boundTo: binding) == offer,
                "seed \(seed)"
            )
            let slot = SlotToken(
                resource: UInt16.random(in: 0 ... .max, using: &random),
                service: UInt16.random(in: 0 ... .max, using: &random),
                start: Minute(Int32.random(in: .min ... .max, using: &random)),
                expiry: Minute(Int32.random(in: .min ... .max, using: &random))
            )
            let slotText = slot.text(by: mint, boundTo: binding)
            #expect(SlotToken(slotText, by: mint, boundTo: binding) == slot, "seed \(seed)")
        }
    }
}
