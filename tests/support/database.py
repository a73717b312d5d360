"""database.py - the database a test stands on, seen from outside: a file of SQLite, or, when GIAOBAN_TEST_DB holds the
address of a server, a database of its own there."""
import os
import sqlite3
import subprocess


class Database:
    def __init__(self, place, what):
        server = os.environ.get("GIAOBAN_TEST_DB")
        self.file, self.url = place + "/db", None
        if server:
            self.name = f"{what}_{os.getpid()}"
            self.run(server, f'CREATE DATABASE "{self.name}"')
            self.url = server.replace("/postgres?", f"/{self.name}?")
        self.address = f"{self.url}&files={self.file}" if self.url else self.file

    def run(self, url, text):
        p = subprocess.run(["psql", "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", text],
                           capture_output=True, text=True)
        if p.returncode:
            raise SystemExit(f"not ok 1 - the database: {text}: {p.stderr}")
        return p.stdout

    def change(self, *statements):
        """Done by another process than the server's, in one transaction; each must change something."""
        if self.url:
            for s in statements:
                if self.run(self.url, s + " RETURNING 1").strip() == "":
                    raise SystemExit(f"not ok 1 - the database: changes nothing: {s}")
            return
        db = sqlite3.connect(self.file, timeout=20)
        with db:
            for s in statements:
                if db.execute(s).rowcount < 1:
                    raise SystemExit(f"not ok 1 - the database: changes nothing: {s}")
        db.close()

    def ask(self, statement):
        """The first column of the first row, as text."""
        if self.url:
            return self.run(self.url, statement).split("\n")[0].split("|")[0]
        db = sqlite3.connect(self.file, timeout=20)
        row = db.execute(statement).fetchone()
        db.close()
        return str(row[0]) if row else ""

    def close(self):
        if self.url:
            self.run(os.environ["GIAOBAN_TEST_DB"], f'DROP DATABASE "{self.name}" WITH (FORCE)')
