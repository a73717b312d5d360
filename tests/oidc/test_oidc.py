#!/usr/bin/env python3
"""test_oidc.py BUILD - logging in through a real provider: glewlwyd on loopback, giaoban beside it. Prints TAP.

A person ties their account, comes back through the provider, and is signed in. Another browser's answer, another state,
a second use, another nonce, an old token, a token for another application and a false signature are refused.
"""
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from base64 import urlsafe_b64decode, urlsafe_b64encode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "..", "support")]
from database import Database  # noqa: E402
from provider import Provider, Visitor, free_port  # noqa: E402

PASSWORD = "mua-lua-chin-2026"
count = failed = 0


def test(name, right, seen=""):
    global count, failed
    count += 1
    failed += not right
    print(f"{'ok' if right else 'not ok'} {count} - {name}" + ("" if right else f"\n# {seen}"), flush=True)


def rsa_key(folder):
    private, public = os.path.join(folder, "key.pem"), os.path.join(folder, "public.pem")
    run = lambda *w: subprocess.run(w, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    run("openssl", "genrsa", "-out", private, "2048")
    run("openssl", "rsa", "-in", private, "-pubout", "-out", public)
    return {"private": open(private).read(), "public": open(public).read(), "path": private}


class Office:
    def __init__(self, build, folder):
        self.database, self.port = Database(folder, "oidc"), free_port()
        self.program, self.base = os.path.join(build, "giaoban"), f"http://127.0.0.1:{self.port}"
        subprocess.run([self.program, "demo", "--db", self.database.address, "--test-cost"], check=True, stdout=subprocess.DEVNULL)
        self.log = open(os.path.join(folder, "office.log"), "w")
        self.process = subprocess.Popen([self.program, "serve", "--db", self.database.address, "--port", str(self.port)],
                                        stdout=subprocess.PIPE, stderr=self.log)
        self.process.stdout.readline()

    def stop(self):
        self.process.terminate()
        self.process.wait()
        self.database.close()


class Person(Visitor):
    def __init__(self, office):
        super().__init__()
        self.base = office.base
        self.ask(self.base + "/dang-nhap")

    def field(self, name):
        found = re.search(rf'name="{name}"\s+value="([^"]*)"', self.page)
        return html.unescape(found.group(1)) if found else ""

    def post(self, path, **fields):
        fields = {"csrf": self.field("csrf"), **{k.replace("_", "-"): v for k, v in fields.items()}}
        return self.ask(self.base + path, urllib.parse.urlencode(fields).encode(), headers={"Origin": self.base})

    def log_in(self, name):
        self.post("/dang-nhap", ten=name, mat_khau=PASSWORD)
        return self.ask(self.base + "/tai-khoan")

    def way_out(self):
        found = re.search(r'href="(http[^"]*)"', self.page)
        return html.unescape(found.group(1)) if found else ""

    def said(self):
        found = re.search(r'role="alert">\s*<p>(.*?)</p>', self.page, re.S)
        return html.unescape(found.group(1)) if found else ""


def settings(office, values):
    office.database.change(*[
        f"INSERT INTO office_setting (name, unit_id, value, changed_at) VALUES ('{name}', 0, '{value}', 0) "
        "ON CONFLICT (name, unit_id) DO UPDATE SET value = excluded.value" for name, value in values.items()])


def through(visitor_there, url):
    """The provider's door, already logged in there: leads back to us with a code."""
    visitor_there.ask(url + "&g_continue")
    return visitor_there.location


class Liar:
    """A provider of our own that signs whatever it is told to: what a real one would never say."""

    def __init__(self, folder, key):
        self.port, self.key, self.folder = free_port(), key, folder
        self.issuer, self.claims, self.alg, self.break_it = f"http://127.0.0.1:{self.port}", {}, "RS256", False
        modulus = subprocess.run(["openssl", "rsa", "-in", key["path"], "-noout", "-modulus"], check=True,
                                 capture_output=True, text=True).stdout.split("=")[1].strip()
        n = urlsafe_b64encode(bytes.fromhex(modulus)).rstrip(b"=").decode()
        liar = self

        class Handler(BaseHTTPRequestHandler):
            def say(self, body):
                body = json.dumps(body).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self):
                if self.path.endswith("openid-configuration"):
                    i = liar.issuer
                    self.say({"issuer": i, "authorization_endpoint": i + "/auth", "token_endpoint": i + "/token",
                              "jwks_uri": i + "/jwks", "response_types_supported": ["code"],
                              "subject_types_supported": ["public"], "scopes_supported": ["openid"],
                              "token_endpoint_auth_methods_supported": ["client_secret_basic"],
                              "id_token_signing_alg_values_supported": ["RS256"]})
                else:
                    self.say({"keys": [{"kty": "RSA", "kid": "one", "use": "sig", "alg": "RS256", "n": n,
                                        "e": "AQAB"}]})

            def do_POST(self):
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.say({"access_token": "x", "token_type": "bearer", "expires_in": 60, "id_token": liar.token()})

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def token(self):
        part = lambda d: urlsafe_b64encode(json.dumps(d).encode()).rstrip(b"=")
        signed = part({"alg": self.alg, "kid": "one", "typ": "JWT"}) + b"." + part(self.claims)
        if self.alg == "none":
            return (signed + b".").decode()
        mark = subprocess.run(["openssl", "dgst", "-sha256", "-sign", self.key["path"]], input=signed, check=True,
                              capture_output=True).stdout
        if self.break_it:
            mark = bytes([mark[0] ^ 1]) + mark[1:]
        return (signed + b"." + urlsafe_b64encode(mark).rstrip(b"=")).decode()


def true_provider(office, folder, key):
    provider = Provider(folder, key)
    try:
        provider.add_client("giaoban", "mật khẩu ứng dụng 1", office.base + "/dang-nhap/chung/ve")
        provider.add_user("hoai.thu", "cửa-khác-2026")
        secret = os.path.join(folder, "secret")
        with open(secret, "w", encoding="utf-8") as f:
            f.write("mật khẩu ứng dụng 1\n")
        settings(office, {"oidc_issuer": provider.issuer, "oidc_client": "giaoban", "oidc_secret": secret,
                          "oidc_home": office.base, "oidc_name": "Đăng nhập thử"})
        there = provider.log_in("hoai.thu", "cửa-khác-2026")
        provider.allow(there, "giaoban")

        stranger = Person(office).post("/dang-nhap/chung")
        test("the way out leads to the provider's door", stranger.way_out().startswith(provider.base),
             (stranger.status, stranger.way_out(), stranger.said()))
        back = through(there, stranger.way_out())
        test("the provider sends the person back with a code", "/dang-nhap/chung/ve?" in back and "code=" in back, back)
        stranger.ask(back)
        test("nobody is let in whose account was not tied",
             stranger.status == 401 and "nối" in stranger.said(), (stranger.status, stranger.said()))

        owner = Person(office).log_in("hoaithu")
        owner.post("/tai-khoan/noi")
        back = through(there, owner.way_out())
        owner.ask(back)
        test("its owner ties the account, signed in", owner.status == 303 and "xong=noi" in owner.location,
             (owner.status, owner.location, owner.said()))

        guest = Person(office).post("/dang-nhap/chung")
        back = through(there, guest.way_out())
        other = Person(office).ask(back)
        test("another browser's answer is refused", other.status == 401, (other.status, other.said()))
        guest.ask(back)
        test("and the code is then used up for its own browser too", guest.status == 401, (guest.status, guest.said()))

        guest = Person(office).post("/dang-nhap/chung")
        back = through(there, guest.way_out())
        wrong = re.sub(r"state=([^&]*)", "state=" + "0" * 64, back)
        guest.ask(wrong)
        test("another state is refused", guest.status == 401, (guest.status, guest.said()))
        guest.ask(back)
        test("the right one lets in", guest.status == 303, (guest.status, guest.said()))
        guest.ask(guest.base + "/tai-khoan")
        test("as the person whose account it is", guest.status == 200 and "hoaithu" in guest.page, guest.status)
        again = Person(office)
        again.ask(back)
        test("an answer is good once", again.status == 401, (again.status, again.said()))
    finally:
        provider.stop()


def false_provider(office, folder, key):
    liar = Liar(folder, key)
    settings(office, {"oidc_issuer": liar.issuer, "oidc_client": "giaoban", "oidc_secret": ""})
    now = int(time.time())
    good = {"iss": liar.issuer, "aud": "giaoban", "sub": "77", "iat": now, "exp": now + 600}

    def attempt(claims, person=None, alg="RS256", break_it=False, nonce=True, link=False):
        person = person or Person(office)
        person.post("/tai-khoan/noi" if link else "/dang-nhap/chung")
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(person.way_out()).query)
        assert query.get("code_challenge_method") == ["S256"], person.page
        liar.claims = {**good, **({"nonce": query["nonce"][0]} if nonce else {}), **claims}
        liar.alg, liar.break_it = alg, break_it
        state = query["state"][0]
        return person.ask(f"{office.base}/dang-nhap/chung/ve?code=abc&state={state}")

    owner = attempt({}, Person(office).log_in("quocbao"), link=True)
    test("what is right is believed", owner.status == 303 and "xong=noi" in owner.location,
         (owner.status, owner.location, owner.said()))
    test("and lets in from then on", attempt({}).status == 303)
    for name, seen in [
            ("another nonce is refused", attempt({"nonce": "0" * 64})),
            ("no nonce is refused", attempt({}, nonce=False)),
            ("an old token is refused", attempt({"exp": now - 3600, "iat": now - 7200})),
            ("a token for another application is refused", attempt({"aud": "khac"})),
            ("a token passed on by another application is refused", attempt({"aud": ["giaoban", "khac"],
                                                                            "azp": "khac"})),
            ("a token of another issuer is refused", attempt({"iss": "http://127.0.0.1:1"})),
            ("a false signature is refused", attempt({}, break_it=True)),
            ("a token without a signature is refused", attempt({}, alg="none")),
            ("the same subject under another name is nobody", attempt({"sub": "78"})),
            ("an e-mail opens nothing", attempt({"sub": "79", "email": "quocbao@example.vn"}))]:
        test(name, seen.status == 401, (seen.status, seen.location, seen.said()))

    account = office.database.ask("SELECT id FROM account WHERE login = 'quocbao'")
    page, keeper = f"/quan-tri/tai-khoan/{account}", Person(office).log_in("anhduy")
    keeper.ask(office.base + page)
    test("an administrator sees that the account is tied", keeper.status == 200 and 'value="bo-noi"' in keeper.page,
         (keeper.status, keeper.said()))
    keeper.post(page + "/viec", viec="bo-noi", mat_khau=PASSWORD)
    test("and unties it", keeper.status == 303 and "xong=bo-noi" in keeper.location,
         (keeper.status, keeper.location, keeper.said()))
    test("which lets nobody in any more", attempt({}).status == 401)
    test("and its owner is told", office.database.ask(
        f"SELECT COUNT(*) FROM notice WHERE account_id = {account} AND words LIKE '%nối với nơi đăng nhập chung%'") == "1")
    liar.server.shutdown()


def main():
    build = sys.argv[1] if len(sys.argv) > 1 else "build"
    folder = tempfile.mkdtemp(prefix="giaoban-oidc-")
    office = None
    try:
        key = rsa_key(folder)
        office = Office(build, folder)
        true_provider(office, folder, key)
        false_provider(office, folder, key)
    finally:
        if office:
            office.stop()
        shutil.rmtree(folder, ignore_errors=True)
    print(f"1..{count}")
    sys.exit(failed > 0)


main()
