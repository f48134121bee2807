"""Reads mails with Python's email package, as an oracle that shares no code with the reader.

    oracle.py read FOLDER             one JSON line for each *.eml, in the order of their names
    oracle.py write FOLDER SEED COUNT writes COUNT seeded mails with Python's own generator
"""
import codecs
import email
import email.policy
import hashlib
import json
import os
import random
import sys
from email.message import EmailMessage

WESTERN = {"iso8859-1", "cp1252", "latin-1", "iso-8859-1"}


def cp1252(data):
    table = []
    for byte in data:
        try:
            table.append(bytes([byte]).decode("cp1252"))
        except UnicodeDecodeError:
            table.append(chr(byte))
    return "".join(table)


def unlabelled(data):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return cp1252(data)


def decoded(data, label):
    try:
        name = codecs.lookup(label or "us-ascii").name
    except (LookupError, ValueError):
        return unlabelled(data)
    if name == "ascii":
        return unlabelled(data)
    if name in WESTERN:
        return cp1252(data)
    try:
        return data.decode(name, "replace")
    except Exception:
        return unlabelled(data)


def tidy(text):
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.removeprefix("\ufeff")
    text = "".join(c for c in text if c in "\n\t" or ord(c) >= 32 and ord(c) != 127)
    lines = text.rstrip(" \t\n").split("\n")
    while len(lines) > 1 and not lines[0].strip(" \t"):
        lines.pop(0)
    return "\n".join(lines)


def unflow(text, delsp):
    paragraphs, last = [], None
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        body = line[depth:]
        body = body[1:] if body.startswith(" ") else body
        sign = body == "-- "
        if last is None or last[0] != depth or not last[1] or sign:
            paragraphs.append([depth, ""])
        soft = body.endswith(" ") and not sign
        paragraphs[-1][1] += body[:-1] if soft and delsp else body
        last = (depth, soft)
    return "\n".join(">" * d + (" " if d and t else "") + t for d, t in paragraphs)


def inline(part, root):
    if part.is_multipart() or part.get_content_disposition() == "attachment":
        return None
    if part.get_content_type() not in ("text/plain", "text/html"):
        return None
    return part.get_content_type() if root or not part.get_filename() else None


def under(part, kind, root=False):
    if inline(part, root) == kind:
        return part
    if part.get_content_maintype() == "multipart" and part.is_multipart():
        for child in part.get_payload():
            found = under(child, kind)
            if found is not None:
                return found
    return None


class Reading:
    def __init__(self):
        self.texts, self.enclosed, self.files, self.html = [], [], [], False

    def visit(self, part, shown, enclosed, root=False):
        kind = part.get_content_type()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            children = part.get_payload()
            chosen = children if shown else []
            if kind == "multipart/alternative" and shown:
                chosen = [self.choose(children)]
            elif kind == "multipart/report":
                chosen = chosen[:1]
            for child in children:
                self.visit(child, any(child is c for c in chosen), enclosed)
        elif kind in ("message/rfc822", "message/global") and part.is_multipart():
            self.files.append([plain(part.get_filename() or ""), kind, None])
            self.visit(part.get_payload(0), shown, True, False)
        elif inline(part, root):
            if shown:
                self.take(part, kind, enclosed)
        else:
            if part.is_multipart():
                data = None
            else:
                data = hashlib.sha256(part.get_payload(decode=True) or b"").hexdigest()
            self.files.append([plain(part.get_filename() or ""), plain(kind), data])

    def choose(self, children):
        for child in children:
            leaf = under(child, "text/plain")
            if leaf is not None and (leaf.get_payload(decode=True) or b"").strip():
                return child
        for kind in ("text/html", "text/plain"):
            for child in children:
                if under(child, kind) is not None:
                    return child
        return None

    def take(self, part, kind, enclosed):
        if kind == "text/html":
            self.html = True
            return
        text = tidy(decoded(part.get_payload(decode=True) or b"", part.get_content_charset()))
        if (part.get_param("format") or "").lower() == "flowed":
            text = tidy(unflow(text, (part.get_param("delsp") or "").lower() == "yes"))
        if text:
            (self.enclosed if enclosed else self.texts).append(text)


def plain(text):
    """Text without lone surrogates: raw bytes that Python carries along become UTF-8."""
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode("utf-8")


def addresses(message, name):
    try:
        header = message[name]
        if header is None:
            return []
        return [plain(a.addr_spec).lower() for a in header.addresses if a.domain]
    except Exception as error:
        return ["!" + type(error).__name__]


def read(path):
    with open(path, "rb") as file:
        message = email.message_from_bytes(file.read(), policy=email.policy.default)
    result = {"name": os.path.basename(path)[:-4]}
    try:
        result["subject"] = plain(str(message["subject"] or ""))
        result["from"] = addresses(message, "from")
        result["to"] = addresses(message, "to")
        reading = Reading()
        reading.visit(message, True, False, True)
        outer = plain("\n".join(reading.texts))
        enclosed = plain("\n".join(reading.enclosed))
        result["text"] = None if reading.html else "\n\n".join(t for t in (outer, enclosed) if t)
        result["files"] = reading.files
        defects = set()
        for part in message.walk():
            defects.update(type(d).__name__ for d in part.defects)
            for header in part.values():
                defects.update(type(d).__name__ for d in getattr(header, "defects", ()))
        result["defects"] = sorted(defects)
    except Exception as error:
        result["failed"] = type(error).__name__
    return result


WORDS = (
    "Termin Montag appointment Tuesday größer naïve 予約 запись 😀 3pm 14:30 = =3D From > . -- "
    "ña ¿cuándo? \u00a0 œuvre Zahnarzt, \"quoted\" (comment) <b> a@b"
).split(" ")

# Python takes angle brackets, quotes and wide blanks off the ends of file names.
NAMES = [word for word in WORDS if not set(word) & set("<>\"\u00a0")]


def write(folder, seed, count):
    chance = random.Random(seed)

    def words(most, source=WORDS):
        return " ".join(chance.choice(source) for _ in range(chance.randint(1, most)))

    for number in range(count):
        message = EmailMessage(policy=email.policy.SMTP)
        message["From"] = email.headerregistry.Address(words(3), "p%d" % number, "example.org")
        message["To"] = "Desk <desk@clinic.example>, Other <other@example.net>"
        message["Subject"] = words(20)
        message["Message-ID"] = "<gen%d.%d@example.org>" % (seed, number)
        text = "\n".join(words(15) for _ in range(chance.randint(1, 12))) + "\n"
        cte = chance.choice(["quoted-printable", "base64", "8bit"])
        charset = chance.choice(["utf-8", "utf-8", "iso-8859-15", "koi8-r", "gb18030"])
        try:
            text.encode(charset)
        except UnicodeEncodeError:
            charset = "utf-8"
        message.set_content(text, charset=charset, cte=cte)
        if chance.random() < 0.4:
            message.add_alternative("<p>" + words(9) + "</p>", subtype="html")
        for _ in range(chance.randint(0, 3)):
            if chance.random() < 0.3:
                inner = EmailMessage(policy=email.policy.SMTP)
                inner["Subject"] = words(4)
                inner.set_content(words(12))
                message.add_attachment(inner)
            else:
                data = bytes(chance.randrange(256) for _ in range(chance.randint(0, 300)))
                message.add_attachment(
                    data, maintype="application", subtype="octet-stream", filename=words(4, NAMES)
                )
        with open(os.path.join(folder, "generated-%04d.eml" % number), "wb") as file:
            file.write(message.as_bytes())


if sys.argv[1] == "write":
    import email.headerregistry

    write(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
else:
    for name in sorted(os.listdir(sys.argv[2])):
        if name.endswith(".eml"):
            print(json.dumps(read(os.path.join(sys.argv[2], name))))
