# packages.sh - what Debian 12 must have; read by ./run, ./test and .ci/run. Say why beside what is not obvious.
BUILD_PACKAGES="gcc make pkg-config libc6-dev libmicrohttpd-dev libsqlite3-dev libpq-dev libsodium-dev nettle-dev libzip-dev libexpat1-dev
 libjansson-dev libutf8proc-dev libgumbo-dev libpango1.0-dev libcairo2-dev libseccomp-dev liboath-dev libqrencode-dev libiddawc-dev fonts-liberation2
 libcurl4-gnutls-dev libical-dev ca-certificates
 libpoppler-glib-dev libtesseract-dev libleptonica-dev tesseract-ocr-vie antiword"
# tesseract-ocr-vie, antiword: the letters of Vietnamese and old Word files, read when the program runs, not when it is built.
# clang: second compiler and libFuzzer; poppler-utils, libreoffice: the papers are opened as a stranger would;
# imagemagick: pages are spoiled as scanners and telephones do; chromium, nodejs, npm: the browser story;
# postgresql-15: a server for the tests alone, on a socket in a temporary folder;
# gettext: msgfmt checks the catalogue; python3: the scorer of the reader; python3-aiosmtpd, python3-icalendar, openssl, procps: letters
# are sent to a real server with TLS and taken apart there.
TEST_PACKAGES="glewlwyd clang libclang-rt-14-dev libcmocka-dev poppler-utils imagemagick libreoffice-writer-nogui libreoffice-calc-nogui
 chromium nodejs npm gettext python3 curl postgresql-15
 python3-aiosmtpd python3-icalendar openssl procps"

# need PACKAGE... : installs those that are missing, as root or through sudo
need() {
    missing=
    for p in "$@"; do
        case $p in # another source than Debian may have brought these
        nodejs) command -v node >/dev/null && continue ;;
        npm) command -v npm >/dev/null && continue ;;
        esac
        dpkg-query -W -f '${Status}' "$p" 2>/dev/null | grep -q 'ok installed' || missing="$missing $p"
    done
    [ -z "$missing" ] && return 0
    echo "Installing:$missing" >&2
    root=
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { echo "Run this as root, or install sudo: packages are missing:$missing" >&2; return 1; }
        root=sudo
    fi
    $root apt-get update -qq >&2 || return 1
    # shellcheck disable=SC2086
    $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null || return 1
}
