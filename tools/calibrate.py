#!/usr/bin/env python3
"""How much the confidence of figures is worth, measured on annotated documents.

    calibrate.py check DIR...       share of right figures by band of confidence; with --least N and --cover N exit 1
                                    when fewer than N of those over 0.9 are right, or fewer than N are over 0.9
    calibrate.py fit [--blind DIR]... DIR...
                                    prints the tables of src/read/find/figure_sure.c, fitted on these documents, and
                                    what they are worth for documents that were left out of the fit
    calibrate.py fit --write ...    puts them there

A figure is right when its number, approximation, unit, item, actor, period and sense agree with the annotation. What
that leaves open is not asked, but a sense that is not stated is "result", as the format of annotations says. An
optional figure is not judged. The annotations and their comparison are those of score.py, found in
$GIAOBAN_SHARED/eval or ../shared/eval.

Fitting is a logistic regression over the signs of figures, with weights held small. The documents of --blind are those
that no rule of reading was made from: only they show what happens with a new document, so they weigh more, and how
sure each step is comes from them alone, each scored by a fit that had left it out: no document vouches for itself.
"""
import argparse, glob, importlib.util, json, math, os, re, subprocess, sys

SURE = 900          # thousandths: over this a figure counts as sure
WANTED = 0.98       # what must be right of the sure ones, each document left out of the fit in turn
BLIND_WEIGHT = 3    # of a figure of a document that no rule was made from
HOLD = 40           # how small weights are held
SURE_MOST, LEAST = 890, 400     # what the steps below the sure ones may say


def scorer():
    for base in (os.environ.get("GIAOBAN_SHARED"), "../shared"):
        path = base and os.path.join(base, "eval", "score.py")
        if path and os.path.exists(path):
            spec = importlib.util.spec_from_file_location("score", path)
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            return module
    sys.exit("score.py is not there: set GIAOBAN_SHARED")


def right(score, gold, got):
    return (got.get("approx") == gold.get("approx") and score.any_match(gold["unit"], got.get("unit"))
            and (not gold.get("item") or score.any_match(gold["item"], got.get("item")))
            and ("actor" not in gold or (got.get("actor") or None) in gold["actor"])
            and (not gold.get("period") or got.get("period") == gold["period"])
            and (got.get("sense") or "result") == (gold.get("sense") or "result"))


def documents(dirs):
    for d in dirs:
        for gold in sorted(glob.glob(os.path.join(d, "*.gold.json"))):
            yield gold[:-len(".gold.json")] + ".txt", gold


def judged(score, figures, gold):
    """For each figure of the record: is it right; None when the annotation leaves it open."""
    pairs = dict((b, a) for a, b in score.align(gold, figures))
    def one(i, f):
        if i not in pairs:
            return False
        return None if gold[pairs[i]].get("optional") else right(score, gold[pairs[i]], f)
    return [one(i, f) for i, f in enumerate(figures)]


def read(doc, giaoban="build/giaoban"):
    out = subprocess.run([giaoban, "read", "--json", doc], capture_output=True, check=True, timeout=60)
    return json.loads(out.stdout).get("figures") or []


def gather(dirs):
    """A list a document of (signs, right)."""
    score, rows = scorer(), []
    for doc, gold in documents(dirs):
        out = subprocess.run(["build/bench/signs", doc], capture_output=True, check=True, text=True, timeout=60)
        signs = [int(line.split()[0]) for line in out.stdout.splitlines() if not line.startswith("=")]
        with open(gold, encoding="utf-8") as fh:
            oks = judged(score, read(doc), json.load(fh).get("figures", []))
        assert len(oks) == len(signs), doc
        rows.append([(s, ok) for s, ok in zip(signs, oks) if ok is not None])
    return rows


def check(dirs, least, cover):
    score, all_rows = scorer(), []
    for doc, gold in documents(dirs):
        figures = read(doc)
        with open(gold, encoding="utf-8") as fh:
            oks = judged(score, figures, json.load(fh).get("figures", []))
        all_rows += [(f["confidence"], ok) for f, ok in zip(figures, oks) if ok is not None]
    print("confidence   figures   right")
    for low, high in ((0.9001, 1.01), (0.8, 0.9001), (0.7, 0.8), (0.6, 0.7), (0.0, 0.6)):
        part = [ok for c, ok in all_rows if low <= c < high]
        if part:
            print(f"{'over 0.90' if low > 0.9 else f'{low:.2f} to {min(high, 0.9):.2f}':12s} {len(part):7d}   {sum(part) / len(part):.3f}")
    sure = [ok for c, ok in all_rows if c > SURE / 1000]
    share, part = (sum(sure) / len(sure) if sure else 1.0), len(sure) / max(1, len(all_rows))
    print(f"over 0.9: {part:.1%} of {len(all_rows)} figures, {share:.1%} of them right; all: {sum(ok for _, ok in all_rows) / max(1, len(all_rows)):.1%}")
    return share >= least and part >= cover


def solve(matrix, right_side):
    """Gauss, for the positive definite matrix of a Newton step."""
    m = len(matrix)
    rows = [matrix[i] + [right_side[i]] for i in range(m)]
    for i in range(m):
        for j in range(i + 1, m):
            factor = rows[j][i] / rows[i][i]
            if factor:
                rows[j] = [y - factor * x for x, y in zip(rows[i], rows[j])]
    x = [0.0] * m
    for i in range(m - 1, -1, -1):
        x[i] = (rows[i][m] - sum(rows[i][j] * x[j] for j in range(i + 1, m))) / rows[i][i]
    return x


def fit(documents_weighed, count):
    """Weights of a logistic regression, the base last; by Newton steps."""
    seen = {}
    for doc, weight in documents_weighed:
        for signs, ok in doc:
            one = seen.setdefault(signs, [0, 0])
            one[0] += weight
            one[1] += weight * ok
    data = [([s for s in range(count) if signs >> s & 1] + [count], n, k) for signs, (n, k) in seen.items()]
    w = [0.0] * (count + 1)
    for _ in range(12):
        matrix = [[0.0] * (count + 1) for _ in range(count + 1)]
        for i in range(count):
            matrix[i][i] = HOLD
        matrix[count][count] = 0.001
        gradient = [-HOLD * x for x in w[:count]] + [0.0]
        for on, n, k in data:
            p = 1 / (1 + math.exp(-max(-30, min(30, sum(w[s] for s in on)))))
            for s in on:
                gradient[s] += k - n * p
                row = matrix[s]
                for t in on:
                    row[t] += n * p * (1 - p)
        step = solve(matrix, gradient)
        w = [x + y for x, y in zip(w, step)]
        if max(map(abs, step)) < 0.001:
            break
    return w


def total_of(w, signs):
    return round(100 * w[-1]) + sum(round(100 * x) for s, x in enumerate(w[:-1]) if signs >> s & 1)


def left_out(rows, blind, count):
    """(sum, right) of the blind documents' figures, surest first, each by the fit without its document."""
    out = []
    for i, doc in enumerate(blind):
        w = fit([(r, 1) for r in rows] + [(r, BLIND_WEIGHT) for k, r in enumerate(blind) if k != i], count)
        out += [(total_of(w, signs), ok) for signs, ok in doc]
    return sorted(out, reverse=True)


def ends(apart):
    """Where a step may end: behind the last of those with the same sum."""
    return [i for i in range(1, len(apart) + 1) if i == len(apart) or apart[i][0] != apart[i - 1][0]]


def share(part):
    return sum(ok for _, ok in part) / max(1, len(part))


def steps_of(apart):
    """From the surest down: the sure ones, then about tenths of the rest, never surer than the step above."""
    best = max((i for i in ends(apart) if share(apart[:i]) >= WANTED), default=0)
    steps = [(apart[best - 1][0], min(980, round(1000 * share(apart[:best]))))] if best else []
    print(f"left out: {best} of {len(apart)} figures are sure, {share(apart[:best]):.1%} of them right", file=sys.stderr)
    size, groups, at = max(20, (len(apart) - best) // 10), [], best
    while at < len(apart):
        end = next(i for i in ends(apart) if i >= min(len(apart), at + size))
        end = len(apart) if len(apart) - end < size // 2 else end
        groups.append([at, end])
        at = end
        while len(groups) > 1 and share(apart[slice(*groups[-2])]) <= share(apart[slice(*groups[-1])]):
            last = groups.pop()
            groups[-1][1] = last[1]
    for at, end in groups:
        print(f"left out: {end - at} figures with a sum of {apart[end - 1][0]} or more, {share(apart[at:end]):.1%} of them right", file=sys.stderr)
        told = (sum(ok for _, ok in apart[at:end]) + 1) / (end - at + 2)
        steps.append((apart[end - 1][0] if end < len(apart) else -9999, max(LEAST, min(SURE_MOST, round(1000 * told)))))
    return steps


def signs_named():
    with open("src/read/find/find.h", encoding="utf-8") as fh:
        body = re.search(r"enum sign \{(.*?)SIGN_COUNT", fh.read(), re.S).group(1)
    return re.findall(r"SIGN_\w+", body)


def tables(w, steps):
    names = signs_named()
    lines = ["static const int16_t weights[SIGN_COUNT] = { /* hundredths */"]
    lines += [f"    [{n}] = {round(100 * x)}," for n, x in zip(names, w[:-1])]
    lines += ["};", "static const struct {", "    int16_t least;", "    uint16_t confidence;", "} steps[] = {"]
    lines += [f"    {{ {least}, {c} }}," for least, c in steps]
    lines += ["};", f"enum {{ BASE = {round(100 * w[-1])}, LEAST = {steps[-1][1]} }};"]
    return "\n".join(lines) + "\n"


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("what", choices=("check", "fit"))
    ap.add_argument("--least", type=float, default=0.0)
    ap.add_argument("--cover", type=float, default=0.0)
    ap.add_argument("--write", action="store_true")
    ap.add_argument("--blind", action="append", default=[], metavar="DIR")
    ap.add_argument("dirs", nargs="+")
    a = ap.parse_args()
    if a.what == "check":
        sys.exit(0 if check(a.dirs, a.least, a.cover) else 1)
    rows, blind, count = gather(a.dirs), gather(a.blind), len(signs_named())
    w = fit([(r, 1) for r in rows] + [(r, BLIND_WEIGHT) for r in blind], count)
    text = tables(w, steps_of(left_out(rows, blind, count)))
    print(text)
    if a.write:
        path = "src/read/find/figure_sure.c"
        with open(path, encoding="utf-8") as fh:
            parts = re.split(r"(/\* ---- printed by tools/calibrate.py ---- \*/\n\n|\n/\* ---- end of what is printed ---- \*/)", fh.read())
        with open(path, "w", encoding="utf-8") as fh:
            fh.write(parts[0] + parts[1] + text + parts[3] + parts[4])


if __name__ == "__main__":
    main()
