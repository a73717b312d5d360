#!/usr/bin/env python3
"""How much the confidence of figures is worth, measured on annotated documents.

    calibrate.py check DIR...       share of right figures by band of confidence; with --least N and --cover N exit 1
                                    when fewer than N of those over 0.9 are right, or fewer than N are over 0.9
    calibrate.py fit DIR...         prints the tables of src/read/find/figure_sure.c, fitted on these documents
    calibrate.py fit --write DIR... puts them there

A figure is right when its number, approximation, unit, item, actor, period and sense agree with the annotation (what
that leaves open is not asked; an optional figure that was found is judged, one that was not is none). The annotations
and their comparison are those of score.py, found in $GIAOBAN_SHARED/eval or ../shared/eval.

Fitting is a logistic regression over the signs of figure_sure.c, with weights held small. How sure a step is, is taken
from the documents that were left out of the fit, a tenth of them in turn, so that no document vouches for itself.
"""
import argparse, glob, importlib.util, json, math, os, re, subprocess, sys

SURE = 900          # thousandths: over this a figure counts as sure
FOLDS = 10
WANTED = 0.985      # what must be right of the sure ones while fitting


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
    return [right(score, gold[pairs[i]], f) if i in pairs else False for i, f in enumerate(figures)]


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
        rows.append(list(zip(signs, oks)))
    return rows


def check(dirs, least, cover):
    score, all_rows = scorer(), []
    for doc, gold in documents(dirs):
        figures = read(doc)
        with open(gold, encoding="utf-8") as fh:
            oks = judged(score, figures, json.load(fh).get("figures", []))
        all_rows += [(f["confidence"], ok) for f, ok in zip(figures, oks)]
    print("confidence   figures   right")
    for low, high in ((0.9001, 1.01), (0.8, 0.9001), (0.7, 0.8), (0.5, 0.7), (0.0, 0.5)):
        part = [ok for c, ok in all_rows if low <= c < high]
        if part:
            print(f"{'over 0.90' if low > 0.9 else f'{low:.2f} to {min(high, 0.9):.2f}':12s} {len(part):7d}   {sum(part) / len(part):.3f}")
    sure = [ok for c, ok in all_rows if c > SURE / 1000]
    share, part = (sum(sure) / len(sure) if sure else 1.0), len(sure) / max(1, len(all_rows))
    print(f"over 0.9: {part:.1%} of {len(all_rows)} figures, {share:.1%} of them right; all: {sum(ok for _, ok in all_rows) / max(1, len(all_rows)):.1%}")
    return share >= least and part >= cover


def fit(rows, count, rounds=1200, hold=0.7):
    """Weights and base of a logistic regression, by gradient steps that shrink the weights."""
    seen = {}
    for doc in rows:
        for signs, ok in doc:
            one = seen.setdefault(signs, [0, 0])
            one[0] += 1
            one[1] += ok
    data = [([s for s in range(count) if signs >> s & 1], n, k) for signs, (n, k) in seen.items()]
    total = sum(n for _, n, _ in data)
    w, base = [0.0] * count, 2.0
    for step in range(rounds):
        gradient, base_gradient = [-hold * x for x in w], 0.0
        for on, n, k in data:
            p = 1 / (1 + math.exp(-max(-30, min(30, base + sum(w[s] for s in on)))))
            e = k - n * p
            base_gradient += e
            for s in on:
                gradient[s] += e
        rate = 12.0 / total if step < rounds * 3 // 4 else 4.0 / total
        base += rate * base_gradient
        w = [x + rate * g for x, g in zip(w, gradient)]
    return base, w


def total_of(base, w, signs):
    return round(100 * base) + sum(round(100 * x) for s, x in enumerate(w) if signs >> s & 1)


def left_out(rows, count):
    out = []
    for i in range(FOLDS):
        base, w = fit([r for k, r in enumerate(rows) if k % FOLDS != i], count, rounds=600)
        out += [(total_of(base, w, signs), ok) for r in rows[i::FOLDS] for signs, ok in r]
    return sorted(out, reverse=True)


def steps_of(scored, apart):
    """From the surest down: the sure ones, then twelfths of the rest. Where the sure ones end is taken from the
    documents themselves; how sure each step is, from the same share of figures when their document was left out."""
    best = 0
    for i in range(1, len(scored) + 1):
        if i < len(scored) and scored[i][0] == scored[i - 1][0]:
            continue
        if sum(ok for _, ok in scored[:i]) / i >= WANTED:
            best = i
    share = sum(ok for _, ok in apart[:best]) / max(1, best)
    steps = [(scored[best - 1][0], min(990, max(SURE + 10, round(1000 * share))))] if best else []
    size, at, last = max(25, len(scored) // 12), best, SURE
    while at < len(scored):
        end = min(len(scored), at + size)
        while end < len(scored) and scored[end][0] == scored[end - 1][0]:
            end += 1
        if len(scored) - end < size // 2:
            end = len(scored)
        part = [ok for _, ok in apart[at:end]]
        last = min(last, round(1000 * (sum(part) + 1) / (len(part) + 2)))
        steps.append((scored[end - 1][0] if end < len(scored) else -9999, last))
        at = end
    return steps


def signs_named():
    with open("src/read/find/find.h", encoding="utf-8") as fh:
        body = re.search(r"enum sign \{(.*?)SIGN_COUNT", fh.read(), re.S).group(1)
    return re.findall(r"SIGN_\w+", body)


def tables(base, w, steps):
    names = signs_named()
    lines = ["static const int16_t weights[SIGN_COUNT] = { /* hundredths */"]
    lines += [f"    [{n}] = {round(100 * x)}," for n, x in zip(names, w)]
    lines += ["};", "static const struct {", "    int16_t least;", "    uint16_t confidence;", "} steps[] = {"]
    lines += [f"    {{ {least}, {c} }}," for least, c in steps]
    lines += ["};", f"enum {{ BASE = {round(100 * base)}, LEAST = {steps[-1][1]} }};"]
    return "\n".join(lines) + "\n"


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("what", choices=("check", "fit"))
    ap.add_argument("--least", type=float, default=0.0)
    ap.add_argument("--cover", type=float, default=0.0)
    ap.add_argument("--write", action="store_true")
    ap.add_argument("dirs", nargs="+")
    a = ap.parse_args()
    if a.what == "check":
        sys.exit(0 if check(a.dirs, a.least, a.cover) else 1)
    rows, count = gather(a.dirs), len(signs_named())
    base, w = fit(rows, count)
    scored = sorted(((total_of(base, w, signs), ok) for doc in rows for signs, ok in doc), reverse=True)
    text = tables(base, w, steps_of(scored, left_out(rows, count)))
    print(text)
    if a.write:
        path = "src/read/find/figure_sure.c"
        with open(path, encoding="utf-8") as fh:
            parts = re.split(r"(/\* ---- printed by tools/calibrate.py ---- \*/\n\n|\n/\* ---- end of what is printed ---- \*/)", fh.read())
        with open(path, "w", encoding="utf-8") as fh:
            fh.write(parts[0] + parts[1] + text + parts[3] + parts[4])


if __name__ == "__main__":
    main()
