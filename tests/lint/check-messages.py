#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every message that a user can see stands in a test.

A message is a text in a call that makes an error, a warning or a note.  Its
words have to stand, in one line and with anything for each %, in a transcript
or in a string of a unit test.
"""
import glob
import re
import sys

CALL = re.compile(r"\b(?:rbt_err_(?:set|sys|wrap)|rbt_tool_(?:warn|note)|"
                  r"rbt_jsonr_fail|rbt_rule_fail|warn|blame)\s*\(")
TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|/\*.*?\*/|' r"'(?:[^'\\]|\\.)+'|.",
                   re.S)
MACRO = re.compile(r'"\s*PRI\w+(\s*")?')
VERB = re.compile(r"%[-+ #0]*[0-9]*(?:\.[0-9*]+)?(?:hh|h|ll|l|z|j)?[a-zA-Z]")
ESCAPE = {"n": "\n", "t": "\t"}

# What no test can bring about.
UNSEEN = (
    # Texts in place of one that libarchive always has.
    "bad end",
    # A machine without tzdata, or whose /tmp is full.
    "there is no time zone database in %s: install tzdata",
    "a temporary file",
    # A bundle of some hundred thousand symbols.
    "%zu symbols are too many to pack",
)


def strings(code):
    """The string literals of C, adjacent ones as one."""
    found, parts = [], []
    for m in TOKEN.finditer(MACRO.sub(lambda m: "d" if m[1] else 'd"', code)):
        if m[1] is not None:
            parts.append(re.sub(r"\\(.)", lambda m: ESCAPE.get(m[1], m[1]),
                                m[1]))
        elif parts and not m[0].isspace() and not m[0].startswith("/*"):
            found.append("".join(parts))
            parts = []
    return found


def arguments(code, at):
    """The text from an opening parenthesis to the one that closes it."""
    depth = 0
    for m in TOKEN.finditer(code, at):
        depth += (m[0] == "(") - (m[0] == ")")
        if depth == 0:
            return code[at:m.end()]
    return ""


def messages():
    """The place and the text of each message, a line at a time."""
    for path in sorted(glob.glob("lib/*/*.c") + glob.glob("src/**/*.c",
                                                          recursive=True)):
        if path.endswith("_test.c"):
            continue
        with open(path, encoding="utf-8") as f:
            code = f.read()
        for call in CALL.finditer(code):
            line = code.count("\n", 0, call.start()) + 1
            for text in strings(arguments(code, call.end() - 1)):
                for part in text.split("\n"):
                    yield f"{path}:{line}", part


def tested():
    """All lines in which a message may stand, as one text."""
    lines = []
    for path in glob.glob("lib/*/*_test.c"):
        with open(path, encoding="utf-8") as f:
            lines += strings(f.read())
    for path in glob.glob("tests/*/*.t") + glob.glob("tests/*/*.py"):
        with open(path, encoding="utf-8") as f:
            lines.append(f.read())
    return "\n" + "\n".join(lines) + "\n"


def stands(message, text):
    """Whether a line of the text has the words of the message."""
    words = VERB.split(message.replace("%%", "\0"))
    words = [w.replace("\0", "%") for w in words]
    line = re.compile(".*?".join(map(re.escape, words)))
    longest = max(words, key=len)
    at = text.find(longest)
    while at >= 0:
        end = text.index("\n", at)
        if line.search(text[text.rindex("\n", 0, at):end]):
            return True
        at = text.find(longest, end)
    return False


def main():
    text, bad = tested(), 0
    for place, message in messages():
        words = VERB.sub("", message)
        if " " not in words.strip() or message in UNSEEN:
            continue
        if not stands(message, text):
            print(f"{place}: no test has: {message}")
            bad += 1
    return bad != 0


if __name__ == "__main__":
    sys.exit(main())
