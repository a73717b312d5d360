"""provider.py - Debian's glewlwyd as a provider of OpenID Connect, on loopback, in a directory of its own.

No word of it is kept: its database, keys and log live in the directory and go with it.
"""
import http.cookiejar
import json
import os
import socket
import sqlite3
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

INSTALL = "/usr/share/dbconfig-common/data/glewlwyd/install/sqlite3"
MODULES = "/usr/lib/glewlwyd"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Visitor:
    """Somebody's browser: keeps cookies, follows nothing by itself."""

    def __init__(self):
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()), NoRedirect)
        self.status, self.page, self.location = 0, "", ""

    def ask(self, url, data=None, method=None, headers=None):
        request = urllib.request.Request(url, data, headers or {}, method=method)
        try:
            reply = self.opener.open(request, timeout=30)
        except urllib.error.HTTPError as e:
            reply = e
        self.status = reply.status
        self.location = reply.headers.get("Location", "")
        self.page = reply.read().decode("utf-8", "replace")
        return self

    def json(self, url, body, method="POST"):
        return self.ask(url, json.dumps(body).encode(), method, {"Content-Type": "application/json"})


class Provider:
    def __init__(self, folder, key):
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.issuer = f"{self.base}/api/oidc"
        database = os.path.join(folder, "provider.db")
        with sqlite3.connect(database) as c, open(INSTALL, encoding="utf-8") as f:
            c.executescript(f.read())
        config = os.path.join(folder, "provider.conf")
        with open(config, "w", encoding="utf-8") as f:
            f.write(f'''port={self.port}
bind_address="127.0.0.1"
external_url="{self.base}/"
login_url="login.html"
api_prefix="api"
allow_origin="*"
log_mode="file"
log_level="INFO"
log_file="{folder}/provider.log"
cookie_secure=0
session_expiration=3600
session_key="SESSION"
admin_scope="g_admin"
profile_scope="g_profile"
user_module_path="{MODULES}/user"
client_module_path="{MODULES}/client"
user_auth_scheme_module_path="{MODULES}/scheme"
plugin_module_path="{MODULES}/plugin"
hash_algorithm="SHA512"
database = {{ type = "sqlite3"; path = "{database}"; }};
''')
        self.process = subprocess.Popen(["glewlwyd", f"--config-file={config}"], stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        for _ in range(100):
            try:
                urllib.request.urlopen(self.base + "/config", timeout=2)
                break
            except OSError:
                time.sleep(0.1)
        else:
            raise RuntimeError("glewlwyd did not start: " + open(f"{folder}/provider.log").read())
        self.admin = self.log_in("admin", "password")
        self.set_up(key)

    def log_in(self, name, password):
        v = Visitor().json(self.base + "/api/auth", {"username": name, "password": password})
        assert v.status == 200, (name, v.status, v.page)
        return v

    def add(self, where, body):
        v = self.admin.json(self.base + "/api/" + where, body)
        assert v.status == 200, (where, v.status, v.page)

    def set_up(self, key, lasts=3600):
        self.add("mod/plugin", {"module": "oidc", "name": "oidc", "display_name": "OIDC", "parameters": {
            "iss": self.issuer, "jwt-type": "rsa", "jwt-key-size": "256", "key": key["private"],
            "cert": key["public"], "access-token-duration": lasts, "refresh-token-duration": 86400,
            "code-duration": 600, "refresh-token-rolling": True, "allow-non-oidc": False,
            "auth-type-code-enabled": True, "auth-type-token-enabled": False, "auth-type-id-token-enabled": True,
            "auth-type-none-enabled": False, "auth-type-password-enabled": False, "auth-type-client-enabled": False,
            "auth-type-device-enabled": False, "auth-type-refresh-enabled": False, "pkce-allowed": True,
            "pkce-required": True, "pkce-method-plain-allowed": False, "subject-type": "public",
            "jwks-show": True, "scope": [], "additional-parameters": [], "claims": []}})

    def add_client(self, name, secret, back):
        self.add("client", {"client_id": name, "name": name, "client_secret": secret, "password": secret,
                            "confidential": True, "enabled": True, "redirect_uri": [back],
                            "authorization_type": ["code"], "token_endpoint_auth_method": ["client_secret_basic"]})

    def add_user(self, name, password):
        self.add("user", {"username": name, "password": password, "name": name, "email": name + "@example.vn",
                          "enabled": True, "scope": ["openid", "g_profile"]})

    def allow(self, visitor, client):
        v = visitor.json(f"{self.base}/api/auth/grant/{client}", {"scope": "openid"}, "PUT")
        assert v.status == 200, (v.status, v.page)

    def stop(self):
        self.process.terminate()
        self.process.wait()
