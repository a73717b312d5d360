#!/usr/bin/env python3
"""scan.py [BUILD] - pages of a paper that GiaoBan has set itself, printed to pictures, spoiled as scanners and telephones do, and
read again. Asserts how many letters come back right, that the figures are those of the text, and that the words of each figure
have boxes where they stand on the page. Ends with "N passed, N failed"."""
import json, os, re, struct, subprocess, sys, tempfile, unicodedata
from concurrent.futures import ThreadPoolExecutor

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.path.join(ROOT, sys.argv[1] if len(sys.argv) > 1 else "build", "giaoban")
passed = failed = 0


def see(name, right, said=""):
    global passed, failed
    passed, failed = passed + bool(right), failed + (not right)
    print(f"{'ok' if right else 'not ok'} - {name}{': ' + said if said else ''}", flush=True)


def run(*words, **more):
    return subprocess.run(words, capture_output=True, check=True, **more).stdout


def read(path):
    done = subprocess.run([PROGRAM, "read", "--json", path], capture_output=True, text=True)
    return (json.loads(done.stdout) if done.returncode == 0 else None), done.stderr, done.returncode


def letters(text):
    """What is compared: the letters and digits, not how lines and cells are set."""
    text = unicodedata.normalize("NFC", text).replace("…", "...")
    return re.sub(r"[\s|\-–—]+", "", text)


def errors(want, got, anywhere=False):
    """Edits that turn one into the other (anywhere: into a part of the other), per letter wanted. A whole column of the table of
    distances at a time: bit k of `up` and `down` says whether the distance grows or shrinks from row k to the next (Myers, 1999)."""
    full, places, edits = (1 << len(want)) - 1, {}, len(want)
    least = edits
    for k, x in enumerate(want):
        places[x] = places.get(x, 0) | 1 << k
    up, down, top = full, 0, 1 << len(want) >> 1
    for y in got:
        same = places.get(y, 0)
        level = (((same & up) + up) ^ up) | same | down
        right, left = down | (full & ~(level | up)), up & level
        edits += bool(right & top) - bool(left & top)
        least = min(least, edits)
        right, left = right << 1 | (not anywhere), left << 1
        up, down = (left | ~(level | right)) & full, right & level & full
    return ((least if anywhere else edits) if want else len(got)) / max(1, len(want))


def lost(want, got):
    """Lines of one text of which no place of the other has half the letters."""
    there = letters(got)
    return [line for line in want.split("\n") if len(letters(line)) >= 12 and errors(letters(line), there, True) > .5]


def out_of_order(want, got):
    """Lines of one text that do not stand in the other, each behind the one before it."""
    there, at, out = letters(got), 0, []
    for line in want.split("\n"):
        found = there.find(letters(line), at)
        if found < 0:
            out.append(line)
        else:
            at = found + len(letters(line))
    return out


def figures(record):
    return [(f["value"], f.get("unit"), f["approx"]) for f in record["figures"]]


def share(want, got):
    rest, right = list(got), 0
    for f in want:
        if f in rest:
            rest.remove(f)
            right += 1
    return right / max(1, len(want))


def pdf_words(pdf):
    """Words of a page with one PDF page, as poppler sees them: text and box in parts of the page."""
    page = run("pdftotext", "-bbox", pdf, "-").decode()
    wide, high = map(float, re.search(r'<page width="([\d.]+)" height="([\d.]+)"', page).groups())
    found = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', page)
    return [(t, float(a) / wide, float(b) / high, float(c) / wide, float(d) / high) for a, b, c, d, t in found]


def bare(word):
    return re.sub(r"\W", "", unicodedata.normalize("NFC", word))


def boxes(record, pdf):
    """Of the words of all figures: how many have a box with its middle on that word of the PDF."""
    there, text, right, all_words = pdf_words(pdf), record["text"].encode(), 0, 0
    for f in record["figures"]:
        words = [w for w in record["words"] if w["span"][0] < f["span"][1] and w["span"][1] > f["span"][0]]
        all_words += not words
        for w in words:
            page = record["pages"][w["page"]]
            left, top, right_, bottom = w["box"]
            x, y = (left + right_) / 2 / page["width"], (top + bottom) / 2 / page["height"]
            said = bare(text[w["span"][0]:w["span"][1]].decode())
            all_words += 1
            right += any(bare(t) == said and a - .004 <= x <= c + .004 and b - .004 <= y <= d + .004 for t, a, b, c, d in there)
    return right / max(1, all_words)


def with_turn(jpeg, turn):
    """The picture with the note that a camera makes of how it was held."""
    entry = struct.pack("<HHIHH", 0x0112, 3, 1, turn, 0)
    exif = b"Exif\0\0" + b"II*\0\x08\0\0\0" + struct.pack("<H", 1) + entry + b"\0\0\0\0"
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]


def picture_pdf(jpeg, wide, high, dpi):
    """A PDF whose one page is that picture and nothing else, as scanners make it."""
    page_wide, page_high = wide * 72 / dpi, high * 72 / dpi
    content = f"q {page_wide:.2f} 0 0 {page_high:.2f} 0 0 cm /I Do Q".encode()
    things = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
              f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {page_wide:.2f} {page_high:.2f}]/Contents 4 0 R"
              "/Resources<</XObject<</I 5 0 R>>>>>>".encode(),
              b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
              b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode"
              b"/Length %d>>stream\n%s\nendstream" % (wide, high, len(jpeg), jpeg)]
    out, places = b"%PDF-1.4\n", []
    for i, thing in enumerate(things, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (i, thing)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(things) + 1) + b"".join(b"%010d 00000 n \n" % p for p in places)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(things) + 1, start)


def spoil(page, to, *how):
    run("convert", page, *how, to)
    return to


def kinds(text):
    """The lines of a page from top to bottom: "t" a row of a table, "p" another."""
    return "".join("t" if " | " in line else "p" for line in text.split("\n"))


def page_with(truth, pattern):
    """The first page whose lines are like that. Without one there is nothing to judge, and the stage fails."""
    like = [n for n in sorted(truth) if re.fullmatch(pattern, kinds(truth[n]["text"]))]
    return like[0] if like else sys.exit(f"no page of the paper has lines like {pattern}")


def pages_made(place):
    run(PROGRAM, "demo", "--db", f"{place}/o.db", "--test-cost")
    run(PROGRAM, "brief", "--db", f"{place}/o.db", "--unit", "99901", "--period", "2026-Q2", "--layout", "state", "--format", "pdf",
        "-o", f"{place}/state.pdf")
    run("pdfseparate", f"{place}/state.pdf", f"{place}/%d.pdf")
    truth = {n: read(f"{place}/{n}.pdf")[0] for n in range(1, 1 + sum(f[:-4].isdigit() for f in os.listdir(place)))}
    below, two = page_with(truth, "p*t{5,}p+"), page_with(truth, "p*t{3,}p+t{3,}p*")
    for n in (1, below, two):
        run("pdftoppm", "-r", "300", "-gray", "-png", "-singlefile", f"{place}/{n}.pdf", f"{place}/{n}")
    run("pdftoppm", "-r", "200", "-gray", "-png", "-singlefile", f"{place}/1.pdf", f"{place}/1-200")
    spoil(f"{place}/1-200.png", f"{place}/1-200.jpg", "-colorspace", "Gray", "-quality", "80")
    return truth, below, two


def samples(place, below, two):
    """Name, file, page it shows, most errors per letter, least share of figures, least share of boxes (None: not judged)."""
    one = f"{place}/1.png"
    made = [
        ("a clean page at 300 dots to the inch", one, 1, .010, .97, .97),
        ("a clean page of a table and a paragraph below it", f"{place}/{below}.png", below, .015, .97, .97),
        ("a clean page of two tables", f"{place}/{two}.png", two, .015, .97, .97),
        ("a page at 200 dots, JPEG", f"{place}/1-200.jpg", 1, .015, .97, .97),
        ("a page with noise, turned by 1.5 degrees", spoil(one, f"{place}/noise.png", "-background", "white", "-rotate", "1.5",
         "-seed", "7", "-attenuate", "0.5", "+noise", "Gaussian", "-colorspace", "Gray", "-depth", "8"), 1, .03, .90, None),
        ("a page a little out of focus", spoil(one, f"{place}/blur.jpg", "-blur", "0x2.5", "-quality", "80"), 1, .02, .90, .95),
        ("a page with a table, a little out of focus", spoil(f"{place}/{below}.png", f"{place}/blur-table.jpg", "-blur", "0x2.5",
         "-quality", "80"), below, .03, .90, None),
    ]
    photo = spoil(one, f"{place}/photo.jpg", "-resize", "2600x", "(", "-size", "2600x3678", "gradient:white-gray45", ")",
                  "-compose", "multiply", "-composite", "-background", "white", "-rotate", "-1", "-rotate", "270", "-quality", "85")
    with open(photo, "rb") as f:
        turned = with_turn(f.read(), 6)
    with open(photo, "wb") as f:
        f.write(turned)
    made.append(("a photo, lit from one side, the telephone held on its side", photo, 1, .03, .90, None))
    made.append(("a page that was put in upside down", spoil(one, f"{place}/down.png", "-rotate", "180"), 1, .015, .97, .95))
    return made


def judge(sample, truth, place):
    name, path, page, most, least, least_boxes = sample
    record, said, _ = read(path)
    if not record:
        return [(f"{name} is read", False, said.strip())]
    rate, right = errors(letters(truth[page]["text"]), letters(record["text"])), share(figures(truth[page]), figures(record))
    out = [(f"{name}: letters", rate <= most, f"{rate * 100:.2f}% wrong, at most {most * 100:.1f}%"),
           (f"{name}: figures", right >= least, f"{right * 100:.1f}% of {len(truth[page]['figures'])}, at least {least * 100:.0f}%")]
    gone = lost(truth[page]["text"], record["text"])
    out.append((f"{name}: no line is lost", not gone, "; ".join(gone)))
    wrong = [f for f in record["figures"] if (f["value"], f.get("unit"), f["approx"]) not in figures(truth[page])]
    known = sum("letters" in f.get("doubts", []) for f in wrong)
    if wrong:
        print(f"   {name}: {len(wrong)} figures not of the text, {known} of them marked as unclear; "
              f"{sum('letters' in f.get('doubts', []) for f in record['figures'])} marked of {len(record['figures'])}")
    if least_boxes is not None:
        hit = boxes(record, f"{place}/{page}.pdf")
        out.append((f"{name}: boxes of the figures' words", hit >= least_boxes, f"{hit * 100:.1f}% on the word, at least "
                    f"{least_boxes * 100:.0f}%"))
    return out


def several_pages(place, truth, table):
    with open(f"{place}/1-200.jpg", "rb") as f:
        jpeg = f.read()
    wide, high = map(int, run("identify", "-format", "%w %h", f"{place}/1-200.jpg").split())
    with open(f"{place}/scan.pdf", "wb") as f:
        f.write(picture_pdf(jpeg, wide, high, 200))
    run("pdfunite", f"{place}/{table}.pdf", f"{place}/scan.pdf", f"{place}/mixed.pdf")
    record, said, _ = read(f"{place}/mixed.pdf")
    if not record:
        return [("a PDF of a page with text and a page that is a picture", False, said)]
    text = letters(record["text"])
    rate = errors(letters(truth[table]["text"] + truth[1]["text"]), text)
    return [("a PDF of a page with text and a page that is a picture: letters", rate <= .01, f"{rate * 100:.2f}% wrong"),
            ("the page with text is taken as it is", text.startswith(letters(truth[table]["text"])[:1500]), ""),
            ("only the page that is a picture is kept as one", len(record["pages"]) == 1 and {w["page"] for w in record["words"]} == {0}, "")]


def hopeless(place):
    out = []
    blurred = spoil(f"{place}/1.png", f"{place}/fog.jpg", "-blur", "0x9", "-quality", "50")
    record, said, _ = read(blurred)
    told = "Ảnh không rõ" in said if record else "Không đọc được chữ nào" in said
    out.append(("a photo that nobody can read says so", told, said.strip()[:160]))
    if record:
        marked = sum("letters" in f.get("doubts", []) for f in record["figures"])
        out.append(("its figures are marked", marked * 10 >= len(record["figures"]) * 9, f"{marked} of {len(record['figures'])}"))
    blank = spoil("xc:white", f"{place}/blank.png", "-resize", "1654x2339!")
    record, said, code = read(blank)
    out.append(("a page without a word is refused", record is None and code == 3 and "chữ nào" in said, said.strip()))
    return out


def main():
    with tempfile.TemporaryDirectory() as place:
        truth, below, two = pages_made(place)
        whole = read(f"{place}/state.pdf")[0]
        run(PROGRAM, "brief", "--db", f"{place}/o.db", "--unit", "99901", "--period", "2026-Q2", "--layout", "state", "--format",
            "docx", "-o", f"{place}/state.docx")
        word = read(f"{place}/state.docx")[0]
        see("the PDF of a paper gives the figures of its Word file",
            [(f["quote"], f["value"]) for f in whole["figures"]] == [(f["quote"], f["value"]) for f in word["figures"]],
            f"{len(whole['figures'])} figures")
        # the letterhead and the signatures stand in two columns without rules: one cell after the other, not row by row
        lines = word["text"].split("\n")
        elsewhere = out_of_order(word["text"], whole["text"])
        see("the PDF of a paper has every line of its Word file, in order, but for what stands in two columns",
            all(line in lines[:2] + lines[-1:] for line in elsewhere), f"{len(lines)} lines; " + "; ".join(elsewhere)[:300])
        apart = [c for line in elsewhere for c in line.split(" | ") if letters(c) not in letters(whole["text"])]
        see("what stands in two columns is there cell by cell", not apart, "; ".join(apart))
        with ThreadPoolExecutor(2) as pool:
            work = [pool.submit(judge, s, truth, place) for s in samples(place, below, two)]
            work += [pool.submit(several_pages, place, truth, below), pool.submit(hopeless, place)]
            for w in work:
                for one in w.result():
                    see(*one)
    print(f"{passed} passed, {failed} failed")
    return failed > 0


sys.exit(main())
