#!/usr/bin/env python3
"""access.py OUT - asks every address as everyone about everything, and looks for what nobody of them may see.

policy.tsv says who gets what, secrets.tsv whose eyes may meet which secret word; both are written by hand. An office
is made by access_world, the built program serves it, and each (route, account, thing, form) is asked over HTTP with a
real session. Checked: the status; that what is refused writes nothing; that no answer, unpacked when it is a document,
holds a secret word of others; that what is taken from a person is gone at their next request. At the end the judge is
judged: each cell of both tables is turned round, and the same answers must then be found wrong. Prints TAP.

It needs Python's own library and pdftotext, and is not C so that it shares nothing with what it judges.
"""
import collections, io, itertools, multiprocessing, os, re, shutil, signal, socket, sqlite3, subprocess, sys, tempfile
import time, urllib.parse, zipfile

OUT = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "build")
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "support"))
from database import Database  # noqa: E402
# who may what is decided before any engine is asked, and the checked build is the same program: there a part will do
FEW = 11 if os.environ.get("GIAOBAN_TEST_DB") else 5 if OUT.endswith("-san") else 1
CLOCK, WORKERS = "2026-08-03 09:00", 3
SECRET = re.compile(rb"zq[bcdfghklmnprstvx]{5}", re.I)
BORING = {"session", "login_failure", "once_key", "audit_head"}      # change without anybody's act
tests = failures = 0


def test(name, problems):
    global tests, failures
    problems = list(problems)
    tests += 1
    failures += bool(problems)
    print(f"{'not ' if problems else ''}ok {tests} - access: {name}")
    for p in problems[:30]:
        print("# " + str(p).replace("\n", "\n# ")[:400])
    if len(problems) > 30:
        print(f"# and {len(problems) - 30} more")
    sys.stdout.flush()


# ---- the tables and the office ----

Actor = collections.namedtuple("Actor", "login role unit body cookie csrf grant account")
Thing = collections.namedtuple("Thing", "kind id unit body state")
Secret = collections.namedtuple("Secret", "what unit body state")
NOBODY = Actor("-", "nobody", "-", "-", "", "f" * 32, "0", "0")


def table(name):
    lines = [l.rstrip("\n").split("\t") for l in open(os.path.join(HERE, name)) if l.strip() and l[0] != "#"]
    for l in lines:
        if len(l) != len(lines[0]):
            sys.exit(f"{name}: {len(l)} columns, not {len(lines[0])}: {l}")
    return [dict(zip(lines[0], l)) for l in lines[1:]]


class World:
    def __init__(self, text):
        self.above, self.actors, self.things, self.secrets, self.units, self.parts = {}, [], [], {}, {}, {}
        for line in text.splitlines():
            word, *f = line.split("\t")
            if word == "unit":
                self.units[f[1]] = f[0]
                self.above[f[1]] = [f[1]] + self.above.get(f[2], [])
            elif word == "account":
                self.actors.append(Actor(*f))
            elif word == "thing":
                self.things.append(Thing(*f))
            elif word == "part":
                self.parts["$" + f[2], f[0], f[1]] = f[3]
            elif word == "secret":
                self.secrets[f[0].encode()] = Secret(*f[1:])
        for code, number in self.units.items():
            self.things.append(Thing("unit", number, code, "-", "-"))

    def reach(self, cell, actor, thing):
        """Does one of the reaches of the cell cover the thing for this person?"""
        for one in cell.split(" "):
            name, _, states = one.partition(":")
            if states and thing.state not in states.split("+"):
                continue
            if name == "all" or \
                    name == "body" and actor.body != "-" and (actor.unit, actor.body) == (thing.unit, thing.body) or \
                    name == "unit" and actor.unit == thing.unit or \
                    name == "below" and actor.unit in self.above.get(thing.unit, []) or \
                    name == "above" and thing.unit in self.above.get(actor.unit, []) or \
                    name == "self" and getattr(thing, "kind", "") == "account" and thing.id == actor.account:
                return True
        return False


def expected(world, reading, row, actor, thing, form):
    """The status that the policy gives. reading: kind -> the first GET row of such things."""
    post, cell = row["method"] == "POST", row[actor.role]
    if cell == "login":
        return 401 if post else 303
    if cell == "deny" or form != "right":
        return 403
    special = dict(x.split(":") for x in row["answer"].split(" ") if ":" in x)
    if thing is None or world.reach(cell, actor, thing):
        if row["answer"] == "-":
            return 303 if post else 200
        return int(special.get(thing.state if thing else actor.role, row["answer"].split(" ")[0]))
    if "refused" in special:
        return int(special["refused"])
    seen = reading.get(row["thing"])
    return 403 if seen and seen is not row and world.reach(seen[actor.role], actor, thing) else 404


# ---- asking ----

class Line:
    """One connection that stays open; each request seems to come from an address of its own, so that none is slowed."""
    def __init__(self, port):
        self.port, self.s, self.left = port, None, b""

    def ask(self, number, method, path, cookie="", body=None):
        head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n" \
               f"X-Forwarded-For: 10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}\r\n"
        head += f"Cookie: {cookie}\r\n" if cookie else ""
        if body is not None:
            head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        message = head.encode() + b"\r\n" + (body or b"")
        for again in (True, False):
            try:
                if not self.s:
                    self.s, self.left = socket.create_connection(("127.0.0.1", self.port), 60), b""
                    self.s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self.s.sendall(message)
                return self.answer()
            except OSError:
                self.s = None
                if not again:
                    raise

    def more(self):
        part = self.s.recv(1 << 16)
        if not part:
            raise OSError("the server hung up")
        self.left += part

    def answer(self):
        while b"\r\n\r\n" not in self.left:
            self.more()
        head, _, self.left = self.left.partition(b"\r\n\r\n")
        if b"text/event-stream" in head:  # it stays open: what matters is who gets in
            self.s.close()
            self.s = None
            return int(head[9:12]), head, b""
        length = int(re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)[1])
        while len(self.left) < length:
            self.more()
        body, self.left = self.left[:length], self.left[length:]
        status = int(head[9:12])
        if re.search(rb"(?i)\r\nconnection: *close", head):
            self.s = None
        return status, head, body


def plain(head, body):
    """What can be read in an answer: the texts inside a zip or a PDF, entities undone as far as words need it."""
    if body[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(body)) as z:
            body = b"\n".join(n.encode() + b"\n" + re.sub(rb"<[^>]*>", b"", z.read(n)) for n in z.namelist())
    elif body[:4] == b"%PDF":
        p = subprocess.run(["pdftotext", "-", "-"], input=body, capture_output=True)
        body = p.stdout + body
    return head + b"\n" + body


def cookies(actor):
    return f"gb={actor.cookie}" if actor.cookie else f"gb_form={actor.csrf}"


Question = collections.namedtuple("Question", "row actor thing form path sent")
Answer = collections.namedtuple("Answer", "status words location")


def put(line, number, q):
    body = None
    if q.row["method"] == "POST":
        pairs = urllib.parse.parse_qsl(q.sent)
        pairs += {"right": [("csrf", q.actor.csrf)], "wrong": [("csrf", "0" * 32)], "none": []}[q.form]
        pairs += [("key", f"{number:032x}")] if q.row["once"] else []
        body = urllib.parse.urlencode(pairs).encode()
    status, head, body = line.ask(number, q.row["method"], q.path, cookies(q.actor), body)
    location = re.search(rb"(?i)\r\nlocation: *([^\r]*)", head)
    words = frozenset(w.lower() for w in SECRET.findall(plain(head, body)))
    return Answer(status, words, location[1].decode() if location else "")


def work(port, questions, first, pipe):
    line = Line(port)
    pipe.send([put(line, first + i, q) for i, q in enumerate(questions)])
    pipe.close()


def ask_all(port, questions, first):
    """In several processes, each with a connection that stays open."""
    size = (len(questions) + WORKERS - 1) // WORKERS or 1
    running = []
    for at in range(0, len(questions), size):
        ours, theirs = multiprocessing.Pipe(False)
        p = multiprocessing.Process(target=work, args=(port, questions[at:at + size], first + at, theirs))
        p.start()
        theirs.close()
        running.append((p, ours))
    answers = []
    for p, ours in running:
        try:
            answers += ours.recv()
        except EOFError:
            sys.exit("not ok 1 - access: the server stopped answering")
        p.join()
    return answers


# ---- what is asked ----

def routes():
    """method, address, what it takes and whether a form needs a one-time key, as the program prints it."""
    out = subprocess.run([OUT + "/giaoban", "routes"], capture_output=True, text=True).stdout
    for line in out.splitlines():
        f = [x.strip() for x in line.split("|")]
        if len(f) > 7 and f[1] in ("GET", "POST"):
            yield (f[1], f[2].strip("`")), f[4], "once" in f[5]


def address(row, thing, fields):
    """The path with its parts filled: the first by the thing, others and the query by what is sent."""
    path, taken = row["address"], set()
    for part in re.findall(r"\{([^}]*)\}", path):
        value = dict(fields).get(part)
        if value is None:
            value = thing.id if thing else "khong-co"
            thing = None
        taken.add(part)
        path = path.replace("{%s}" % part, urllib.parse.quote(value), 1)
    return path, [(k, v) for k, v in fields if k not in taken]


def variants(row):
    """`sent` of a row: each choice a|b in turn; lists also as the files they offer."""
    if row["sent"] == "-":
        choices = [[]]
    else:
        pairs = [x.split("=", 1) for x in row["sent"].split("&")]
        choices = [list(zip([k for k, _ in pairs], c)) for c in itertools.product(*[v.split("|") for _, v in pairs])]
    if row["method"] == "GET" and row["lists"]:
        choices = [c + f for c in choices for f in ([], [("xuat", "csv")], [("xuat", "xlsx")], [("xuat", "json")])]
    return choices


def filled(world, value, actor, thing):
    """$grant: the post one acts in; $item and the like: what stands below that thing, inside of a value too."""
    if value == "$grant":
        return actor.grant
    return re.sub(r"\$\w+", lambda m: world.parts[m[0], thing.kind, thing.id], value) if thing else value


def questions_of(rows, world):
    actors = [NOBODY] + [a for a in world.actors if a != OWES(world)]
    for row in rows:
        things = [None] if row["thing"] == "-" else [t for t in world.things if t.kind == row["thing"]]
        for actor, thing, fields in itertools.product(actors, things, variants(row)):
            fields = [(k, filled(world, v, actor, thing)) for k, v in fields]
            path, rest = address(row, thing, fields)
            query = urllib.parse.urlencode(rest)
            if row["method"] == "GET":
                yield Question(row, actor, thing, "right", path + ("?" + query if query else ""), "")
                continue
            yield Question(row, actor, thing, "right", path, query)
            if thing is None or thing is things[0] or thing is things[-1]:
                yield Question(row, actor, thing, "wrong", path, query)
                yield Question(row, actor, thing, "none", path, query)


def told(q, got, want):
    t = f"{q.thing.kind} {q.thing.id} of {q.thing.unit}/{q.thing.body}, {q.thing.state}" if q.thing else "-"
    return f"{q.row['method']} {q.path} as {q.actor.login} ({q.actor.role} of {q.actor.unit}/{q.actor.body}), {t}, " \
           f"token {q.form}: {got}, not {want}"


def grouped(found):
    """One line for each (route, role, what came, what should): the first example and how many."""
    groups = collections.OrderedDict()
    for q, got, want in found:
        groups.setdefault((q.row["method"], q.row["address"], q.actor.role, got, want), []).append(q)
    return [f"{told(qs[0], key[3], key[4])}" + (f" ({len(qs)} such)" if len(qs) > 1 else "")
            for key, qs in groups.items()]


def deviations(world, rows, asked):
    reading = {}
    for row in rows:
        if row["method"] == "GET" and row["thing"] != "-":
            reading.setdefault(row["thing"], row)
    for q, a in asked:
        want = expected(world, reading, q.row, q.actor, q.thing, q.form)
        if a.status != want:
            yield q, a.status, want
        elif want == 303 and q.row[q.actor.role] == "login" and not a.location.startswith("/dang-nhap"):
            yield q, a.location, "/dang-nhap"


def leaks(world, rules, asked, seen=None):
    """Answers that hold a word which is not for that person. seen: (what, role) -> how often one was met rightly."""
    mine = collections.defaultdict(set)        # someone with two posts is told of both in the frame
    for a in world.actors:
        mine[a.account].add(a)
    for q, a in asked:
        for w in a.words:
            s = world.secrets.get(w)
            if not s:
                yield q, w.decode(), "a word that nobody planted"
                continue
            rule = rules[s.what]
            eyes = mine[q.actor.account] if rule["frame"] == "yes" and q.actor.role != "nobody" else {q.actor}
            # who administers an account sees in which other bodies its owner acts
            shared = q.row["address"].startswith("/quan-tri/tai-khoan") and q.actor.role == "admin" and \
                s.what in ("body-name", "unit-name") and any((x.unit, x.body) == (s.unit, s.body) or x.unit == s.unit
                                                             and s.body == "-" for y in world.actors if y.unit == q.actor.unit
                                                             for x in mine[y.account])
            # who of the level above looked at the original stands in its history
            shared = shared or q.row["address"].endswith("/lich-su") and s.what == "person-name" and \
                s.unit in world.above.get(q.actor.unit, [])
            if shared or any(world.reach(rule[e.role], e, s) for e in eyes):
                if seen is not None:
                    seen[s.what, q.actor.role] += 1
            else:
                yield q, f"{s.what} of {s.unit}/{s.body}, {s.state}", "nothing of it"


# ---- the database ----

class Office(Database):
    """Of which every row of every table that matters can be seen."""

    names = []

    def content(self):
        """Every row of every table that matters, as text."""
        if self.url:
            if not self.names:
                self.names = self.run(self.url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'").split()
            out = {n: collections.Counter() for n in self.names if n not in BORING}
            rows = " UNION ALL ".join(f"SELECT '{n}:' || replace(t::text, chr(10), ' ') FROM \"{n}\" t" for n in out)
            for line in self.run(self.url, rows).splitlines():
                name, _, row = line.partition(":")
                out[name][row] += 1
            return out
        db = sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, timeout=10)
        names = [n for (n,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'") if n not in BORING]
        out = {n: collections.Counter(map(repr, db.execute(f'SELECT * FROM "{n}"'))) for n in names}
        db.close()
        return out


def changes(before, after):
    for n in sorted(set(before) | set(after)):
        for row in (after.get(n, collections.Counter()) - before.get(n, collections.Counter())):
            yield f"{n}: {row}"


# ---- what is taken away is gone ----

def revocation(port, db, world, number):
    """Each way of losing a right, done in the database by another process; what was open before is asked again at once."""
    who = {a.login: a for a in world.actors}
    past = "2026-08-02"
    own = lambda a: next(t.id for t in world.things
                         if (t.kind, t.unit, t.body, t.state) == ("report", a.unit, a.body, "draft"))
    pages = lambda a: ["/bao-cao", "/bao-cao?xuat=csv", "/bao-cao?xuat=xlsx", "/bao-cao/" + own(a),
                       f"/bao-cao/{own(a)}/tep", "/dieu-hanh", "/tong-hop", "/tong-hop/tep/bao-cao.docx",
                       "/tong-hop/tep/bao-cao.pdf", "/tinh-hinh-nop"]
    ways = [
        ("a grant that ended", "u1.p0", 403, lambda a: [
            f"UPDATE account_grant SET valid_to = '{past}' WHERE id = {a.grant}"]),
        ("a post that ended", "u1.p1", 403, lambda a: [
            f"UPDATE post SET valid_to = '{past}' WHERE id = (SELECT post_id FROM account_grant WHERE id = {a.grant})"]),
        ("an account that is disabled", "u2.p0", 303, lambda a: [
            f"UPDATE account SET state = 'disabled' WHERE id = {a.account}"]),
        ("a password that was changed", "u2.p1", 303, lambda a: [
            f"UPDATE account SET epoch = epoch + 1 WHERE id = {a.account}"]),
        ("a session that was ended", "u0.p0", 303, lambda a: [
            f"DELETE FROM session WHERE account_id = {a.account}"]),
    ]
    line = Line(port)
    for name, login, want, how in ways:
        a, bad = who[login], []
        for p in pages(a) * 2:                 # twice: the second is a kept page
            status, _, _ = line.ask(number, "GET", p, cookies(a))
            bad += [f"{p} before: {status}"] if status != 200 else []
        db.change(*how(a))
        for p in pages(a):
            status, head, body = line.ask(number, "GET", p, cookies(a))
            bad += [f"{p}: {status}, not {want}"] if status != want else []
            bad += [f"{p} still shows {w.decode()}" for w in set(SECRET.findall(plain(head, body)))
                    if world.secrets[w].what not in ("person-name",)]
        before = db.content()
        for p in ("/bao-cao/moi", f"/bao-cao/{own(a)}/nop"):
            status, _, _ = line.ask(number, "POST", p, cookies(a), f"csrf={a.csrf}&ban=1&ky=2026-07&key={'a' * 32}".encode())
            bad += [f"POST {p}: {status}"] if status not in (401, 403) else []
        bad += list(changes(before, db.content()))
        test(f"{name} opens nothing at the next request, kept pages and files included", bad)
    # one of two posts ends: the other one's pages come, none that were kept for the first
    a, bad = who["both/1"], []
    for p in ["/dieu-hanh", "/tong-hop", "/tinh-hinh-nop"] * 2:
        line.ask(number, "GET", p, cookies(a))
    db.change(f"UPDATE account_grant SET valid_to = '{past}' WHERE id = {a.grant}")
    for p in ["/dieu-hanh", "/tong-hop", "/tinh-hinh-nop", "/bao-cao"]:
        status, head, body = line.ask(number, "GET", p, cookies(a))
        met = {world.secrets[w].unit for w in set(SECRET.findall(plain(head, body))) if w in world.secrets
               and world.secrets[w].what != "unit-name"}
        bad += [f"{p}: {status}, words of {met}"] if status != 200 or a.unit in met or not met else []
    test("of two posts one ends: the next page is the other one's, also where a page was kept", bad)


# ---- judging the judge ----

def turned(cell):
    """Another answer than the cell's, for some request at least."""
    return "allow" if cell == "deny" else "deny"


def controls(world, rows, rules, asked):
    by_row = collections.defaultdict(list)
    for q, a in asked:
        by_row[id(q.row), q.actor.role].append((q, a))
    blind = []
    for row in rows:
        for role in ROLES:
            mine, right = by_row[id(row), role], row[role]
            if not mine:
                blind.append(f"{row['method']} {row['address']} was not asked as {role}")
                continue
            row[role] = turned(right) if row["thing"] == "-" or right not in ("deny", "login") else "all"
            if not any(True for _ in deviations(world, rows, mine)):
                blind.append(f"{row['method']} {row['address']}, {role}: {right} -> {row[role]} is not noticed")
            row[role] = right
    test("a wrong cell anywhere in policy.tsv is noticed", blind)
    blind = []
    seen = collections.Counter()
    list(leaks(world, rules, asked, seen))
    telling = collections.defaultdict(list)    # what -> the answers that hold a word of it: no other hangs on its row
    for q, a in asked:
        for what in {world.secrets[w].what for w in a.words if w in world.secrets}:
            telling[what].append((q, a))
    for what, role in sorted(seen):
        right, rules[what][role] = rules[what][role], "none"
        if not any(True for _ in leaks(world, rules, telling[what])):
            blind.append(f"{what}, {role}: {right} -> none is not noticed")
        rules[what][role] = right
    blind += [f"{what} was never seen by anybody" for what in rules if not any(w == what for w, _ in seen)]
    test("a wrong cell in secrets.tsv is noticed, and every kind of secret was seen by those it is for", blind)


def planted(port, db, world, rules, number):
    """Words of one commune are put into a report of the other: they must be found, in the page and in all its files."""
    a = next(x for x in world.actors if x.login == "u1.p0")
    word, s = next((w, s) for w, s in world.secrets.items() if (s.what, s.unit) == ("report", "XA-B"))
    mine = next(t for t in world.things if (t.kind, t.unit, t.body, t.state) == ("report", a.unit, a.body, "approved"))
    line, blind = Line(port), []
    db.change(f"UPDATE report SET title = title || ' {word.decode()}' WHERE id = {mine.id}",
              f"UPDATE figure SET item = item || ' {word.decode()}' WHERE report_id = {mine.id}")
    row = {"method": "GET", "address": "/bao-cao", "once": False, "officer": "allow", "answer": "-", "thing": "-"}
    for p in ("/bao-cao", "/bao-cao?xuat=csv", "/bao-cao?xuat=xlsx", "/bao-cao?xuat=json", "/bao-cao/" + mine.id):
        q = Question(row, a, None, "right", p, "")
        if not any("XA-B" in got for _, got, _ in leaks(world, rules, [(q, put(line, number, q))])):
            blind.append(f"{p} hides what was planted")
    test("a word planted in another unit's report is found in pages, CSV, XLSX and JSON", blind)


# ---- all of it ----

def methods(port, rows, world, number):
    """What an address does not take is refused for everyone."""
    line, bad = Line(port), []
    known = {(r["method"], r["address"]) for r in rows}
    actor = next(a for a in world.actors if a.role == "office")
    for method, path in sorted(known):
        for other in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
            status, _, _ = line.ask(number, other, re.sub(r"\{[^}]*\}", "1", path), cookies(actor))
            bad += [f"{other} {path}: {status}"] if status != 405 else []
        turn = "GET" if method == "POST" else "POST"
        if (turn, path) not in known:
            status, _, _ = line.ask(number, turn, re.sub(r"\{[^}]*\}", "1", path), cookies(actor),
                                    b"csrf=" + actor.csrf.encode() if turn == "POST" else None)
            bad += [f"{turn} {path}: {status}"] if status not in (404, 405) else []
    test("a method that an address does not take is refused", bad)


def foreign_grants(port, world, number):
    """Nobody acts in a post of somebody else."""
    line, bad = Line(port), []
    for a in world.actors:
        own = {x.grant for x in world.actors if x.account == a.account}
        for g in {x.grant for x in world.actors} - own:
            body = urllib.parse.urlencode({"csrf": a.csrf, "cuong-vi": g}).encode()
            status, _, _ = line.ask(number, "POST", "/cuong-vi", cookies(a), body)
            bad += [f"{a.login} acts in post {g}: {status}"] if status != 403 else []
    test("nobody acts in a post of somebody else", bad)


def OWES(world):
    """The administrator of the village has no second factor yet: nothing but that opens."""
    return next(a for a in world.actors if a.login == "u3.p7")


def owing(port, rows, world, number):
    """Who has no second factor yet gets to the page that sets it up, and out; nowhere else."""
    line, a = Line(port), OWES(world)
    opens = {(r["method"], r["address"]) for r in rows if r["method"] == "GET" and "{" not in r["address"]
             and line.ask(number, "GET", r["address"], cookies(a))[0] == 200}
    test("an administrator without the second factor gets to where it is set up and nowhere else",
         [f"{m} {p} opens" for m, p in sorted(opens)
          if not p.startswith(("/tai-khoan", "/dang-nhap", "/kich-hoat")) and p != "/moi"])      # open to nobody at all too


def serve(path):
    p = subprocess.Popen([OUT + "/giaoban", "serve", "--db", path, "--port", "0", "--test-clock", CLOCK, "--proxy",
                          "--per-second", "0", "--per-client", "-1"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                         text=True)
    return p, int(re.search(r":(\d+)", p.stdout.readline())[1])


def once_each(questions):
    """Of those that would truly write, one a thing and address, the roles in turn, so that none finds what another has
    changed; where there is no thing, one a role and body; of log-ins, which are slow on purpose, one a role."""
    groups = collections.OrderedDict()
    for q in questions:
        slow = q.row["address"].startswith(("/dang-nhap", "/kich-hoat"))
        key = q.thing or (q.actor.role, not slow and (q.actor.unit, q.actor.body))
        groups.setdefault((id(q.row), key), []).append(q)
    turn = collections.Counter()
    for (row, _), group in groups.items():
        roles = sorted({q.actor.role for q in group}, key=lambda r: turn[row, r])
        turn[row, roles[0]] += 1
        yield next(q for q in group if q.actor.role == roles[0])


def main(db):
    made = subprocess.run([OUT + "/tests/access/access_world", db.address], capture_output=True, text=True)
    if made.returncode:
        sys.exit("not ok 1 - access: " + made.stdout[-300:] + made.stderr[-300:])
    world = World(made.stdout)
    rows, rules = table("policy.tsv"), {r["what"]: r for r in table("secrets.tsv")}
    takes = {key: (params, once) for key, params, once in routes()}
    for r in rows:
        params, r["once"] = takes.get((r["method"], r["address"]), ("", False))
        r["lists"] = "`xuat`" in params
    test("every address has a row and every row an address",
         [f"no row: {k}" for k in takes if not any((r["method"], r["address"]) == k for r in rows)] +
         [f"no address: {r['method']} {r['address']}" for r in rows if (r["method"], r["address"]) not in takes])
    test("there are things of every kind that an address names",
         {f"none of kind {r['thing']}" for r in rows if r["thing"] not in {t.kind for t in world.things} | {"-"}})
    # administrators have set up their second factor, all but one
    db.change(f"UPDATE account_totp SET state = 'on' WHERE account_id <> {OWES(world).account}")
    server, port = serve(db.address)
    try:
        reading = {}
        for r in rows:
            if r["method"] == "GET" and r["thing"] != "-":
                reading.setdefault(r["thing"], r)
        everything = list(questions_of(rows, world))
        everything = everything[::FEW]
        writes = [q for q in everything if q.row["method"] == "POST"
                  and (expected(world, reading, q.row, q.actor, q.thing, q.form) in (200, 303)
                       or q.row["address"].startswith(("/dang-nhap", "/kich-hoat")) and q.form == "right")]
        writing = set(map(id, writes))
        wanted = lambda q: expected(world, reading, q.row, q.actor, q.thing, q.form)
        refused = [q for q in everything if id(q) not in writing and wanted(q) != 200]
        looked = [q for q in everything if id(q) not in writing and wanted(q) == 200]
        before, began = db.content(), time.monotonic()
        asked = list(zip(refused, ask_all(port, refused, 1)))
        test("what is refused writes nothing", changes(before, db.content()))
        before = db.content()
        # a history names who read the original: it is asked before anybody of a unit above has done so
        looked.sort(key=lambda q: not q.row["address"].endswith("/lich-su"))
        told = sum(q.row["address"].endswith("/lich-su") for q in looked)
        asked += zip(looked, ask_all(port, looked[:told], 1 << 21) + ask_all(port, looked[told:], (1 << 21) + told))
        test("what is looked at writes nothing but that it was read", (c for c in changes(before, db.content())
                                                                       if not re.match(r"audit: .*\b\w+\.read\w*\b", c)))
        seconds = time.monotonic() - began
        bad = grouped(deviations(world, rows, asked))
        test(f"{len(asked)} requests ({len(rows)} routes, {len(world.actors) + 1} accounts, {len(world.things)} things) in "
             f"{seconds:.0f} s get the answers of policy.tsv", bad)
        before = db.content()
        foreign_grants(port, world, 1 << 22)
        methods(port, rows, world, (1 << 22) + 1)
        owing(port, rows, world, (1 << 22) + 2)
        test("neither writes anything either", changes(before, db.content()))
        last = lambda q: q.row["address"] == "/dang-xuat"
        writes = sorted(once_each(writes), key=lambda q: (last(q), rows.index(q.row), -len(world.above.get(q.actor.unit, []))))
        line = Line(port)
        done = [(q, put(line, (1 << 23) + i, q)) for i, q in enumerate(q for q in writes if not last(q))]
        test(f"{len(done)} acts that the policy lets in are done",
             grouped(deviations(world, rows, done)))
        met = grouped(leaks(world, rules, asked + done))
        test("no answer holds a secret of others: pages, files, errors, headers", met)
        planted(port, db, world, rules, 1 << 24)
        revocation(port, db, world, (1 << 24) + 1)
        out = [q for q in writes if last(q) and (q.actor.login.startswith("u3.") or q.actor.login == "u0.p7")]
        done += [(q, put(line, (1 << 25) + i, q)) for i, q in enumerate(out)]
        if FEW == 1:                           # of a part of the answers nothing follows about each cell
            controls(world, rows, rules, asked + done)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()
    print(f"1..{tests}")


ROLES = [c for c in table("policy.tsv")[0] if c not in ("method", "address", "thing", "answer", "sent")]
PLACE = tempfile.mkdtemp(prefix="giaoban-access-")
DB = Office(PLACE, "access")
try:
    main(DB)
finally:
    DB.close()
    shutil.rmtree(PLACE, ignore_errors=True)
sys.exit(failures > 0)
