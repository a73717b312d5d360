#!/usr/bin/python3
"""mail.py OUT - letters of a running server, sent to a real SMTP server on this machine, as that server receives them.

Prints TAP. The SMTP server is aiosmtpd (Debian's python3-aiosmtpd) with TLS and logging in; what it gets is taken apart by
Python's email and icalendar, which share no code with the program. Letters are put into the outbox of a sample database that
is told to be a real one.
"""
import asyncio, email, email.policy, json, os, re, shutil, signal, sqlite3, ssl, subprocess, sys, tempfile, time
import urllib.parse, urllib.request
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
import icalendar

OUT = os.path.abspath(sys.argv[1])
PROGRAM, PLACE = OUT + "/giaoban", tempfile.mkdtemp(prefix="giaoban-letters-")
DB, PASSWORD = PLACE + "/m.db", "sông-sâu-bến-lặng"
SLOW = 8 if OUT.endswith("-san") else 4
count = failures = 0


def test(name, problem):
    global count, failures
    count += 1
    failures += bool(problem)
    print(f"{'not ' if problem else ''}ok {count} - mail: {name}")
    if problem:
        print("# " + str(problem).replace("\n", "\n# ")[:1500])
    sys.stdout.flush()


# ---- the SMTP server ----

class Post:
    """Keeps what it got; what it answers hangs on the name before the @."""
    def __init__(self):
        self.got, self.tries = [], []

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.tries.append(address)
        if address.startswith("chua"):
            return "451 4.2.1 try again later"
        if address.startswith("khong"):
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        name = envelope.rcpt_tos[0]
        if name.startswith("cham"):
            await asyncio.sleep(2)
        if name.startswith("tu-choi"):
            return "554 5.7.1 content refused"
        self.got.append((envelope, session))
        if name.startswith("ngat") and len([1 for e, _ in self.got if e.rcpt_tos[0] == name]) == 1:
            session.broken = True
            server.transport.abort()               # it has the letter, and nobody hears so
        return "250 OK"

    def to(self, name):
        return [e for e, _ in self.got if e.rcpt_tos[0].startswith(name)]


def certificate():
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                    "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", PLACE + "/key.pem", "-out",
                    PLACE + "/cert.pem"], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PLACE + "/cert.pem", PLACE + "/key.pem")
    return context


def authenticate(server, session, envelope, mechanism, data):
    good = data.login == b"giaoban" and data.password == PASSWORD.encode()
    return AuthResult(success=good, handled=True)


def smtp(post, context=None, port=0, auth=False, implicit=False):
    class Here(Controller):
        def factory(self):
            return SMTP(self.handler, hostname="localhost", tls_context=None if implicit else context,
                        require_starttls=bool(context) and not implicit, auth_required=auth,
                        authenticator=authenticate if auth else None, auth_require_tls=not implicit)
    s = Here(post, hostname="127.0.0.1", port=port or free_port(), ssl_context=context if implicit else None)
    s.start()
    return s


def free_port():
    import socket
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


# ---- the program ----

def sql(text, *values):
    for _ in range(50):
        try:
            with sqlite3.connect(DB, timeout=5) as c:
                return c.execute(text, values).fetchall()
        except sqlite3.OperationalError as e:
            if "locked" not in str(e):
                raise
            time.sleep(0.1)
    raise TimeoutError(text)


def choose(**values):
    for name, value in values.items():
        sql("DELETE FROM office_setting WHERE name = ? AND unit_id = 0", name)
        sql("INSERT INTO office_setting VALUES (?, 0, ?, 0)", name, str(value))


def put(address, subject="Báo cáo bị trả lại", text="Một câu.", link="/bao-cao/1", calendar="", state="waiting"):
    number = sql("SELECT COALESCE(MAX(id), 1000) + 1 FROM outbox")[0][0]
    sql("INSERT INTO outbox(id, account_id, kind, address, message_id, subject, text, link, calendar, state, tries, "
        "next_at, made_at, said) VALUES (?, 1, 'test', ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, '')", number, address,
        f"{number}.chu", subject, text, link, calendar, state, int(time.time() * 1000))
    return number


def letter(number):
    return dict(zip(("state", "tries", "said", "next_at"),
                    sql("SELECT state, tries, said, next_at FROM outbox WHERE id = ?", number)[0]))


def until(what, seconds=15):
    end = time.time() + seconds * SLOW
    while time.time() < end:
        if what():
            return True
        time.sleep(0.1)
    return False


class Server:
    def __init__(self, *more):
        self.p = subprocess.Popen([PROGRAM, "serve", "--db", DB, "--port", "0", "--mail-password", PLACE + "/word",
                                   *more], stdout=subprocess.PIPE, stderr=open(PLACE + "/log", "ab"))
        self.url = self.p.stdout.readline().decode().strip()

    def children(self, name):
        out = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(self.p.pid)], capture_output=True, text=True).stdout
        return [int(line.split()[0]) for line in out.splitlines() if name in line]

    def end(self):
        self.p.send_signal(signal.SIGTERM)
        return self.p.wait(120)


def parts(envelope):
    m = email.message_from_bytes(envelope.content, policy=email.policy.default)
    return m, {p.get_content_type(): p.get_content() for p in m.walk() if not p.is_multipart()}


def ends(number, state, seconds=15):
    return until(lambda: letter(number)["state"] == state, seconds) and letter(number)


# ---- the tests ----

def what_arrives(post):
    text = "Báo cáo tháng 6/2026 của Hội Phụ nữ được trả lại để sửa. Lý do: <thiếu> & “đồng Việt Nam” 1 > 0"
    subject = "Báo cáo bị trả lại: Ủy ban Mặt trận Tổ quốc Việt Nam phường Bến Lúa, thành phố Sông Xanh, quý II năm 2026"
    n = put("lan@vidu.vn", subject, text)
    done = ends(n, "sent")
    test("a letter is sent, by TLS and with the password", not done and letter(n))
    if not post.to("lan"):
        return test("a letter that was sent arrives", "nothing arrived")
    envelope = post.to("lan")[0]
    m, p = parts(envelope)
    bad = []
    if m["subject"] != subject: bad.append(("subject", m["subject"]))
    if text not in p["text/plain"] or "http://giaoban.vidu.vn/bao-cao/1" not in p["text/plain"]: bad.append(p["text/plain"])
    if "&lt;thiếu&gt; &amp; “đồng Việt Nam”" not in p["text/html"]: bad.append(p["text/html"])
    if m["message-id"] != f"<{n}.chu@vidu.vn>": bad.append(m["message-id"])
    if m["from"] != "Văn phòng “Mặt trận” <giaoban@vidu.vn>" and "Văn phòng" not in m["from"]: bad.append(m["from"])
    if m["auto-submitted"] != "auto-generated" or m.defects: bad.append(m.defects)
    raw = envelope.content.split(b"\r\n")
    if max(map(len, raw)) > 78 or any(b > 127 for b in envelope.content): bad.append("a long line, or bytes beyond ASCII")
    test("subject, text and HTML are the words that were put in, as another program decodes them", bad)


def attachments(post):
    def f(*words):
        return "".join(f"{len(str(w).encode())}:{w}" for w in words)
    title = "Nộp báo cáo tháng 7/2026; Hội Phụ nữ, phường Bến Lúa \\ " + "dài " * 30
    diary = f(1) + f(0, 3, 1780000000000, 0, "hop-1@giaoban", "2026-07-25 08:00", "2026-07-25 10:30", title.strip(),
                     "Dòng một\nDòng hai", "Hội trường", "", "giaoban@vidu.vn", "lan@vidu.vn")
    diary += f(1, 7, 1780000000000, 0, "han-1@giaoban", "", "2026-07-25", "Hạn nộp", "", "", "", "", "")
    n = put("lich@vidu.vn", calendar=diary)
    done = ends(n, "sent")
    if not done:
        return test("a letter carries a calendar", letter(n))
    m, p = parts(post.to("lich")[0])
    raw = [x for x in m.walk() if x.get_content_type() == "text/calendar"]
    if not raw:
        return test("a letter carries a calendar", m.as_string()[:800])
    ics = raw[0].get_payload(decode=True)
    c = icalendar.Calendar.from_ical(ics)
    event, = c.walk("VEVENT")
    todo, = c.walk("VTODO")
    zone, = c.walk("VTIMEZONE")
    bad = []
    if str(c["METHOD"]) != "REQUEST" or raw[0].get_param("method") != "REQUEST": bad.append(("method", c.get("METHOD")))
    if str(event["SUMMARY"]) != title.strip() or str(event["DESCRIPTION"]) != "Dòng một\nDòng hai": bad.append(event["SUMMARY"])
    if event["SEQUENCE"] != 3 or str(event["UID"]) != "hop-1@giaoban": bad.append(dict(event))
    if event["DTSTART"].dt.strftime("%F %H:%M") != "2026-07-25 08:00": bad.append(event["DTSTART"])
    if event["DTSTART"].params.get("TZID") != "Asia/Ho_Chi_Minh" or str(zone["TZID"]) != "Asia/Ho_Chi_Minh": bad.append("zone")
    if str(todo["DUE"].dt) != "2026-07-25" or todo["SEQUENCE"] != 7: bad.append(dict(todo))
    if any(len(line) > 75 for line in ics.split(b"\r\n")): bad.append("a line is not folded")
    test("a calendar goes along and another program reads every word of it", bad)


def refusals(post):
    temporary, permanent, refused = put("chua@vidu.vn"), put("khong@vidu.vn"), put("tu-choi@vidu.vn")
    until(lambda: letter(temporary)["tries"] == 1)
    t = letter(temporary)
    wait = t["next_at"] - time.time() * 1000
    test("451 waits and is tried again", (t["state"], t["tries"], "451" in t["said"], 0 < wait < 120000) != ("waiting", 1, True, True) and t)
    sql("UPDATE outbox SET next_at = 0 WHERE id = ?", temporary)
    until(lambda: letter(temporary)["tries"] == 2)
    t2 = letter(temporary)
    test("the second wait is longer than the first", t2["next_at"] - time.time() * 1000 <= 120000 and t2)
    p = ends(permanent, "failed")
    test("550 is given up at once, with the words of the server", (not p or p["tries"] != 1 or "no such mailbox" not in p["said"]) and letter(permanent))
    test("554 after the content is given up at once", not ends(refused, "failed") and letter(refused))
    sql("UPDATE outbox SET next_at = 0, tries = 9 WHERE id = ?", temporary)
    test("after ten tries a letter is given up", not ends(temporary, "failed") and letter(temporary))


def slow_and_broken(post, server):
    slow = put("cham@vidu.vn")
    test("a slow server is waited for", not ends(slow, "sent", 20) and letter(slow))
    broken = put("ngat@vidu.vn")
    until(lambda: letter(broken)["tries"] >= 1)
    sql("UPDATE outbox SET next_at = 0 WHERE id = ?", broken)
    done = ends(broken, "sent")
    ids = {parts(e)[0]["message-id"] for e in post.to("ngat")}
    test("a letter whose answer was lost goes again under the same Message-ID",
         (not done or len(post.to("ngat")) != 2 or len(ids) != 1) and (letter(broken), len(post.to("ngat")), ids))
    killed = put("cham-hai@vidu.vn")
    until(lambda: "cham-hai@vidu.vn" in post.tries)
    for pid in server.children("giaoban-mail"):
        os.kill(pid, signal.SIGKILL)
    until(lambda: letter(killed)["said"])
    sql("UPDATE outbox SET next_at = 0 WHERE id = ?", killed)
    done = ends(killed, "sent", 30)
    test("a mailer killed in the middle is begun again and the letter goes", not done and letter(killed))


def injection(post, server):
    before = len(post.got)
    bad = []
    for subject, address in (("Một\r\nBcc: la@vidu.vn", "a1@vidu.vn"), ("Hai", "a2@vidu.vn\r\nRCPT TO:<la@vidu.vn>"),
                             ("Ba\nX: y", "a3@vidu.vn"), ("Bốn\0", "a4@vidu.vn")):
        n = put(address, subject)
        if not ends(n, "failed"): bad.append((subject, letter(n)))
    test("a subject or an address with a line break is never sent", bad or (len(post.got) != before and post.got[-1]))


def restart(post, server, more):
    server.end()
    n = put("sau@vidu.vn")
    again = Server(*more)
    test("what waited when the program ended is sent when it starts", not ends(n, "sent", 20) and letter(n))
    return again


def no_way_out(server):
    web = [p for p in server.children("giaoban serve") or []]
    linked = subprocess.run(["ldd", PROGRAM], capture_output=True, text=True).stdout
    bad = [x for x in ("libcurl", "libical", "libssh") if x in linked]
    test("the program of the web server is linked to nothing that sends letters or fetches pages", bad)
    if not web:
        return test("the web process has no connection of its own", "no web process")
    locked = [pid for pid in web if "Seccomp:\t0" in open(f"/proc/{pid}/status").read()]
    test("the web process may not make a socket of a network", locked)
    inodes = set()
    for pid in web:
        for fd in os.listdir(f"/proc/{pid}/fd"):
            try:
                inodes.add(os.readlink(f"/proc/{pid}/fd/{fd}"))
            except OSError:
                pass
    port = int(server.url.rsplit(":", 1)[1])
    out = []
    for line in open("/proc/net/tcp").read().splitlines()[1:]:
        f = line.split()
        if f"socket:[{f[9]}]" in inodes and int(f[1].split(":")[1], 16) != port:
            out.append(line)
    test("the web process has no connection of its own", out)


def setup_trouble(post, context):
    os.chmod(PLACE + "/word", 0o644)
    choose(mail_port=MAIN.port)
    server = Server("--mail-authorities", PLACE + "/cert.pem")
    n = put("mo@vidu.vn")
    until(lambda: letter(n)["tries"] == 1)
    test("a password that others may read is not used, and it is said", "password" not in letter(n)["said"] and letter(n))
    os.chmod(PLACE + "/word", 0o600)
    server.end()
    server = Server()                                  # the certificate is signed by nobody known
    n = put("la@vidu.vn")
    until(lambda: letter(n)["tries"] == 1)
    l = letter(n)
    test("a server whose certificate nobody vouches for gets no letter", (post.to("la@") or l["state"] != "waiting") and l)
    choose(mail_port=free_port())
    n = put("tat@vidu.vn")
    until(lambda: letter(n)["tries"] == 1)
    test("a server that is down is tried again later", letter(n)["state"] != "waiting" and letter(n))
    plain = Post()
    s = smtp(plain)
    choose(mail_port=s.port)
    n = put("khong-ma@vidu.vn")
    until(lambda: letter(n)["tries"] == 1)
    test("a server without TLS gets no letter", (plain.got or letter(n)["state"] != "waiting") and letter(n))
    choose(mail_security="plain", mail_user="")
    n = put("trong-may@vidu.vn")
    test("without TLS only when that was chosen, to this machine", not ends(n, "sent") and letter(n))
    choose(mail_server="192.0.2.1")
    n = put("ngoai@vidu.vn")
    until(lambda: letter(n)["tries"] == 1)
    test("without TLS never to another machine", "only to this machine" not in letter(n)["said"] and letter(n))
    choose(copy_kind="sample", mail_server="127.0.0.1")
    n = put("mau@vidu.vn")
    time.sleep(3)
    test("a sample database sends nothing", (letter(n)["tries"] or plain.to("mau")) and letter(n))
    server.end()
    s.stop()
    implicit = Post()
    s = smtp(implicit, context, auth=True, implicit=True)
    choose(copy_kind="real", mail_server="localhost", mail_port=s.port, mail_security="tls", mail_user="giaoban")
    server = Server("--mail-authorities", PLACE + "/cert.pem")
    n = put("tls@vidu.vn")
    test("TLS from the first byte", not ends(n, "sent") and letter(n))
    server.end()
    s.stop()


class Person:
    """Somebody with a browser that keeps cookies and sends the forms that it was shown."""
    def __init__(self, url, login):
        self.url = url
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        self.send("/dang-nhap", ten=login, **{"mat-khau": "mua-lua-chin-2026"})

    def see(self, path):
        return self.opener.open(self.url + path, timeout=60).read().decode()

    def send(self, path, shown=None, **values):
        page = self.see(shown or path)
        values["csrf"] = re.search(r'name="csrf"\s+value="([^"]*)"', page)[1]
        version = re.search(rf'action="{path}"[^>]*>.*?name="ban"\s+value="(\d+)"', page, re.S)
        if version:
            values["ban"] = version[1]
        key = re.search(r'name="key"\s+value="([^"]*)"', page)
        if key:
            values["key"] = key[1]
        return self.opener.open(self.url + path, urllib.parse.urlencode(values).encode(), timeout=60).read().decode()


def from_the_page_to_the_letter(post, more):
    """The office sends a report back in the pages; while the server of letters is down the program ends and starts again; then the
    letter is with the officer, and with nobody else."""
    at = lambda clock: ("--test-clock", "2026-06-24 " + clock, *more)
    number, = sql("SELECT r.id FROM report r JOIN body b ON b.id = r.body_id WHERE r.state = 'submitted' AND r.period = '2026-06' "
                  "AND b.unit_id = 2 ORDER BY r.id")[0]
    body, = sql("SELECT b.short_name FROM report r JOIN body b ON b.id = r.body_id WHERE r.id = ?", number)[0]
    officer, = sql("SELECT k.login FROM account k JOIN account_grant g ON g.account_id = k.id JOIN report r ON r.body_id = g.body_id "
                   "WHERE g.role = 'officer' AND r.id = ?", number)[0]
    server = Server(*at("09:00"))
    sen = Person(server.url, officer)
    sen.send("/tai-khoan/thu-dien-tu", viec="dia-chi", **{"dia-chi": officer + "@benlua.vidu.vn"})
    if not until(lambda: post.to(officer)):
        server.end()
        return test("an address typed in the page gets a letter with its code", sql("SELECT state, said FROM outbox"))
    code = re.search(r"[?&]ma=([A-Za-z0-9_-]+)", parts(post.to(officer)[0])[1]["text/plain"])
    sen.send("/tai-khoan/thu-dien-tu", viec="xac-nhan", ma=code[1])
    choose(mail_port=free_port())                      # the server of letters is down
    reason = "Thiếu số hộ nghèo được giúp; “Tết vì người nghèo” chưa ghi số tiền"
    thu = Person(server.url, "hoaithu")
    thu.send(f"/bao-cao/{number}/tra-lai", f"/bao-cao/{number}", **{"ly-do": reason})
    n, = sql("SELECT MAX(id) FROM outbox WHERE kind = 'returned'")[0]
    down = until(lambda: letter(n)["tries"] == 1)
    inside = sen.see("/thong-bao?chua-doc=1")
    server.end()
    test("a letter waits while the server of letters is down, and the same is said inside",
         (not down or letter(n)["state"] != "waiting" or "Thiếu số hộ nghèo được giúp" not in inside) and (letter(n), inside[-2000:]))
    choose(mail_port=MAIN.port)
    before = len(post.got)
    server = Server(*at("09:30"))
    done = ends(n, "sent")
    server.end()
    if not done:
        return test("the letter arrives after the program was started again", letter(n))
    got = [e for e, _ in post.got[before:]]
    m, p = parts(got[-1])
    due = icalendar.Calendar.from_ical(p.get("text/calendar", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")).walk("VTODO")
    bad = []
    if [e.rcpt_tos for e in got] != [[officer + "@benlua.vidu.vn"]]: bad.append([e.rcpt_tos for e in got])
    if m["subject"] != "Báo cáo bị trả lại" or m["to"] != officer + "@benlua.vidu.vn": bad.append((m["subject"], m["to"]))
    if f"Báo cáo tháng 6/2026 của {body} được trả lại để sửa. Lý do: {reason}" not in p["text/plain"]: bad.append(p["text/plain"])
    if f"http://giaoban.vidu.vn/bao-cao/{number}" not in p["text/plain"]: bad.append("no link")
    if len(due) != 1 or str(due[0]["DUE"].dt) != "2026-06-25" or body not in str(due[0]["SUMMARY"]): bad.append(p.get("text/calendar"))
    test("sent back in the page by the office: after a restart its officer alone has the letter, with reason, link and due day", bad)


def an_invitation_by_letter(post, more):
    """The office takes the head of a body off the list and asks him again; both letters carry the entry of the calendar; without
    logging in he answers by the link of the second."""
    person, place, meeting, body, day = sql(
        "SELECT k.id, t.id, m.id, t.body_id, m.day || ' ' || m.starts FROM attendee t JOIN meeting m ON m.id = t.meeting_id "
        "JOIN account k ON k.person_id = t.person_id WHERE m.state = 'invited' AND t.part = 'member' ORDER BY t.ordinal")[0]
    sql("DELETE FROM contact WHERE account_id = ?", person)
    sql("INSERT INTO contact(account_id, address, confirmed_at, wanted, code, asked_at, tries) "
        "VALUES (?, 'truong@benlua.vidu.vn', 1, '', '', 0, 0)", person)
    server = Server("--test-clock", "2026-07-01 09:00", *more)
    thu = Person(server.url, "hoaithu")
    list_page = f"/giao-ban/{meeting}/moi-hop"
    thu.send(f"/moi-hop/{place}/bo", f"/moi-hop/{place}")
    thu.send(list_page, **{"to-chuc": body, "vai": "member"})
    thu.send(list_page + "/gui", list_page)
    dated = lambda: [x for x in map(parts, post.to("truong")) if "text/calendar" in x[1]]     # others remind of reports
    until(lambda: len(dated()) == 2)
    got = dated()
    if len(got) != 2:
        server.end()
        return test("who is taken off the list and asked again gets two letters", sql("SELECT kind, state, said FROM outbox"))
    event = [icalendar.Calendar.from_ical(p["text/calendar"]) for _, p in got]
    off, on = (c.walk("VEVENT")[0] for c in event)
    bad = []
    if [str(c["METHOD"]) for c in event] != ["CANCEL", "REQUEST"]: bad.append([str(c["METHOD"]) for c in event])
    if str(off["UID"]) != str(on["UID"]) or on["SEQUENCE"] <= off["SEQUENCE"]: bad.append((dict(off), dict(on)))
    if on["DTSTART"].dt.strftime("%F %H:%M") != day or str(off["STATUS"]) != "CANCELLED": bad.append((on["DTSTART"], day))
    if str(on["ATTENDEE"]) != "mailto:truong@benlua.vidu.vn" or str(on["ORGANIZER"]) != "mailto:giaoban@vidu.vn": bad.append(dict(on))
    if got[1][0]["subject"] != "Giấy mời họp": bad.append(got[1][0]["subject"])
    test("an invitation comes with its entry, one called off with a CANCEL of the same name", bad)
    link = re.search(r"http://giaoban\.vidu\.vn(/moi/[2-9A-Z-]+)", got[1][1]["text/plain"])
    kept = sql("SELECT COUNT(*) FROM outbox WHERE link LIKE '/moi/%' AND state = 'sent'")[0][0]
    nobody = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    shown = nobody.open(server.url + link[1]).read().decode() if link else ""
    csrf = re.search(r'name="csrf"\s+value="([^"]*)"', shown)
    said = nobody.open(server.url + link[1] + "/tra-loi", urllib.parse.urlencode({"csrf": csrf[1], "tra-loi": "yes"}).encode()) \
        .read().decode() if csrf else ""
    server.end()
    test("the link of the letter answers without logging in, and is not kept once it was sent",
         (not csrf or "Đã trả lời: sẽ dự" not in said or kept) and (link, kept, said[-1500:]))


subprocess.run([PROGRAM, "demo", "--db", DB, "--test-cost"], check=True, capture_output=True)
shutil.copy(DB, PLACE + "/story.db")
for ending in (".key", ".head"):
    if os.path.exists(DB + ending):
        shutil.copy(DB + ending, PLACE + "/story.db" + ending)
choose(copy_kind="real", mail_server="localhost", mail_user="giaoban", mail_from="giaoban@vidu.vn", due_soon=0,
       mail_from_name="Văn phòng “Mặt trận”", site_address="http://giaoban.vidu.vn/", mail_per_minute=600, mail_hour=23)
with open(PLACE + "/word", "w") as f:
    f.write(PASSWORD + "\n")
os.chmod(PLACE + "/word", 0o600)
try:
    CONTEXT, POST = certificate(), Post()
    MAIN = smtp(POST, CONTEXT, auth=True)
    choose(mail_port=MAIN.port)
    MORE = ("--mail-authorities", PLACE + "/cert.pem")
    server = Server(*MORE)
    what_arrives(POST)
    attachments(POST)
    refusals(POST)
    injection(POST, server)
    slow_and_broken(POST, server)
    no_way_out(server)
    server = restart(POST, server, MORE)
    test("the server ends when it is asked to", server.end() != 0)
    setup_trouble(POST, CONTEXT)
    DB = PLACE + "/story.db"
    choose(copy_kind="real", mail_server="localhost", mail_user="giaoban", mail_from="giaoban@vidu.vn", mail_port=MAIN.port,
           mail_from_name="Văn phòng", site_address="http://giaoban.vidu.vn/", mail_per_minute=600, mail_hour=7)
    from_the_page_to_the_letter(POST, MORE)
    an_invitation_by_letter(POST, MORE)
    MAIN.stop()
finally:
    log = open(PLACE + "/log").read() if os.path.exists(PLACE + "/log") else ""
    shutil.rmtree(PLACE, ignore_errors=True)
if failures:
    print("# " + log[-3000:].replace("\n", "\n# "))
print(f"1..{count}")
sys.exit(failures > 0)
