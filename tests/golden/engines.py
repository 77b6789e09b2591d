# SPDX-License-Identifier: GPL-3.0-or-later
"""Cases of golden/engines through rbt-fetch, rbt-bundle and rbt-backtest.

usage: engines.py SHARED BIN [case...]

The manifest says what a case is; here it becomes a bundle and a rule file.
Fills agree in time, side and quantity exactly, price and fee to 1e-8, final
equity to the cent.  A reversal is one fill there and two here.  The last line
is "N passed, N failed".
"""
import csv
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
from datetime import datetime, timezone
from decimal import Decimal as D

# The cases that follow from a rule file under the rules of rbt-execution(7).
CASES = re.compile(
    r"(sma|rsi|donchian|macd|boll|roc|slip|short|nbars)-|allin-0[468]-"
    r"|stop-0[1289]-")
N_CASES = 44
LEVEL = D("1e-8")
CENT = D("0.005")


def iso(stamp):
    """The text of a source's time as RFC 3339; a date stays one."""
    if re.fullmatch(r"\d{13}", stamp):
        t = datetime.fromtimestamp(int(stamp) // 1000, timezone.utc)
        return t.strftime("%Y-%m-%dT%H:%M:%SZ")
    if re.fullmatch(r"\d{4}-\d\d-\d\d", stamp):
        return stamp
    return stamp[:19].replace(" ", "T") + "Z"


def bars_of(case, shared, tools, env):
    """The records of a case's prices, of the file as it is but for JSON."""
    rel = case["input"]
    path = os.path.join(shared, "data", rel)
    options, text = [], None
    if rel.startswith("daily/lean/"):  # bid and ask side by side
        options += ["--columns", "time,open,high,low,close"]
    if rel.startswith("minute/us-2019"):
        options += ["--sort"]
    if rel.endswith(".json.gz"):
        with gzip.open(path, "rt") as f:
            rows = json.load(f, parse_float=str, parse_int=str)
        text = "".join(",".join(map(str, r[:5])) + "\n" for r in rows).encode()
        path = "-"
    period = "1m" if rel.startswith("minute/") else "1d"
    return subprocess.run(
        [tools + "/rbt-fetch", "csv", "-q", "--symbol", case["symbol"],
         "--period", period] + options + [path], env=env, check=True,
        input=text, stdout=subprocess.PIPE).stdout.decode().splitlines()


def window(case, records):
    """The records with the bars of the case's span alone, first to last."""
    first, last = (iso(case[k]) if case[k] else "" for k in ("start", "end"))
    bars = []
    for line in records[1:-1]:
        time = re.search('"time":"([^"]*)"', line).group(1)
        if time >= first and (not last or time <= last):
            bars.append(line)
    if len(bars) != case["bars"]:
        raise ValueError("%d bars, not %d" % (len(bars), case["bars"]))
    end = json.loads(records[-1])
    end["records"] = len(bars)
    return "\n".join([records[0]] + bars + [json.dumps(
        end, separators=(",", ":")), ""]).encode()


def conditions(kind, a):
    """(definitions, enter long, exit long, enter short, exit short)."""
    if kind == "donchian":
        return ("top = highest(high, %d)[1]\nbot = lowest(low, %d)[1]\n"
                "out_long = lowest(low, %d)[1]\n"
                "out_short = highest(high, %d)[1]\n"
                % (a["n"], a["n"], a["m"], a["m"]),
                "close > top", "close < out_long",
                "close < bot", "close > out_short")
    if kind == "boll":
        return ("b = bbands(close, %d, %s)\n" % (a["n"], a["k"]),
                "close < b.lower", "close > b.mid", "", "")
    if kind == "sma":
        pair = "x = sma(close, %d)\ny = sma(close, %d)\n" % (a["fast"],
                                                            a["slow"])
        up, down = ("x", "y"), ("x", "y")
    elif kind == "rsi":
        pair = "x = rsi(close, %d)\n" % a["n"]
        up, down = ("x", str(a["low"])), ("x", str(a["high"]))
    elif kind == "macd":
        pair = "m = macd(close, %d, %d, %d)\n" % (a["fast"], a["slow"],
                                                  a["sig"])
        up = down = ("m.line", "m.signal")
    elif kind == "roc":
        pair = "x = roc(close, %d)\n" % a["n"]
        up = down = ("x", str(a["level"]))
    else:
        raise KeyError(kind)
    up, down = "crossover(%s, %s)" % up, "crossunder(%s, %s)" % down
    return pair, up, down, down, up


def rule_of(p):
    text, el, xl, es, xs = conditions(*p["signal"])
    for side, enter, leave in (("long", el, xl), ("short", es, xs)):
        if p["side"] not in (side, "both"):
            continue
        text += "enter %s when %s\n" % (side, enter)
        # with both sides a crossing reverses; a channel's exit stands alone
        if p.get("exit_signal", True) and (
                p["side"] == side or p["signal"][0] == "donchian"):
            text += "exit %s when %s\n" % (side, leave)
    if "bars" in p:
        text += "exit after %d bars\n" % p["bars"]
    if "stop" in p:
        kind, *a = p["stop"]
        text += "stop loss " + (a[0] + "%" if kind == "pct" else
                                "%s * atr(%d)" % (a[1], a[0])) + "\n"
    if "trail" in p:
        text += "stop trail %s%%\n" % p["trail"][1]
    if p["size"][0] == "fixed":
        return text + "size %s units\n" % p["size"][1]
    return text + "size %s%% of equity\n" % format(
        (D(p["size"][1]) * 100).normalize(), "f")


def costs_of(p):
    fee, slip = p["comm"], p["slip"]
    fees = {"none": "none", "bps": "bps=%s",
            "share": "per-share=%s,min=%s"}[fee[0]]
    slips = {"none": "none", "bps": "bps=%s", "amount": "fixed=%s"}[slip[0]]
    return ["--commission", fees % tuple(fee[1:]),
            "--slippage", slips % tuple(slip[1:])]


def run(case, shared, tools, folder):
    """The records of the case's run."""
    env = dict(os.environ, RBT_DATA=folder, RBT_STATE=folder)
    rule = os.path.join(folder, "case.rule")
    with open(rule, "w") as f:
        f.write(rule_of(case["parameters"]))
    bars = window(case, bars_of(case, shared, tools, env))
    subprocess.run([tools + "/rbt-bundle", "ingest", "-q", "prices"], env=env,
                   check=True, input=bars, stdout=subprocess.DEVNULL)
    out = subprocess.run(
        [tools + "/rbt-backtest", "-q", "-b", "prices", "-s", rule, "--cash",
         case["start_cash"], "--format", "ndjson"]
        + costs_of(case["parameters"]), env=env, check=True,
        stdout=subprocess.PIPE).stdout
    return [json.loads(line, parse_float=D, parse_int=D)
            for line in out.decode().splitlines()]


def fills_of(records):
    """One row a fill; the two of a reversal become one."""
    reason = {r["id"]: r["reason"] for r in records
              if r["type"] == "order" and r["status"] == "accepted"}
    out = []
    for f in records:
        if f["type"] != "fill":
            continue
        row = [f["time"], f["side"], f["qty"], f["price"], f["fee"]]
        if out and reason[f["order_id"]] == "entry" and out[-1][5] == \
                "reverse" and out[-1][:2] == row[:2]:
            out[-1][2] += f["qty"]
            out[-1][4] += f["fee"]
            out[-1][5] = "reversed"
        else:
            out.append(row + [reason[f["order_id"]]])
    return [row[:5] for row in out]


def expected_fills(case, shared):
    path = os.path.join(shared, "golden/engines/cases",
                        case["case"] + ".fills.csv")
    with open(path, newline="") as f:
        return [[iso(r["time"]), r["side"], D(r["qty"]), D(r["price"]),
                 D(r["commission"])] for r in csv.DictReader(f)]


def differences(case, shared, tools):
    """What is wrong with a case, one line each."""
    with tempfile.TemporaryDirectory() as folder:
        records = run(case, shared, tools, folder)
    got, want = fills_of(records), expected_fills(case, shared)
    metrics = next(r for r in records if r["type"] == "metrics")
    final, result = metrics["final_equity"], case["result"]
    out = []
    if len(got) != len(want):
        out.append("%d fills, not %d" % (len(got), len(want)))
    for i, (g, w) in enumerate(zip(got, want)):
        if g[:3] != w[:3] or abs(g[3] - w[3]) > LEVEL or \
                abs(g[4] - w[4]) > LEVEL:
            out.append("fill %d: got %s, want %s" % (
                i + 1, " ".join(map(str, g)), " ".join(map(str, w))))
            break
    if abs(final - D(result["final_equity"])) >= CENT:
        out.append("final equity %s, not %s" % (final,
                                                result["final_equity"]))
    if case["parameters"]["signal"][0] == "sma" and \
            metrics["ties"] != case["ties"]:
        out.append("%s ties, not %d" % (metrics["ties"], case["ties"]))
    if metrics["ambiguous_bars"] != len(case["ambiguous_bars"]):
        out.append("%s ambiguous bars, not %d" % (
            metrics["ambiguous_bars"], len(case["ambiguous_bars"])))
    return out


def main(shared, tools, only):
    with open(os.path.join(shared, "golden/engines/manifest.json")) as f:
        cases = [c for c in json.load(f)["cases"] if CASES.match(c["case"])]
    failed = 0
    if len(cases) != N_CASES:
        print("%d cases, not %d" % (len(cases), N_CASES))
        failed += 1
    cases = [c for c in cases if not only or c["case"] in only]
    for case in cases:
        try:
            wrong = differences(case, shared, tools)
        except (subprocess.CalledProcessError, ValueError, KeyError) as e:
            wrong = ["%s: %s" % (type(e).__name__, e)]
        for line in wrong:
            print("%s: %s" % (case["case"], line))
        failed += bool(wrong)
    print("%d passed, %d failed" % (len(cases) - failed, failed))
    return failed != 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], os.path.abspath(sys.argv[2]), sys.argv[3:]))
