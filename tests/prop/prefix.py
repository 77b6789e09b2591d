# SPDX-License-Identifier: GPL-3.0-or-later
"""No look-ahead: bars after t change nothing up to t.

usage: prefix.py BACKTEST BARS RULE [OPTION...]

Runs the whole of BARS, then BARS cut behind several timestamps.  What the cut
run says of orders, fills and equity, but for the expiry at its end, must be the
beginning of what the whole run says, and the whole run must go on later than
the cut.  The last line is "N passed, N failed".
"""
import json
import subprocess
import sys

CUTS = 12


def events(tool, bars, args):
    """(time, line) of every order, fill and equity record."""
    out = subprocess.run(tool + args, input="".join(bars), check=True,
                         stdout=subprocess.PIPE, universal_newlines=True)
    rows = []
    for line in out.stdout.splitlines():
        r = json.loads(line)
        if r["type"] in ("order", "fill", "equity"):
            rows.append((r, line))
    return rows


def main(backtest, bars_path, rule, *options):
    args = ["-q", "--calendar", "24/7", "--equity", "bar", "-s", rule,
            "--format", "ndjson"] + list(options)
    with open(bars_path) as f:
        bars = [b for b in f if '"type":"bar"' in b]
    times = sorted({json.loads(b)["time"] for b in bars})
    whole = [line for _, line in events([backtest], bars, args)]
    passed = failed = 0
    for k in range(1, CUTS + 1):
        cut = times[len(times) * k // (CUTS + 1)]
        kept = [b for b in bars if json.loads(b)["time"] <= cut]
        part = [line for r, line in events([backtest], kept, args)
                if r.get("status") != "expired"]
        after = json.loads(whole[len(part)])["time"]
        wrong = next((i for i, line in enumerate(part)
                      if line != whole[i]), None)
        if wrong is None and after > cut and len(part) > k:
            passed += 1
            continue
        failed += 1
        print("%s cut behind %s:" % (" ".join(args), cut))
        if wrong is not None:
            print("  got  %s\n  want %s" % (part[wrong], whole[wrong]))
        else:
            print("  the whole run goes on at " + after)
    print("%d passed, %d failed" % (passed, failed))
    return failed != 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
