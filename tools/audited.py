#!/usr/bin/env python3
"""audited.py [ROOT] - every job that writes also writes to the audit, in the same transaction. Prints file:line of each breach.

A job is a function handed to db_write() or db_ride(). From it calls are followed by name through src/core; what it reaches
must hold audit_add() or audit_why() as soon as it runs a statement that is declared SQL_WRITE. Exceptions stand below, each
with its reason; one that is no longer needed is a breach too. Also: each act that is audited, and each field of
a history, has words for people.
"""
import re
import sys
from pathlib import Path

root = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
NOT_AUDITED = {
    "put_job choice.c": "what a person chose for their own screen says nothing about the office",
    "speak_job account.c": "the language of one's own screens",
    "choose_job notice.c": "which notices one wants to get",
    "add_job once.c": "one-time keys of forms; what the form does has its own row",
    "done_job once.c": "one-time keys of forms; what the form does has its own row",
    "enter_job account.c": "counts a log-in before the password is looked at; how it ended has its row",
    "second_enter_job account.c": "counts a code before it is looked at; how it ended has its row",
    "proved_job account.c": "a password given once more; the act that asked for it has its row",
    "tried_job contact.c": "counts a wrong code; a right one has its row",
    "count_job account_code.c": "counts a code before it is looked at; what it opened has its row",
    "found_job account_code.c": "forgets the count of wrong codes; what the right one opened has its row",
    "setup_code_job account_code.c": "the program prints a code at its first start, when nobody is there; its use has its row",
    "add_job oidc.c": "a log-in at the provider begins; how it ended has its row",
    "take_job oidc.c": "a log-in at the provider comes back; how it ended has its row",
    "touch_job session.c": "when a session was last seen",
    "made_job bundle.c": "which report was made of a part; making the report has its row",
    "whole_job bundle.c": "which report was made of a part; making the report has its row",
    "put_job scan_queue.c": "how far a reading has come; its result has its row",
    "restart_job scan_queue.c": "how far a reading has come; its result has its row",
    "these_job notice_list.c": "which of one's own notices one has read",
    "note_job outbox.c": "what became of a try to send a letter; the letter's row of its own says it",
    "today_job courier.c": "reminders of the day, said by the program to those they are for",
    "again_job total_again.c": "totals computed anew from what was approved; nothing that a person said changes",
}
AUDIT_ITSELF = {"audit_add", "audit_why"}

comment = re.compile(r'/\*.*?\*/|//[^\n]*', re.S)
functions, jobs, acts = {}, [], []             # name -> [(file, line, writes, calls)]


def body_end(text, at):
    depth = 0
    for i in range(at, len(text)):
        depth += {"{": 1, "}": -1}.get(text[i], 0)
        if not depth:
            return i
    return len(text)


for file in sorted((root / "src/core").rglob("*.c")):
    text = comment.sub(lambda m: re.sub(r'[^\n]', ' ', m.group()), file.read_text())
    acts += [(file, text.count("\n", 0, m.start()) + 1, m.group(1), m.group(2))
             for m in re.finditer(r'audit_(?:add|why|read)\s*\((?:[^"();]|\([^()]*\))*"([^"]+)",\s*"([^"]+)"', text)]
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', '""', text)
    kinds = dict(re.findall(r'\[(\w+)\]\s*=\s*\{[^{}]*?\b(SQL_WRITE|SQL_READ)\s*\}', bare))
    written = {n for n, kind in kinds.items() if kind == "SQL_WRITE"}
    for m in re.finditer(r'^(?!\s|#|}|struct \w+ \w+ =|enum)[^\n;={}]*?\b(\w+)\(([^;{}]*)\)\n\{', bare, re.M):
        end = body_end(bare, m.end() - 1)
        inside = bare[m.end():end]
        runs = re.findall(r'db_run\(([^;]*?)\);', inside)
        writes = any(word in written for run in runs for word in re.findall(r'\w+', run))
        # a statement handed on by its number counts where it is named
        writes |= bool(written) and any(re.search(rf'\b{w}\b', inside) for w in written if len(w) > 2)
        line = bare.count("\n", 0, m.start()) + 1
        functions.setdefault(m.group(1), []).append((file, line, writes, set(re.findall(r'\b(\w+)\s*\(', inside))))
    for m in re.finditer(r'\bdb_(?:write|ride)\(([^;]*?)\);?', bare):
        given = [x.strip() for x in m.group(1).split(",")]
        line = bare.count("\n", 0, m.start()) + 1
        for word in given[1:]:
            if re.fullmatch(r'\w+', word) and f"{word}(struct arena" in bare:
                jobs.append((word, file, line))


def reached(name, file):
    seen, todo = {}, [(name, file)]
    while todo:
        name, file = todo.pop()
        found = functions.get(name, [])
        own = [f for f in found if f[0] == file] or found      # a static one of the same file goes before others
        for f in own:
            if (name, f[0]) not in seen:
                seen[(name, f[0])] = f
                todo += [(call, f[0]) for call in f[3]]
    return seen


bad, used = 0, set()
for job, file, line in sorted(set(jobs), key=str):
    there = reached(job, file)
    if not any(f[2] for (n, _), f in there.items() if n not in AUDIT_ITSELF):
        continue
    if any(f[3] & AUDIT_ITSELF for f in there.values()):
        continue
    key = f"{job} {file.name}"
    used.add(key)
    if key not in NOT_AUDITED:
        print(f"{file.relative_to(root)}:{line}: {job} writes and leaves nothing in the audit")
        bad += 1
for key in sorted(set(NOT_AUDITED) - used):
    print(f"tools/audited.py:1: {key} is audited, or gone: take it off the list")
    bad += 1

words = (root / "src/core/office/audit_words.c").read_text()
known = set(re.findall(r'\{ "([^"]+)", \.label', words))
for file, line, act, thing in acts:
    for word in (act, thing):
        if word not in known:
            print(f"{file.relative_to(root)}:{line}: “{word}” has no words in src/core/office/audit_words.c")
            bad += 1
labels = set(re.findall(r'\{ "([a-z_0-9]+)", \.label', words[words.index("fields[]"):words.index("values[]")]))
for file in sorted((root / "src/core").rglob("*.c")):
    text = file.read_text()
    if "audit_" not in text:
        continue
    for m in re.finditer(r'"((?:[^"\\]|\\.)*)"', text):
        for field in re.findall(r'(?:^|\\n)([a-z][a-z_0-9]*)=(?:%|$)', m.group(1)):
            if field not in labels:
                print(f"{file.relative_to(root)}:{text.count(chr(10), 0, m.start()) + 1}: the field “{field}” of a "
                      "history has no words in src/core/office/audit_words.c")
                bad += 1
if not jobs or not acts or not labels:
    print("tools/audited.py:1: found no job or no act at all")
    bad += 1
print(f"{len(set(jobs))} jobs, {len(acts)} acts, {bad} breaches")
sys.exit(1 if bad else 0)
