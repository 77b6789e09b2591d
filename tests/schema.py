#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds records against share/rbt/schema and the keys' order against it too.

usage: schema.py FILE...      lines of records ("-": standard input)
       schema.py --man PAGE...  the example lines of manual pages, one of every
                              type that has a schema, and the keys that the
                              section of each type describes, in their order
Ends with "N passed, N failed": lines and types.
"""
import json, os, re, sys
from decimal import Decimal

SRC = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DIR = os.path.join(SRC, "share", "rbt", "schema")
KINDS = {"string": str, "object": dict, "array": list, "boolean": bool, "null": type(None)}


def is_type(v, t):
    if t == "number":
        return isinstance(v, (int, Decimal)) and not isinstance(v, bool)
    if t == "integer":
        return is_type(v, "number") and v == int(v)
    return isinstance(v, KINDS[t])


def errors(v, s, where):
    """What of value v does not fit schema s."""
    out = []
    types = s.get("type")
    if types and not any(is_type(v, t) for t in ([types] if isinstance(types, str) else types)):
        return ["%s: %r is no %s" % (where, v, types)]
    if "const" in s and v != s["const"]:
        out.append("%s: %r is not %r" % (where, v, s["const"]))
    if "enum" in s and v not in s["enum"]:
        out.append("%s: %r is none of %r" % (where, v, s["enum"]))
    if isinstance(v, str) and "pattern" in s and not re.search(s["pattern"], v):
        out.append("%s: %r does not match %s" % (where, v, s["pattern"]))
    if is_type(v, "number"):
        if "minimum" in s and v < s["minimum"]:
            out.append("%s: %s is below %s" % (where, v, s["minimum"]))
        if "exclusiveMinimum" in s and v <= s["exclusiveMinimum"]:
            out.append("%s: %s is not above %s" % (where, v, s["exclusiveMinimum"]))
    if isinstance(v, list) and "items" in s:
        for i, x in enumerate(v):
            out += errors(x, s["items"], "%s[%d]" % (where, i))
    if "oneOf" in s and sum(not errors(v, form, where) for form in s["oneOf"]) != 1:
        out.append("%s: not exactly one of its forms" % where)
    if isinstance(v, dict):
        props, more = s.get("properties", {}), s.get("additionalProperties", True)
        for k in s.get("required", []):
            if k not in v:
                out.append("%s: key %s is missing" % (where, k))
        for k, x in v.items():
            if k in props:
                out += errors(x, props[k], where + "." + k)
            elif more is False:
                out.append("%s: key %s is unknown" % (where, k))
            elif isinstance(more, dict):
                out += errors(x, more, where + "." + k)
        known = [k for k in v if k in props]
        if not out and known != [k for k in props if k in v]:
            out.append("%s: keys are not in the order of the schema" % where)
    return out


def unique(pairs):
    d = dict(pairs)
    if len(d) != len(pairs):
        raise ValueError("a key stands twice")
    return d


def no_constant(text):
    raise ValueError("%s is not JSON" % text)


def described(pages):
    """{type: [key, ...]} of the sections (.Ss) of pages, from their .It Va."""
    out, section = {}, None
    for line in (x for page in pages for x in open(page, encoding="utf-8")):
        words = line.split()
        if words[:1] in ([".Ss"], [".Sh"]):
            section = words[1]
        elif words[:2] == [".It", "Va"]:
            out.setdefault(section, []).extend(w for w in words[2:] if w not in ("Va", ","))
    return out


def main():
    schemas = {f[:-5]: json.load(open(os.path.join(DIR, f))) for f in sorted(os.listdir(DIR))}
    man = sys.argv[1] == "--man"
    passed = failed = 0
    seen = set()
    for path in sys.argv[1 + man:]:
        lines = sys.stdin if path == "-" else open(path, encoding="utf-8")
        for number, line in enumerate(lines, 1):
            if man:
                if not line.startswith('{"type"'):
                    continue
                line = line.replace("\\-", "-").replace("\\&", "")
            try:
                rec = json.loads(line, parse_float=Decimal, parse_constant=no_constant, object_pairs_hook=unique)
                bad = errors(rec, schemas[rec["type"]], rec["type"])
                seen.add(rec["type"])
            except (ValueError, KeyError, TypeError) as e:
                bad = [repr(e)]
            failed += bool(bad)
            passed += not bad
            for b in bad[:3]:
                print("%s:%d: %s" % (path, number, b))
    if man:
        keys = described(sys.argv[2:])
        for t, s in schemas.items():
            want = list(s["properties"])[1:]
            good = t in seen and keys.get(t) == want
            passed, failed = passed + good, failed + (not good)
            if t not in seen:
                print("no example of type %s" % t)
            elif not good:
                print("%s: described are %s, not %s" % (t, keys.get(t), want))
    print("%d passed, %d failed" % (passed, failed))
    return failed != 0 or passed == 0


sys.exit(main())
