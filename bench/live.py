#!/usr/bin/env python3
"""live.py GIAOBAN - a briefing with 60 people present and 40 screens open; acts at a steady pace.

For each act: the time from its answer to the moment when the last screen holds the new part. Beside it, in the same run
and with the same clients: the same screens asking every second instead, and a server of Python's asyncio that keeps
nothing on disk and asks nobody's rights, with the same fan-out and a part of the same size.
Prints name<TAB>number<TAB>unit."""
import asyncio, os, re, socket, sqlite3, subprocess, sys, tempfile, time, urllib.parse

SCREENS, PEOPLE, PACE = 40, 60, 0.5
ACTS, POLLED, RIVAL = 120, 20, 60
LOGINS = ["hoaithu", "quocbao", "thanhtung", "maihuong", "vanloc", "ducthang", "minhkhoa", "kimoanh"]


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Line:
    """One connection that stays open."""
    def __init__(self, port, cookie=""):
        self.port, self.cookie, self.r, self.w = port, cookie, None, None

    async def ask(self, method, path, body=None):
        if not self.w:
            self.r, self.w = await asyncio.open_connection("127.0.0.1", self.port)
            self.w.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        head = f"{method} {path} HTTP/1.1\r\nHost: localhost:{self.port}\r\n"
        head += f"Cookie: {self.cookie}\r\n" if self.cookie else ""
        if body is not None:
            head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        self.w.write(head.encode() + b"\r\n" + (body or b""))
        got = await self.r.readuntil(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: *(\d+)", got)
        return int(got[9:12]), got, await self.r.readexactly(int(length[1])) if length else b""

    async def events(self, path):
        """The numbers of a stream."""
        r, w = await asyncio.open_connection("127.0.0.1", self.port)
        w.write(f"GET {path} HTTP/1.1\r\nHost: localhost:{self.port}\r\nCookie: {self.cookie}\r\n\r\n".encode())
        await r.readuntil(b"\r\n\r\n")
        while True:
            line = await r.readline()
            if not line:
                raise SystemExit("a stream ended")
            if line.startswith(b"data: "):
                yield int(line[6:].split()[0])


async def log_in(port, name):
    line = Line(port)
    _, head, page = await line.ask("GET", "/dang-nhap")
    cookie = re.search(rb"gb_form=([0-9a-f]+)", head)[1].decode()
    line.cookie = f"gb_form={cookie}"
    body = urllib.parse.urlencode({"csrf": cookie, "ten": name, "mat-khau": "mua-lua-chin-2026"}).encode()
    status, head, _ = await line.ask("POST", "/dang-nhap", body)
    found = re.search(rb"gb=([0-9a-f]+)", head)
    if not found:
        raise SystemExit(f"{name}: {status}")
    return "gb=" + found[1].decode()


class Office:
    """The program on a sample database: 60 people at its open briefing."""
    def __init__(self, program, folder):
        self.db, self.port, self.key = os.path.join(folder, "office.db"), free_port(), 0
        subprocess.run([program, "demo", "--db", self.db, "--test-cost"], check=True, stdout=subprocess.DEVNULL)
        self.fill()
        serve = [program, "serve", "--db", self.db, "--port", str(self.port)]
        self.child = subprocess.Popen(serve, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)

    def fill(self):
        with sqlite3.connect(self.db) as db:
            (self.meeting,) = db.execute("SELECT id FROM meeting WHERE state = 'invited'").fetchone()
            last, ordinal = db.execute("SELECT MAX(id), MAX(ordinal) FROM attendee").fetchone()
            (there,) = db.execute("SELECT COUNT(*) FROM attendee WHERE meeting_id = ?", (self.meeting,)).fetchone()
            columns = [r[1] for r in db.execute("PRAGMA table_info(attendee)")]
            row = dict(zip(columns, db.execute("SELECT * FROM attendee WHERE meeting_id = ? AND part = 'member'",
                                               (self.meeting,)).fetchone()))
            for i in range(PEOPLE - there):
                row.update(id=last + 1 + i, ordinal=ordinal + 1 + i, name=f"Đại biểu số {i + 1}", person_id=None,
                           code=f"bench{i}")
                if "code_seed" in row:
                    row["code_seed"] = ""
                marks = ",".join("?" * len(row))
                db.execute(f"INSERT INTO attendee ({','.join(row)}) VALUES ({marks})", list(row.values()))
            db.execute("UPDATE attendee SET present_at = 1, present_by = 'list' WHERE meeting_id = ?", (self.meeting,))
            db.execute("UPDATE meeting SET state = 'open', opened_at = 1 WHERE id = ?", (self.meeting,))
            self.people = [r[0] for r in db.execute("SELECT id FROM attendee WHERE meeting_id = ?", (self.meeting,))]
            self.items = [r[0] for r in db.execute(
                "SELECT id FROM agenda_item WHERE meeting_id = ? AND kind = 'report'", (self.meeting,))]

    async def ready(self):
        self.cookies = [await log_in(self.port, name) for name in LOGINS]
        self.secretary = Line(self.port, self.cookies[0])
        _, _, page = await self.secretary.ask("GET", f"/giao-ban/{self.meeting}/phong")
        self.csrf = re.search(rb'name="csrf" value="([0-9a-f]+)"', page)[1].decode()
        await self.post("viec", {"viec": f"muc:{self.items[0]}"})

    async def post(self, where, fields):
        self.key += 1
        body = urllib.parse.urlencode({**fields, "csrf": self.csrf, "key": f"{self.key:032x}"}).encode()
        status, _, _ = await self.secretary.ask("POST", f"/giao-ban/{self.meeting}/phong/{where}", body)
        if status != 303:
            raise SystemExit(f"{where} {fields}: {status}")

    async def act(self, i):
        """What a secretary does: mostly opinions, now and then another item."""
        if i % 10 == 9:
            await self.post("viec", {"viec": f"muc:{self.items[(i // 10 + 1) % len(self.items)]}"})
        else:
            await self.post("y-kien", {"loai": "difficulty", "nguoi-neu": self.people[i % len(self.people)],
                                       "noi-dung": f"Ý kiến số {i}: cần thêm kinh phí cho khu phố."})

    def screen(self, i):
        return Line(self.port, self.cookies[i % len(self.cookies)])

    def part(self, i):
        return f"/giao-ban/{self.meeting}/phan/" + ("man-hinh" if i % 2 else "phong")

    def stream(self):
        return f"/giao-ban/{self.meeting}/song"

    def close(self):
        self.child.terminate()
        self.child.wait()


class Rival:
    """asyncio: a number in memory, a part of fixed bytes."""
    def __init__(self, size):
        self.body, self.number, self.news = b"x" * size, 0, asyncio.Condition()

    async def serve(self, r, w):
        try:
            while True:
                head = await r.readuntil(b"\r\n\r\n")
                length = re.search(rb"(?i)content-length: *(\d+)", head)
                if length:
                    await r.readexactly(int(length[1]))
                if b"/song" in head.split(b"\r\n")[0]:
                    w.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n")
                    known = -1
                    while True:
                        async with self.news:
                            await self.news.wait_for(lambda: self.number != known)
                        known = self.number
                        w.write(f"id: {known}\ndata: {known}\n\n".encode())
                        await w.drain()
                if head.startswith(b"POST"):
                    async with self.news:
                        self.number += 1
                        self.news.notify_all()
                    w.write(b"HTTP/1.1 303 See Other\r\nContent-Length: 0\r\n\r\n")
                else:
                    w.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(self.body) + self.body)
        except (asyncio.IncompleteReadError, ConnectionError):
            w.close()


def rival_main(port, size):
    async def main():
        rival = Rival(size)
        server = await asyncio.start_server(rival.serve, "127.0.0.1", port)
        async with server:
            await server.serve_forever()
    asyncio.run(main())


async def live(line_of, part_of, stream, act, acts):
    """Each act's time until the last of the screens has its part, in milliseconds."""
    got, news = {}, asyncio.Event()

    async def one(i):
        line, reader = line_of(i), line_of(i)
        await line.ask("GET", part_of(i))
        async for number in reader.events(stream):
            await line.ask("GET", part_of(i))
            got[i] = (number, time.perf_counter())
            news.set()

    tasks = [asyncio.create_task(one(i)) for i in range(SCREENS)]
    while len(got) < SCREENS:
        await asyncio.sleep(0.1)
    times = []
    for n in range(acts):
        began = time.perf_counter()
        before = max(v[0] for v in got.values())
        await act(n)
        answered = time.perf_counter()
        while any(v[0] <= before for v in got.values()):
            news.clear()
            await asyncio.wait_for(news.wait(), 10)
        times.append(max(0.0, max(v[1] for v in got.values()) - answered) * 1000)
        await asyncio.sleep(max(0.0, PACE - (time.perf_counter() - began)))
    for t in tasks:
        t.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return times


async def polled(office, acts):
    """The same, where each screen asks every second, each at its own moment of it."""
    got, news = {}, asyncio.Event()

    async def one(i):
        line = office.screen(i)
        await asyncio.sleep(i / SCREENS)
        while True:
            asked = time.perf_counter()
            await line.ask("GET", office.part(i))
            got[i] = (asked, time.perf_counter())
            news.set()
            await asyncio.sleep(1 - (time.perf_counter() - asked))

    tasks = [asyncio.create_task(one(i)) for i in range(SCREENS)]
    await asyncio.sleep(1.5)
    times = []
    for n in range(acts):
        await office.act(n + 1000)
        answered = time.perf_counter()
        while any(v[0] < answered for v in got.values()):
            news.clear()
            await asyncio.wait_for(news.wait(), 10)
        times.append((max(v[1] for v in got.values()) - answered) * 1000)
    for t in tasks:
        t.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return times


def say(name, times):
    times = sorted(times)
    for word, value in (("p50", times[len(times) // 2]), ("p99", times[min(len(times) - 1, len(times) * 99 // 100)]),
                        ("max", times[-1])):
        print(f"live, {SCREENS} screens, {PEOPLE} people: {name}, {word}\t{value:.1f}\tms", flush=True)


async def main(program):
    with tempfile.TemporaryDirectory() as folder:
        office = Office(program, folder)
        try:
            await office.ready()
            say("last screen after the answer", await live(office.screen, office.part, office.stream(), office.act, ACTS))
            _, _, part = await office.screen(0).ask("GET", office.part(0))
            say("screens that ask every second", await polled(office, POLLED))
        finally:
            office.close()
        port = free_port()
        rival = subprocess.Popen([sys.executable, __file__, "--rival", str(port), str(len(part))])
        try:
            await asyncio.sleep(0.7)
            hand = Line(port)

            async def act(_):
                await hand.ask("POST", "/act", b"x")
            say("asyncio, nothing kept", await live(lambda i: Line(port), lambda i: "/part", "/song", act, RIVAL))
        finally:
            rival.terminate()
            rival.wait()


if sys.argv[1] == "--rival":
    try:
        rival_main(int(sys.argv[2]), int(sys.argv[3]))
    except KeyboardInterrupt:
        pass
else:
    asyncio.run(main(sys.argv[1]))
