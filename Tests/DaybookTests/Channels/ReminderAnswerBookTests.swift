import Daybook
import DaybookTesting
import Testing

@Suite("Reminders that are answered")
struct ReminderAnswerBookTests {
    /// A book with a patient who has an appointment and was reminded of it.
    private struct Desk {
        let temporary: TemporaryBook
        let book: Book
        private(set) var visit: UInt64 = 0
        private(set) var reminder: UInt64 = 0

        init(_ file: String, remindedBy channel: Channel, seed: UInt64 = 1) async throws {
            temporary = try TemporaryBook(
                start: try #require(Instant(rfc3339: "2026-11-24T08:00:00Z")),
                seed: seed
            )
            book = try temporary.open()
            try await book.configure(
                Array(try RepositoryFile.text("schemas/examples/\(file).json").utf8),
                actor: "anna"
            )
            let asked = try #require(
                channel == .email
                    ? try await mail(1, text: "Guten Tag, ich hätte gern einen Termin.").message
                    : try await telegram(1, #""text":"Ein Termin, bitte""#).message
            )
            let service = try #require(try book.clinic().service(key: "consultation"))
            let week = temporary.clock.now.minute.advanced(by: 2 * 1_440)
            let free = try book.freeSlots(
                service: service.number,
                in: week..<week.advanced(by: 7 * 1_440),
                count: 1
            )
            var wish = TimeRequest(
                service: service.number,
                start: try #require(free.first).start,
                party: asked.party
            )
            wish.cause = asked.sequence
            visit = try await book.submit(.book(wish), actor: "anna").first
            try await book.submit(.close(conversation: asked.subject, reason: .booked))
            reminder = try await book.submit(
                .remind(appointment: visit, channel: channel),
                actor: "mailer",
                actorClass: .service
            ).first
        }

        @discardableResult
        func mail(
            _ number: Int,
            from sender: String = "joerg@mail.example",
            text: String
        ) async throws -> Received {
            temporary.clock.advance(seconds: 60)
            let lines = [
                "From: \(sender)", "To: praxis@birke.example", "Subject: Termin",
                "Message-ID: <\(number)@mail.example>", "", text,
            ]
            let message = RawMessage(
                channel: .email,
                body: Array(lines.joined(separator: "\r\n").utf8),
                receivedAt: temporary.clock.now
            )
            let received = try await book.receive(message, with: try book.mailAdapter())
            return try #require(received.first)
        }

        @discardableResult
        func telegram(_ update: Int, from user: Int = 51, _ content: String) async throws
            -> Received
        {
            let isPress = content.hasPrefix(#""data""#)
            let from = #""from":{"id":\#(user),"language_code":"de"}"#
            return try await telegram(
                isPress
                    ? #"{"update_id":\#(update),"callback_query":{"id":"9",\#(from),\#(content)}}"#
                    : #"{"update_id":\#(update),"message":{"message_id":\#(update),\#(from),"#
                        + #""chat":{"id":\#(user),"type":"private"},"date":1795507200,"#
                        + "\(content)}}"
            )
        }

        private func telegram(_ body: String) async throws -> Received {
            temporary.clock.advance(seconds: 60)
            let secret = "another-test-secret"
            let message = RawMessage(
                channel: .telegram,
                body: Array(body.utf8),
                headers: [.init(name: "X-Telegram-Bot-Api-Secret-Token", value: secret)],
                receivedAt: temporary.clock.now
            )
            let secrets = try #require(LiveSecrets(current: Array(secret.utf8)))
            let received = try await book.receive(
                message,
                with: TelegramAdapter(bot: "77", secrets: secrets)
            )
            return try #require(received.first)
        }

        /// The lines of a mail in the outbox.
        func mail(of reply: UInt64) async throws -> [String] {
            try await book.mail(of: reply, sender: "anna").withBytes { bytes in
                String(decoding: bytes, as: UTF8.self)
                    .replacing("=\r\n", with: "")
                    .split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
            }
        }

        /// The tokens of the mail that reminds: the one that confirms, and the one that cancels.
        func tokens() async throws -> [String] {
            let tokens = try await mail(of: reminder).filter { $0.hasPrefix("DR-") }
            #expect(tokens.count == 2)
            return tokens
        }

        var status: AppointmentStatus? { get throws { try book.appointment(visit)?.status } }
    }

    @Test(
        "by mail the word alone confirms or cancels, for whom it was sent to and nobody else",
        arguments: [(ReminderAnswer.confirm, AppointmentStatus.booked), (.cancel, .cancelled)]
    )
    func byMail(answer: ReminderAnswer, status: AppointmentStatus) async throws {
        let desk = try await Desk("clinic-words", remindedBy: .email)
        let token = try await desk.tokens()[Int(answer.rawValue)]
        let stranger = try await desk.mail(2, from: "eve@mail.example", text: token)
        #expect(stranger.message?.reason == .notOffered)
        #expect(try desk.book.history(of: desk.visit).last?.kind == .reminderQueued)
        let received = try await desk.mail(3, text: token)
        #expect(received.message?.kind == .requestReceived)
        #expect(try desk.status == status)
        let confirmation = try desk.book.appointment(desk.visit)?.confirmation
        #expect((confirmation != 0) == (answer == .confirm))
        let news = try #require(try desk.book.outbox().last { !$0.isAcknowledgement })
        let mail = try await desk.mail(of: news.reply).joined(separator: "\n")
        #expect(
            mail.contains(answer == .confirm ? "Ihr Termin steht" : "METHOD:CANCEL"),
            "\(mail)"
        )
        let facts = try desk.book.facts(from: 1, through: .max).count
        #expect(try await desk.mail(3, text: token).receipt.isRepeated)
        #expect(try desk.book.facts(from: 1, through: .max).count == facts)
    }

    @Test("what may have been sent already is taken over by no sender until somebody says so")
    func uncertain() async throws {
        let desk = try await Desk("clinic", remindedBy: .telegram)
        let claimed = try await desk.book.claimNext(for: 60, actor: "mailer")
        #expect(claimed?.reply == desk.reminder)
        _ = try await desk.book.reportReply(desk.reminder, .uncertain, actor: "mailer")
        desk.temporary.clock.advance(seconds: 3_600)
        let entry = try #require(try desk.book.outbox().first)
        #expect(entry.reply == desk.reminder && entry.isUncertain && entry.claimedUntil == nil)
        #expect(try await desk.book.claimNext(for: 60, actor: "mailer")?.reply == nil)
        let again = try await desk.book.submit(.claimReply(reply: desk.reminder, seconds: 60))
        #expect(again.refusal == nil)
        #expect(try desk.book.outbox().first?.isUncertain == false)
        _ = try await desk.book.reportReply(desk.reminder, .sent, actor: "mailer")
        #expect(try desk.book.outbox().isEmpty)
    }

    @Test("both words at once answer nothing")
    func both() async throws {
        let desk = try await Desk("clinic-words", remindedBy: .email)
        let text = try await desk.tokens().joined(separator: "\r\n")
        #expect(try await desk.mail(2, text: text).message?.kind == .requestReceived)
        #expect(try desk.status == .booked)
        #expect(try desk.book.appointment(desk.visit)?.confirmation == 0)
    }

    @Test("on a platform the answers are buttons, and a token that was typed does the same")
    func onPlatforms() async throws {
        for isTyped in [false, true] {
            let desk = try await Desk("clinic", remindedBy: .telegram)
            let body = try await desk.book.payload(of: desk.reminder, sender: "anna")
                .withBytes { $0 }
            let json = try JSONReader.parse(body)
            #expect(json["text"]?.string?.hasPrefix("Wir erinnern Sie") == true)
            let rows = try #require(json["reply_markup"]?["inline_keyboard"]?.array)
            #expect(rows.map { $0[0]?["text"]?.string } == ["Ich komme", "Absagen"])
            let token = try #require(rows[1][0]?["callback_data"]?.string)
            let content = isTyped ? #""text":"\#(token)""# : #""data":"\#(token)""#
            let stranger = try await desk.telegram(2, from: 52, content)
            #expect(stranger.message?.reason == .notOffered)
            #expect(try desk.status == .booked)
            let answer = try await desk.telegram(3, content)
            #expect(answer.kind == (isTyped ? .message : .choice))
            #expect(try desk.status == .cancelled)
        }
    }

    @Test("the clinic's page asks what a token answers, and answers it once")
    func onThePage() async throws {
        let desk = try await Desk("clinic-words", remindedBy: .email)
        let tokens = try await desk.tokens()
        #expect(try desk.book.reminderAnswer(of: tokens[0])?.answer == .confirm)
        #expect(try desk.book.reminderAnswer(of: tokens[1].lowercased())?.answer == .cancel)
        #expect(
            try desk.book.fact(referredToBy: tokens[1], on: .email)?.sequence == desk.reminder
        )
        #expect(try desk.book.history(of: desk.visit).last?.kind == .reminderQueued)
        var random = SystemRandomNumberGenerator()
        let id = CommandID.make(at: 1, using: &random)
        let first = try await desk.book.answerReminder(token: tokens[0], id: id)
        let again = try await desk.book.answerReminder(token: tokens[0], id: id)
        #expect(first.refusal == nil && again.isRepeated && again.first == first.first)
        #expect(try desk.book.history(of: desk.visit).last?.actor == .patient)
        let twice = try await desk.book.answerReminder(token: tokens[0])
        #expect(twice.refusal?.reason == .unchanged)
        try await desk.book.submit(.cancel(subject: desk.visit, reason: .provider))
        for token in tokens {
            let receipt = try await desk.book.answerReminder(token: token)
            #expect(receipt.refusal?.reason == .transitionNotAllowed)
        }
    }

    @Test("a token that is made up, of another book or of another kind is none of this book's")
    func foreign() async throws {
        let desk = try await Desk("clinic-words", remindedBy: .email)
        let other = try await Desk("clinic-words", remindedBy: .email, seed: 2)
        let token = try await desk.tokens()[0]
        let last = token.last == "A" ? "B" : "A"
        for text in [
            try await other.tokens()[0], token.dropLast() + last, token + "A", "", "DR-",
            token.replacing("DR-", with: "DB-"),
        ] {
            #expect(try desk.book.reminderAnswer(of: String(text)) == nil)
            #expect(try desk.book.fact(referredToBy: String(text), on: .email) == nil)
            await #expect(throws: BookError.self) {
                try await desk.book.answerReminder(token: String(text))
            }
        }
        #expect(try desk.book.history(of: desk.visit).last?.kind == .reminderQueued)
    }
}
