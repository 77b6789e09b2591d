# SPDX-License-Identifier: GPL-3.0-or-later
"""Recomputes a backtest from its bars and the orders that it says it sent.

usage: recompute.py BARS RUN RULE

BARS and RUN are records (NDJSON).  From the bars, the options in the run record
and the protective percentages of the rule file it derives in exact decimals when
every order had to fill and at what price, every fee, the cash, the equity at
every point, what buying power allowed and every round trip, and compares.
Nothing of the program under test is used.  Prints what differs; the last line
is "N passed, N failed", counting comparisons.
"""
import json
import re
import sys
from bisect import bisect_left, bisect_right
from datetime import datetime
from decimal import Decimal as D, ROUND_HALF_EVEN, getcontext

getcontext().prec = 60
UNIT = D("1e-8")
SHARE = D("1e-16")


def r8(x):
    return x.quantize(UNIT, ROUND_HALF_EVEN)


def seconds(text):
    if len(text) == 10:
        text += "T00:00:00Z"
    return int(datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp())


class Checks:
    def __init__(self):
        self.passed = self.failed = 0

    def that(self, good, *what):
        if good:
            self.passed += 1
            return
        self.failed += 1
        if self.failed <= 20:
            print(*what)

    def same(self, got, want, *what):
        self.that(got == want, *what, "got", got, "want", want)


class Bars:
    """The bars of one symbol in the order of time."""

    def __init__(self):
        self.time, self.rows = [], []

    def add(self, r):
        self.time.append(seconds(r["time"]))
        self.rows.append([r["open"], r["high"], r["low"], r["close"]])


class Costs:
    def __init__(self, run):
        self.fee_spec = dict(p.split("=") for p in
                             run["commission"].split(",") if "=" in p)
        self.slip_spec = run["slippage"].split("=")

    def fee(self, qty, value):
        s = self.fee_spec
        fee = D(0)
        if "bps" in s:
            fee = value * D(s["bps"]) / 10000
        elif "per-share" in s:
            fee = qty * D(s["per-share"])
        elif "per-order" in s:
            fee = D(s["per-order"])
        fee = max(r8(fee), D(s.get("min", 0)))
        cap = s.get("max")
        if cap is None:
            return fee
        cap = r8(value * D(cap[:-1]) / 100) if cap[-1] == "%" else D(cap)
        return min(fee, cap)

    def slip(self, price, side):
        s = self.slip_spec
        sign = 1 if side == "buy" else -1
        if s[0] == "bps":
            return r8(price * (10000 + sign * D(s[1])) / 10000)
        if s[0] == "fixed":
            return price + sign * D(s[1])
        return price


class Replay:
    def __init__(self, bars, run, rule, check):
        self.bars, self.run, self.check = bars, run, check
        self.costs = Costs(run)
        self.daily = run["period"][-1] in "dw"
        self.period = {"m": 60, "h": 3600, "d": 86400}[run["period"][-1]] \
            * int(run["period"][:-1])
        self.lot = D(run["lot"])
        self.cash = D(run["cash"])
        self.pos = {s: D(0) for s in bars}
        self.lots = {s: [] for s in bars}
        self.trades, self.orders, self.bracket = [], {}, {}
        self.levels = {}  # of filled protective orders, as reported
        self.fees = self.slipped = self.traded = D(0)
        self.ambiguous = 0
        self.pct = {k: D(v) for k, v in re.findall(
            r"^(stop loss|stop trail|target) +([\d.]+)%", rule, re.M)}
        self.legs = set(re.findall(
            r"^(stop loss|stop trail|target)", rule, re.M))
        self.units = re.search(r"^size .* units", rule, re.M) is not None

    # -- bars ----------------------------------------------------------------

    def at(self, symbol, stamp):
        """Index of the bar whose opening, or for a close whose end, it is."""
        return bisect_left(self.bars[symbol].time, seconds(stamp))

    def closed_by(self, symbol, stamp):
        """Index of the last bar that has closed at a close's stamp."""
        t = seconds(stamp) - (0 if self.daily else self.period)
        return bisect_right(self.bars[symbol].time, t) - 1

    def mark(self, symbol, stamp, at_close):
        """The last close before an open, or at a close."""
        if at_close:
            k = self.closed_by(symbol, stamp)
        else:
            k = bisect_left(self.bars[symbol].time, seconds(stamp)) - 1
        return self.bars[symbol].rows[k][3] if k >= 0 else D(0)

    # -- orders --------------------------------------------------------------

    def due(self, o):
        """(bar index or None, stamp is a close, price seen) of a market
        order."""
        b, fill = self.bars[o["symbol"]], self.run["fill"]
        k = self.closed_by(o["symbol"], o["time"])
        if fill == "same-close":
            return k, True, b.rows[k][3]
        k += 1
        last = bisect_right(b.time, seconds(self.run["to"]) + 86399)
        if k >= last:
            return None, False, None
        if fill == "next-close":
            return k, True, b.rows[k][3]
        return k, False, b.rows[k][0]

    def on_order(self, o):
        check, name = self.check, "order %s" % o["id"]
        if o["status"] == "accepted":
            self.orders[o["id"]] = dict(o, state="accepted", filled=D(0))
            check.same(o["id"], len(self.orders), name)
            if o["parent"] is not None:
                self.add_leg(o)
            return
        was = self.orders[o["id"]]
        if o["status"] == "rejected" or (
                o["status"] == "canceled" and o["reason"] == "buying_power"
                and was["filled"] == 0):
            k, at_close, seen = self.due(was)
            check.that(k is not None, name, "nothing to be refused at")
            least = was["qty"] if self.units else self.lot
            check.that(not self.affords(was, seen, least, o["time"],
                                        at_close),
                       name, "refused but affordable")
        if o["status"] == "expired":
            check.same(o["reason"], "end", name)
            if was["parent"] is None:
                check.same(self.due(was)[0], None, name, "expired though due")
        was["state"] = o["status"]
        if o["status"] in ("canceled", "expired"):
            self.bracket.get(o["symbol"], {}).get("open", {}).pop(
                o["id"], None)

    def affords(self, o, seen, qty, stamp, at_close):
        price = self.costs.slip(seen, o["side"])
        worth = sum(self.pos[s] * self.mark(s, stamp, at_close)
                    for s in self.pos if self.pos[s])
        gross = sum(abs(self.pos[s]) * self.mark(s, stamp, at_close)
                    for s in self.pos if self.pos[s])
        cost = qty * price + self.costs.fee(qty, qty * price)
        return gross + cost <= self.cash + worth

    # -- protective orders ---------------------------------------------------

    def add_leg(self, o):
        kind = {"stop": "stop loss", "trail": "stop trail",
                "target": "target"}[o["reason"]]
        b = self.bracket[o["symbol"]]
        long = o["side"] == "sell"
        self.check.that(kind in self.legs, "unasked leg", o)
        self.check.same(o["parent"], b["id"], "parent of", o["id"])
        if kind in self.pct:
            sign = 1 if (kind == "target") == long else -1
            want = r8(b["price"] * (100 + sign * self.pct[kind]) / 100)
            self.check.same(o["limit" if kind == "target" else "stop"], want,
                            "level of", o["id"])
        b["open"][o["id"]] = [kind, o["limit"] if kind == "target" else
                              o["stop"]]

    def reached(self, b, leg, price, long):
        kind, level = leg
        if level is None:
            return False
        above = (kind == "target") == long
        return price >= level if above else price <= level

    def protective(self, symbol, k):
        """What the bracket does in bar k: (order id, price seen) or None."""
        b = self.bracket[symbol]
        o, h, l, _ = self.bars[symbol].rows[k]
        long = b["long"]
        for i in sorted(b["open"]):
            if self.reached(b, b["open"][i], o, long):
                return i, o
        stops = [i for i in sorted(b["open"]) if b["open"][i][0] != "target"
                 and self.reached(b, b["open"][i], l if long else h, long)]
        goals = [i for i in b["open"] if b["open"][i][0] == "target"
                 and self.reached(b, b["open"][i], h if long else l, long)]
        if stops and goals:
            self.ambiguous += 1
        if goals and (not stops or self.run["intrabar"] == "target-first"):
            return goals[0], b["open"][goals[0]][1]
        if stops:
            sign = -1 if long else 1
            first = min(stops, key=lambda i: sign * b["open"][i][1])
            return first, b["open"][first][1]
        return None

    def walk(self, symbol, until, trail_known):
        """Moves the bracket through the bars before `until`; nothing of it
        may be reached there."""
        b = self.bracket[symbol]
        for k in range(b["next"], until):
            hit = self.protective(symbol, k) if trail_known else None
            self.check.same(hit, None, "missed protection of", symbol,
                            self.bars[symbol].time[k])
            _, h, l, _ = self.bars[symbol].rows[k]
            for leg in b["open"].values():
                if leg[0] != "stop trail" or "stop trail" not in self.pct:
                    continue
                pct = self.pct["stop trail"]
                if b["long"]:
                    leg[1] = max(leg[1], r8(h * (100 - pct) / 100))
                else:
                    leg[1] = min(leg[1], r8(l * (100 + pct) / 100))
        b["next"] = max(b["next"], until)

    # -- fills ---------------------------------------------------------------

    def on_fill(self, f):
        o = self.orders[f["order_id"]]
        symbol, name = f["symbol"], "fill of %s" % f["order_id"]
        trail_known = "stop trail" in self.pct or \
            "stop trail" not in self.legs
        if o["parent"] is None:
            k, at_close, seen = self.due(o)
            self.check.that(k is not None, name, "not due")
            bar = self.bars[symbol].time[k]
            if at_close and not self.daily:
                bar += self.period
            self.check.same(seconds(f["time"]), bar, name, "time")
            if self.pos[symbol] != 0:
                self.check.same(f["qty"], abs(self.pos[symbol]), name)
                self.walk(symbol, k + at_close, trail_known)
            price = self.costs.slip(seen, f["side"])
        else:
            k, at_close = self.at(symbol, f["time"]), False
            self.walk(symbol, k, trail_known)
            hit = self.protective(symbol, k) if trail_known else (
                f["order_id"], None)
            self.check.same(hit[0] if hit else None, f["order_id"], name)
            seen = price = hit[1] if hit else None
            if seen is None:
                seen = self.leg_at_fill(f, o, k)
                price = seen
            if o["reason"] != "target":
                price = self.costs.slip(seen, f["side"])
        self.book(f, o, k, at_close, seen, price)

    def leg_at_fill(self, f, o, k):
        """The price of a leg whose trail this script cannot know: the open,
        or the level that undoes the slippage, inside the bar."""
        op, h, l, _ = self.bars[o["symbol"]].rows[k]
        is_limit = o["reason"] == "target"
        if f["price"] == (op if is_limit else self.costs.slip(op, f["side"])):
            return op
        level = self.levels.get(f["order_id"])
        self.check.that(level is not None and l <= level <= h,
                        "level", level, "outside of the bar", f)
        return level

    def book(self, f, o, k, at_close, seen, price):
        symbol, qty = f["symbol"], f["qty"]
        sign = 1 if f["side"] == "buy" else -1
        fee = self.costs.fee(qty, qty * price)
        self.check.same(f["price"], price, "price of", f["order_id"])
        self.check.same(f["fee"], fee, "fee of", f["order_id"])
        if self.pos[symbol] == 0:
            self.check.that(self.affords(o, seen, qty, f["time"], at_close),
                            "not affordable", f)
            if qty < o["qty"]:
                self.check.that(not self.affords(o, seen, qty + self.lot,
                                                 f["time"], at_close),
                                "cut too far", f)
            self.bracket[symbol] = {
                "id": o["id"], "long": sign > 0, "price": price, "open": {},
                "next": k + at_close}
            self.lots[symbol].append([qty, price, fee, f["time"], k])
        else:
            self.close_lots(f, o, k, fee, price)
        self.cash -= sign * qty * price + fee
        self.pos[symbol] += sign * qty
        self.fees += fee
        self.slipped += abs(price - seen) * qty
        self.traded += qty * price
        o["filled"] += qty

    def close_lots(self, f, o, k, fee, price):
        left, symbol = f["qty"], f["symbol"]
        long = self.pos[symbol] > 0
        while left > 0:
            lot = self.lots[symbol][0]
            n = min(left, lot[0])
            shares = []
            for total, part in ((lot[2], lot[0]), (fee, left)):
                shares.append(total if n == part else
                              (total * n / part).quantize(
                                  SHARE, ROUND_HALF_EVEN))
            lot[2] -= shares[0]
            fee -= shares[1]
            self.trades.append(self.trade(
                symbol, long, n, lot, k, price, sum(shares), f["time"],
                o["reason"]))
            lot[0] -= n
            left -= n
            if lot[0] == 0:
                self.lots[symbol].pop(0)

    def trade(self, symbol, long, qty, lot, k, price, fees, time, reason):
        rows = self.bars[symbol].rows[lot[4]:k + 1]
        low = min(r[2] for r in rows)
        high = max(r[1] for r in rows)
        gain = (price - lot[1]) * (1 if long else -1)
        down, up = max(lot[1] - low, 0), max(high - lot[1], 0)
        worst, best = (down, up) if long else (up, down)
        return {"symbol": symbol, "side": "long" if long else "short",
                "qty": qty, "entry_time": lot[3], "entry_price": lot[1],
                "exit_time": time, "exit_price": price,
                "exit_reason": reason, "pnl": qty * gain - fees,
                "fees": fees, "bars": k - lot[4],
                "return": (qty * gain - fees) / (qty * lot[1]),
                "mae": worst / lot[1], "mfe": best / lot[1]}

    def on_equity(self, e):
        worth = sum(self.pos[s] * self.mark(s, e["time"], True)
                    for s in self.pos if self.pos[s])
        self.check.same(e["cash"], self.cash, "cash at", e["time"])
        self.check.same(e["equity"], self.cash + worth, "equity at",
                        e["time"])

    # -- the end -------------------------------------------------------------

    def finish(self, records):
        metrics = next(r for r in records if r["type"] == "metrics")
        end = seconds(self.run["to"]) + 86399
        for s in sorted(self.bars):
            last = bisect_right(self.bars[s].time, end) - 1
            if self.pos[s]:
                self.walk(s, last + 1, "stop trail" in self.pct or
                          "stop trail" not in self.legs)
            for lot in self.lots[s]:
                self.trades.append(self.trade(
                    s, self.pos[s] > 0, lot[0], lot, last,
                    self.bars[s].rows[last][3], lot[2], None, None))
        got = [r for r in records if r["type"] == "trade"]
        self.check.same(len(got), len(self.trades), "trades")
        for g, w in zip(got, self.trades):
            for key, value in w.items():
                if key in ("return", "mae", "mfe"):
                    self.check.that(abs(float(g[key]) - float(value)) < 1e-15
                                    + 1e-15 * abs(float(value)), key, g)
                else:
                    self.check.same(g[key], value, key, "of", g)
        worth = sum(self.pos[s] * self.bars[s].rows[
            bisect_right(self.bars[s].time, end) - 1][3] for s in self.pos)
        self.check.same(metrics["final_equity"], self.cash + worth, "final")
        self.check.same(metrics["fees"], self.fees, "fees")
        self.check.same(metrics["slippage_cost"], self.slipped, "slippage")
        self.check.same(metrics["n_open"], sum(
            t["exit_time"] is None for t in self.trades), "open")
        if "stop trail" in self.pct or "stop trail" not in self.legs:
            self.check.same(metrics["ambiguous_bars"], self.ambiguous,
                            "ambiguous bars")
        for o in self.orders.values():
            self.check.that(o["state"] != "accepted", "left waiting", o)


def load(path):
    with open(path) as f:
        return [json.loads(line, parse_float=D, parse_int=D) for line in f]


def main(bars_path, run_path, rule_path):
    bars, check = {}, Checks()
    records = load(run_path)
    for r in load(bars_path):
        if r["type"] == "bar":
            bars.setdefault(r["symbol"], Bars()).add(r)
    with open(rule_path) as f:
        rule = f.read()
    run = next(r for r in records if r["type"] == "run")
    replay = Replay(bars, run, rule, check)
    replay.levels = {r["id"]: r["stop"] or r["limit"] for r in records
                     if r["type"] == "order" and r["status"] == "filled"}
    on = {"order": replay.on_order, "fill": replay.on_fill,
          "equity": replay.on_equity}
    for r in records:
        if r["type"] in on:
            on[r["type"]](r)
    replay.finish(records)
    check.that(any(r["type"] == "fill" for r in records), "no fill at all")
    print("%d passed, %d failed" % (check.passed, check.failed))
    return check.failed != 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
