#!/usr/bin/env python3
"""papers.py [BUILD] - the consolidated report of the sample office and each paper of its first briefing in every layout, to the millimetre (of the
pack of its second briefing where pages end): font, size, style, place and
spacing of each element in the .docx (its XML) and in the PDF (boxes and fonts as poppler sees them) against the tables of the rules,
written here by hand apart from data/layouts; and the .docx as LibreOffice sets it, which must break pages where the PDF does.
Ends with "N passed, N failed"."""
import collections, os, re, sqlite3, subprocess, sys, tempfile, unicodedata, zipfile, zlib
import xml.etree.ElementTree as ET

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.path.join(ROOT, sys.argv[1] if len(sys.argv) > 1 else "build", "giaoban")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MM = 72 / 25.4
passed = failed = 0

# Sizes in points (least, most); what it looks like: b bold, i italic, u underlined, c capitals; alignment.
# State: Nghị định 30/2020/NĐ-CP, Phụ lục I, by the numbers of its squares.
STATE = {
    "QuocHieu": (12, 13, "bc", "center"), "TieuNgu": (13, 14, "b", "center"), "CoQuanChuQuan": (12, 13, "c", "center"),
    "CoQuanBanHanh": (12, 13, "bc", "center"), "SoKyHieu": (13, 13, "", "center"), "DiaDanhNgay": (13, 14, "i", "center"),
    "TenLoai": (13, 14, "bc", "center"), "TrichYeu": (13, 14, "b", "center"), "KinhGui": (13, 14, "", "center"),
    "VeViec": (12, 13, "", "center"), "KinhGuiDong": (13, 14, "", "left"),
    "DeMuc1": (13, 14, "b", "both"), "DeMuc2": (13, 14, "b", "both"), "NoiDung": (13, 14, "", "both"),
    "GachDauDong": (13, 14, "", "both"), "QuyenHan": (13, 14, "bc", "center"), "ChucVu": (13, 14, "bc", "center"),
    "HoTen": (13, 14, "b", "center"), "NoiNhan": (12, 12, "bi", "left"), "NoiNhanDong": (11, 11, "", "left"),
    "SoTrang": (13, 14, "", "center"),
}
# Party: Hướng dẫn 36-HD/VPTW, Phụ lục 3, and Hướng dẫn 05-HD/VPTW (2026).
PARTY = {
    "QuocHieu": (15, 15, "bc", "center"), "CoQuanChuQuan": (14, 14, "c", "center"), "CoQuanBanHanh": (14, 14, "bc", "center"),
    "DauSao": (14, 14, "", "center"), "SoKyHieu": (14, 14, "", "center"), "DiaDanhNgay": (14, 14, "i", "center"),
    "TenLoai": (15, 16, "bc", "center"), "TrichYeu": (14, 15, "b", "center"), "GachNgang": (14, 14, "", "center"),
    "KinhGui": (14, 14, "i", "center"), "VeViec": (12, 12, "i", "center"), "KinhGuiDong": (14, 14, "i", "left"), "DeMuc1": (14, 15, "b", "both"), "NoiDung": (14, 15, "", "both"),
    "GachDauDong": (14, 15, "", "both"), "QuyenHan": (14, 14, "bc", "center"), "ChucVu": (14, 14, "c", "center"),
    "HoTen": (14, 14, "b", "center"), "NoiNhan": (14, 14, "u", "left"), "NoiNhanDong": (12, 12, "", "left"),
    "SoTrang": (14, 14, "", "center"),
}
# Youth: Hướng dẫn 29-HD/TWĐTN-VP, as far as it is told.
YOUTH = {
    "QuocHieu": (15, 15, "bc", "center"), "CoQuanChuQuan": (14, 14, "c", "center"), "CoQuanBanHanh": (14, 14, "bc", "center"),
    "DauSao": (14, 14, "", "center"), "DiaDanhNgay": (14, 14, "i", "center"), "NoiDung": (14, 14, "", "both"),
}
# Margins in mm: top, bottom, left, right (least, most); height of a line of the body in points, None single;
# the words at the right and at the left of the head and what stands in the number, by pattern.
LAYOUTS = {
    "state": dict(rows=STATE, margins=((20, 25), (20, 25), (30, 35), (15, 20)), line=None, number=r"Số: …/BC-[\w-]+$",
                  right=["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"], ruled=("TieuNgu", 1, 1),
                  rules=[("CoQuanBanHanh", 1 / 3, 1 / 2), ("TrichYeu", 1 / 3, 1 / 2)], star=None, dashes=None, behalf=r"TM\. "),
    "party": dict(rows=PARTY, margins=((20, 25), (20, 25), (30, 35), (15, 20)), line=(18, 22), number=r"Số …-BC/\w+$",
                  right=["ĐẢNG CỘNG SẢN VIỆT NAM"], ruled=("QuocHieu", 1, 1), rules=[], star="*", dashes="-----", behalf="T/M "),
    "youth": dict(rows=YOUTH, margins=((20, 20), (20, 20), (30, 30), (20, 20)), line=None, number=r"Số: …-BC/\w+$",
                  right=["ĐOÀN TNCS HỒ CHÍ MINH"], ruled=("QuocHieu", 1, 1), rules=[], star="***", dashes="-", behalf=r"TM\. "),
}


# What each kind of paper has not, of what its layout has; its number (state, Party, youth); its name; what it must say.
REPORT_LACKS = {"VeViec", "KinhGuiDong"}
KINDS = {
    "TB": dict(lacks={"KinhGui", "KinhGuiDong", "VeViec", "DeMuc1", "DeMuc2", "GachDauDong"}, name="THÔNG BÁO",
               number=(r"Số: …/TB-[\w-]+$", r"Số …-TB/\w+$", r"Số: …-TB/\w+$"), ends=["biết, thực hiện."]),
    "KL": dict(lacks={"KinhGui", "KinhGuiDong", "VeViec", "DeMuc1", "DeMuc2", "GachDauDong"}, name="KẾT LUẬN",
               number=(r"Số: …/KL-[\w-]+$", r"Số …-KL/\w+$", r"Số: …-KL/\w+$"), ends=["căn cứ kết luận này"]),
    "GM": dict(lacks={"KinhGui", "KinhGuiDong", "VeViec", "DeMuc1", "DeMuc2"}, name="GIẤY MỜI",
               number=(r"Số: …/GM-[\w-]+$", r"Số …-GM/\w+$", r"Số: …-GM/\w+$"), ends=["trân trọng kính mời"]),
    "BB": dict(lacks={"KinhGui", "KinhGuiDong", "VeViec", "DeMuc2", "QuyenHan", "GachDauDong"}, name="BIÊN BẢN",
               number=(r"Số: …/BB-[\w-]+$", r"Số …-BB/\w+$", r"Số: …-BB/\w+$"), ends=["III. KẾT LUẬN", "kết thúc lúc"]),
    "CV": dict(lacks={"TenLoai", "TrichYeu", "GachNgang", "DeMuc1", "DeMuc2", "GachDauDong"}, name=None,
               number=(r"Số: …/MTTQ[\w-]*$", r"Số …-CV/\w+$", r"Số: …-CV/\w+$"), ends=["trước ngày"]),
}
# Who issues in each layout, and who presided.
HOSTS = {"state": ("MTTQ", "Ban Thường trực"), "party": ("DANG", "Ban Thường vụ Đảng ủy"), "youth": ("DTN", "Ban Thường vụ")}


def see(name, right, said=""):
    global passed, failed
    passed, failed = passed + bool(right), failed + (not right)
    print(f"{'ok' if right else 'not ok'} - {name}{'' if right or said == '' else f': {said}'}", flush=True)


def run(*words):
    return subprocess.run(words, capture_output=True, check=True).stdout.decode()


# ---- the .docx ----

def value(node, path, name="val", otherwise=None):
    found = node.find(path.replace("w:", W)) if node is not None else None
    return otherwise if found is None else found.get(W + name, "")


def look(properties, text):
    bold, italic, under = (properties is not None and properties.find(W + k) is not None for k in "biu")
    return "b" * bold + "i" * italic + "u" * under + "c" * (text.upper() == text and any(x.isalpha() for x in text))


def paragraphs(part):
    """Style and text of each paragraph in order, and the length of the rule under it in 1/20 pt."""
    out, cells = [], {p: cell for cell in part.iter(W + "tc") for p in cell.findall(W + "p")}
    margin, page = (next(part.iter(W + k)) for k in ("pgMar", "pgSz"))
    between = int(page.get(W + "w")) - int(margin.get(W + "left")) - int(margin.get(W + "right"))
    for p in part.iter(W + "p"):
        width = int(value(cells[p], "w:tcPr/w:tcW", "w")) if p in cells else between
        text = "".join(t.text if t.tag == W + "t" else "\n" if t.tag == W + "br" else " " for r in p.iter(W + "r") for t in r
                       if t.tag in (W + "t", W + "br", W + "tab"))
        if p.find(f"{W}pPr/{W}pBdr") is not None and out:
            out[-1]["rule"] = width - int(value(p, "w:pPr/w:ind", "left")) - int(value(p, "w:pPr/w:ind", "right"))
        elif text:
            out.append(dict(style=value(p, "w:pPr/w:pStyle"), text=text, node=p, rule=0))
    return out


def docx_parts(path):
    with zipfile.ZipFile(path) as z:
        return {n: ET.fromstring(z.read(n)) for n in ("word/document.xml", "word/styles.xml", "word/header1.xml")}


def docx_judge(name, rule, path, lacks=REPORT_LACKS):
    parts = docx_parts(path)
    styles = {s.get(W + "styleId"): s for s in parts["word/styles.xml"].iter(W + "style")}
    lines = paragraphs(parts["word/document.xml"])
    wrong = []
    for id, (least, most, looks, align) in rule["rows"].items():
        style, said = styles.get(id), next((p for p in lines if p["style"] == id), None)
        if said and id in lacks:
            wrong.append(f"{id} stands there: {said['text']}")
        if style is None or (said is None and id != "SoTrang" and id not in lacks):
            wrong.append(f"{id} is missing")
            continue
        size = int(value(style, "w:rPr/w:sz")) / 2
        shown = look(style.find(W + "rPr"), said["text"] if said else "")
        looks = looks if said or id == "SoTrang" else looks.replace("c", "")
        if not least <= size <= most:
            wrong.append(f"{id} is {size} pt")
        if sorted(shown.replace("c", "") + "c" * ("c" in looks and "c" in shown)) != sorted(looks):
            wrong.append(f"{id} looks {shown}, not {looks}")
        if value(style, "w:pPr/w:jc", otherwise="left") != align:
            wrong.append(f"{id} is set {value(style, 'w:pPr/w:jc')}")
        if said and said["node"].find(f"{W}r/{W}rPr/{W}sz") is not None:
            wrong.append(f"{id} has a size of its own")
    see(f"{name} .docx: size, style and place of each element", not wrong, "; ".join(wrong))
    fonts = parts["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
    others = [n for p in parts.values() for n in p.iter(W + "rFonts") if n is not fonts]
    see(f"{name} .docx: Times New Roman and nothing else", set(fonts.attrib.values()) == {"Times New Roman"} and not others)
    section = parts["word/document.xml"].find(f"{W}body/{W}sectPr")
    page, margin = section.find(W + "pgSz"), section.find(W + "pgMar")
    mm = {k: int(margin.get(W + k)) / 20 / MM for k in ("top", "bottom", "left", "right", "header")}
    inside = all(least - .02 <= mm[k] <= most + .02 for k, (least, most) in zip(("top", "bottom", "left", "right"), rule["margins"]))
    a4 = abs(int(page.get(W + "w")) / 20 / MM - 210) < .1 and abs(int(page.get(W + "h")) / 20 / MM - 297) < .1
    see(f"{name} .docx: A4 and its margins", a4 and inside, str(mm))
    see(f"{name} .docx: the number of the page in the upper margin, not on the first", section.find(W + "titlePg") is not None
        and 5 <= mm["header"] <= 15 and "PAGE" in "".join(parts["word/header1.xml"].itertext()))
    body = styles["NoiDung"].find(W + "pPr")
    spacing, first = body.find(W + "spacing"), int(value(body, "w:ind", "firstLine")) / 20 / MM
    exact = spacing.get(W + "lineRule") == "exact" and rule["line"] and rule["line"][0] <= int(spacing.get(W + "line")) / 20 <= rule["line"][1]
    single = not rule["line"] and spacing.get(W + "lineRule") == "auto" and 240 <= int(spacing.get(W + "line")) <= 360
    see(f"{name} .docx: paragraphs 6 pt apart or more, first line 10 to 12.7 mm, lines as the rule says",
        int(spacing.get(W + "before")) >= 120 and 9.9 <= first <= 12.8 and (exact or single), f"{spacing.attrib} {first:.1f} mm")
    return lines


def words_judge(name, rule, lines, number=None, dashes=True, behalf=True):
    """What the layout writes by itself."""
    said = {}
    for p in lines:
        said.setdefault(p["style"], []).append(p["text"])
    see(f"{name}: the words at the head", [said.get(k, [""])[0] for k in ("QuocHieu", "TieuNgu")][:len(rule["right"])] == rule["right"]
        and ("TieuNgu" in said) == (len(rule["right"]) == 2), str(said.get("QuocHieu")))
    see(f"{name}: the form of number and date", re.match(number or rule["number"], said["SoKyHieu"][0]) and re.match(
        r"[\w ]+, ngày \d\d tháng (0[12]|[3-9]|1[0-2]) năm \d{4}$" if number is None else r"[\w ]+, ngày … tháng (0[12]|[3-9]|1[0-2]) năm \d{4}$", said["DiaDanhNgay"][0]), said["SoKyHieu"][0] + said["DiaDanhNgay"][0])
    see(f"{name}: the marks under the issuer and the subject", said.get("DauSao", [None])[0] == rule["star"] and
        (said.get("GachNgang") is None if rule["dashes"] is None or not dashes else said["GachNgang"][0].startswith(rule["dashes"])))
    if behalf:
        see(f"{name}: who signs for whom", re.match(rule["behalf"], said["QuyenHan"][0]), said["QuyenHan"][0])
    see(f"{name}: the list of copies", said["NoiNhan"] == ["Nơi nhận:"] and all(x.startswith("- ") for x in said["NoiNhanDong"])
        and said["NoiNhanDong"][-1].endswith(".") and all(x.endswith(";") for x in said["NoiNhanDong"][:-1]), str(said["NoiNhanDong"]))


# ---- the PDF ----

def pdf_words(path):
    """Pages of words: text and box in points from the upper left corner."""
    found = run("pdftotext", "-bbox", path, "-").split("<page ")[1:]
    return [[(w[4], *map(float, w[:4])) for w in re.findall(
        r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', p)] for p in found]


def pdf_lines(path):
    """Pages of lines as a reader sees them, blanks made one."""
    pages = re.sub(r"\.{4,}", " ", run("pdftotext", "-layout", path, "-")).split("\f")[:-1]     # dots of contents
    return [[re.sub(r"\s+", " ", unicodedata.normalize("NFC", x)).strip() for x in p.split("\n") if x.strip()] for p in pages]


RIGHT = ("QuocHieu", "TieuNgu", "DiaDanhNgay")           # of the two columns of the head


def find(words, text, id=""):
    """The box of these words in a row on the page; of what stands at the right of the head, there."""
    want, words = text.split(), [w for w in words if w[1] > 595 / 2 - 20] if id in RIGHT else words
    for i in range(len(words)):
        if [w[0] for w in words[i:i + len(want)]] == want:
            part = words[i:i + len(want)]
            return min(w[1] for w in part), part[0][2], max(w[3] for w in part), part[0][4]
    return None


def rules_drawn(path):
    """Lines drawn on the first page, without those of tables: from, to, height above the lower edge."""
    data = open(path, "rb").read()
    streams = [zlib.decompressobj().decompress(m[1]) for m in re.finditer(rb"/FlateDecode.*?stream\r?\n(.*?)endstream", data, re.S)
               if m[1][:1] == b"x"]
    page = next(s for s in streams if b" Td" in s or b" Tm" in s or b"BT" in s)
    scale = re.search(rb"1 0 0 -1 0 ([\d.]+) cm", page)
    drawn = [tuple(map(float, m)) for m in re.findall(rb"([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l S", page)]
    return [(a, c, b) for a, b, c, d in drawn if abs(b - d) < .01], bool(scale)


def pdf_judge(name, rule, path, lines):
    info, fonts = run("pdfinfo", path), run("pdffonts", path).split("\n")[2:]
    see(f"{name} PDF: tagged, A4", re.search(r"Tagged: +yes", info) and "A4" in info)
    families = [f.split()[0] for f in fonts if f.strip()]
    see(f"{name} PDF: one family of fonts, embedded, with its letters", families and all(
        re.search(r"(Times|Liberation-?Serif)", f) for f in families) and all(f.split()[-5:-2] == ["yes", "yes", "yes"] for f in fonts if f.strip()),
        str(families))
    pages = pdf_words(path)
    one, text = pages[0], {p["style"]: p["text"] for p in reversed(lines)}
    left, right = rule["margins"][2][0] * MM, 595.3 - rule["margins"][3][0] * MM
    body = [w for p in pages for w in p if w[2] > 18 * MM]
    see(f"{name} PDF: all within the margins", all(w[1] >= left - 1 and w[3] <= right + 1.5 and w[4] <= 842 - 19.5 * MM for w in body) and
        min(w[2] for w in body) >= 19.5 * MM, f"{min(w[1] for w in body):.1f} {max(w[3] for w in body):.1f} {max(w[4] for w in body):.1f}")
    wrong = []
    for id in ("QuocHieu", "TieuNgu", "CoQuanBanHanh", "SoKyHieu", "DiaDanhNgay", "VeViec", "TenLoai", "TrichYeu", "KinhGui"):
        if id not in rule["rows"] or id not in text:
            continue
        box = find(one, text[id].split("\n")[0], id)
        if not box:
            wrong.append(f"{id} is not on the first page")
            continue
        size = (box[3] - box[1]) / 1.107                     # poppler's box: what rises and what hangs below
        if not rule["rows"][id][0] - .3 <= size <= rule["rows"][id][1] + .3:
            wrong.append(f"{id} is {size:.1f} pt high")
        middle = (box[0] + box[2]) / 2
        side = "right" if id in RIGHT else "left" if id in ("CoQuanBanHanh", "SoKyHieu", "VeViec") else "centre"
        good = middle > 595 / 2 + 20 if side == "right" else middle < 595 / 2 - 40 if side == "left" else abs(middle - (left + right) / 2) < 3
        if not good:
            wrong.append(f"{id} has its middle at {middle / MM:.1f} mm")
    see(f"{name} PDF: size and place of what stands at the head", not wrong, "; ".join(wrong))
    top = find(one, rule["right"][0], "QuocHieu")
    see(f"{name} PDF: the head begins at the upper margin", top and 20 * MM - 1 <= top[1] <= 25 * MM + 1, str(top))
    first = find(one, " ".join(next(p["text"] for p in lines if p["style"] == "NoiDung").split()[:4]))
    see(f"{name} PDF: the first line is 10 to 12.7 mm in", first and 9.9 <= first[0] / MM - left / MM <= 12.8, str(first))
    numbers = [[w for w in p if w[2] < 18 * MM and w[0] == str(i)] for i, p in enumerate(pages, 1)]
    see(f"{name} PDF: pages are numbered in the upper margin, the first is not", not numbers[0] and all(len(n) == 1 for n in numbers[1:]))
    drawn, _ = rules_drawn(path)
    wrong = []
    for id, least, most in [rule["ruled"], *rule["rules"]]:
        p = next((p for p in lines if p["style"] == id), None)
        if p is None:
            continue
        boxes = [find(one, t, id) for t in p["text"].split("\n")]
        wide = max(b[2] - b[0] for b in boxes if b) if any(boxes) else 0
        share = [(c - a) / wide for a, c, _ in drawn if wide and abs((a + c) / 2 - (boxes[-1][0] + boxes[-1][2]) / 2) < 2]
        if not any(least - .02 <= s <= most + .02 for s in share):
            wrong.append(f"PDF {id}: {share}")
        if not least - .02 <= p["rule"] / 20 / max(1, wide) <= most + .02:
            wrong.append(f".docx {id}: {p['rule'] / 20:.0f} of {wide:.0f} pt")
    see(f"{name}: rules of the length that the rule says, in .docx and PDF", not wrong, "; ".join(wrong))
    pdf = unicodedata.normalize("NFC", re.sub(r"\s+", "", run("pdftotext", path, "-")))
    copied = [p["text"] for p in lines if re.sub(r"\s+", "", p["text"]) not in pdf and p["style"] in ("TenLoai", "TrichYeu", "HoTen", "QuyenHan")]
    see(f"{name} PDF: Vietnamese text copies as it stands in the .docx", not copied, str(copied[:2]))


def breaks_judge(name, ours, theirs, lines):
    a, b = pdf_lines(ours), pdf_lines(theirs)
    words = lambda text: collections.Counter(re.sub(r"-{3,}|\.{4,}", " ", unicodedata.normalize("NFC", text)).split())
    lost = sum((words(p["text"]) for p in lines), collections.Counter()) - words(run("pdftotext", theirs, "-"))
    see(f"{name}: LibreOffice shows each word of the .docx", not lost, str(lost.most_common(5)))
    see(f"{name}: LibreOffice sets the .docx on as many pages as the PDF has", len(a) == len(b), f"{len(b)}, not {len(a)}")
    off = [i for i, (x, y) in enumerate(zip(a, b), 1) if x[-1] not in y[-2:] and y[-1] not in x[-2:]]
    see(f"{name}: pages end at the same line, within one", not off, f"pages {off}")


def paper_judge(place, layout, kind):
    """One paper of the briefing: the tables of its layout hold, and what its kind has besides."""
    rule, own, name = LAYOUTS[layout], KINDS[kind], f"{layout} {kind}"
    path = f"{place}/{layout}-{kind}"
    at = list(HOSTS).index(layout)
    lines = docx_judge(name, rule, f"{path}.docx", own["lacks"])
    words_judge(name, rule, lines, own["number"][at], dashes=kind != "CV", behalf=kind != "BB")
    pdf_judge(name, rule, f"{path}.pdf", lines)
    breaks_judge(name, f"{path}.pdf", f"{place}/set/{layout}-{kind}.pdf", lines)
    said = {}
    for p in lines:
        said.setdefault(p["style"], []).append(p["text"])
    body = " ".join(p["text"] for p in lines)
    see(f"{name}: its name and its own sentences", said.get("TenLoai", [None])[0] == own["name"] and all(x in body for x in own["ends"]))
    one = pdf_words(f"{path}.pdf")[0]
    if kind == "CV":
        number, about = find(one, said["SoKyHieu"][0]), find(one, said["VeViec"][0].split("\n")[0][:24].rsplit(" ", 1)[0])
        begins = {"state": "V/v ", "party": "về việc ", "youth": "về việc "}[layout]
        see(f"{name}: what it is about stands under its number, 6 pt or less apart, at the left", number and about and
            said["VeViec"][0].startswith(begins) and 0 <= about[1] - number[3] <= 10, f"{number} {about}")
    if kind in ("TB", "KL"):
        numbered = [p for p in lines if re.match(r"\d+\. ", p["text"]) and p["style"] == "NoiDung"]
        good = [p for p in numbered if "Giao " in p["text"] and " chủ trì" in p["text"] and re.search(r"trước ngày \d\d/\d\d/\d{4}", p["text"])]
        bold = [p for p in numbered if any(r.find(f"{W}rPr/{W}b") is not None and "trước ngày" in "".join(r.itertext()) for r in p["node"].iter(W + "r"))]
        see(f"{name}: each conclusion is numbered and says who leads and by when, in bold", len(numbered) == 4 == len(good) == len(bold),
            f"{len(numbered)} {len(good)} {len(bold)}")
    if kind == "BB":
        pages = pdf_words(f"{path}.pdf")
        page = next((p for p in pages if find(p, "THƯ KÝ")), [])
        left = find(page, "THƯ KÝ")
        right = find([w for w in page if left and w[2] > left[1] - 2], "CHỦ TRÌ")
        see(f"{name}: two sign, at one height, the secretary at the left", left and right and abs(left[1] - right[1]) < 1 and
            left[2] < 595 / 2 < right[0], f"{left} {right}")


def briefing_papers(place):
    """The papers of the first briefing as drafts in every layout, as if the body of that layout had been the host."""
    db = sqlite3.connect(f"{place}/o.db")
    column = [c[1] for c in db.execute("PRAGMA table_info(issued)")]
    for id, kind in ((90, "CV"), (91, "KL")):
        new = dict(id=id, kind=f"'{kind}'", task_id="1" if kind == "CV" else "NULL")
        values = ", ".join(str(new.get(c, "0" if c == "number" else c)) for c in column)
        db.execute(f"INSERT INTO issued SELECT {values} FROM issued WHERE kind = 'TB' AND id < 90")
    unit = db.execute("SELECT unit_id FROM meeting ORDER BY id").fetchone()[0]
    names = {}
    for layout, (organisation, presidium) in HOSTS.items():
        body = db.execute("SELECT id FROM body WHERE unit_id = ? AND organisation = ?", (unit, organisation)).fetchone()[0]
        db.execute("UPDATE meeting SET presidium = ?, body_id = ? WHERE id = 1", (presidium, body))
        db.execute("UPDATE issued SET layout = ?, body_id = ?, state = 'draft', number = 0, number_words = '', day = '', subject = '', "
                   "receivers = '', signer = '', signer_post = '' WHERE direction = 'out'", (layout, body))
        db.execute("DELETE FROM issued_made")              # a draft is set as the data are now
        db.commit()
        for id, kind in db.execute("SELECT id, kind FROM issued WHERE direction = 'out'").fetchall():
            names[layout, kind] = f"{place}/{layout}-{kind}"
            for form in ("docx", "pdf"):
                run(PROGRAM, "paper", "--db", f"{place}/o.db", "--id", str(id), "--format", form, "-o", f"{place}/{layout}-{kind}.{form}")
    db.close()
    return names


def main():
    with tempfile.TemporaryDirectory() as place:
        run(PROGRAM, "demo", "--db", f"{place}/o.db", "--test-cost")
        for name in LAYOUTS:
            for form in ("docx", "pdf"):
                run(PROGRAM, "brief", "--db", f"{place}/o.db", "--unit", "99901", "--period", "2026-Q2", "--layout", name, "--format", form,
                    "-o", f"{place}/{name}.{form}")
        for form in ("docx", "pdf"):
            run(PROGRAM, "pack", "--db", f"{place}/o.db", "--meeting", "2", "--format", form, "-o", f"{place}/pack.{form}")
        papers = briefing_papers(place)
        run("soffice", f"-env:UserInstallation=file://{place}/lo", "--headless", "--convert-to", "pdf", "--outdir", f"{place}/set",
            *(f"{place}/{name}.docx" for name in [*LAYOUTS, "pack"]), *(f"{path}.docx" for path in papers.values()))
        for name, rule in LAYOUTS.items():
            lines = docx_judge(name, rule, f"{place}/{name}.docx")
            words_judge(name, rule, lines)
            pdf_judge(name, rule, f"{place}/{name}.pdf", lines)
            breaks_judge(name, f"{place}/{name}.pdf", f"{place}/set/{name}.pdf", lines)
        breaks_judge("pack", f"{place}/pack.pdf", f"{place}/set/pack.pdf", paragraphs(docx_parts(f"{place}/pack.docx")["word/document.xml"]))
        for layout, kind in papers:
            paper_judge(place, layout, kind)
    print(f"{passed} passed, {failed} failed")
    return failed > 0


sys.exit(main())
