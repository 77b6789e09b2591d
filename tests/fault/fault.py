#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the tools while the machine fails.

The Nth call of malloc, open, write ... fails (tests/fault/fault.c), for all N
until a run no longer gets there; --quick leaves out most N of the calls that
are made often.  A run may succeed with the right output or say on standard
error what is wrong and end with status 4; it may not crash, and a bundle is
whole afterwards, in its old or its new version.
"""
import os
import re
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
import world  # noqa: E402

CALLS = ("open", "close", "read", "write", "fsync", "rename", "link", "mkdir",
         "mmap", "malloc", "thread")
FEW = 25  # N of a call that --quick takes


class Scenario:
    """A command with its input; a bundle to start with and the end of it; a
    file of output; the first part of a state that it goes on from; how many
    trials a log has then that was not there before.  One that takes long is
    not run with as many faults."""

    def __init__(self, name, argv, stdin=b"", start=None, changes=False,
                 file=None, state=None, log=None, statuses=(0, 4), long=False):
        self.long = long
        self.state, self.log = state, log
        self.statuses = statuses
        self.name, self.argv, self.stdin = name, argv, stdin
        self.start, self.changes, self.file = start, changes, file


def scenarios(w):
    backtest = ("rbt-backtest", "-s", w.path("s.rule"), "--symbols", "AAA")
    return (
        Scenario("fetch csv", ("rbt-fetch", "csv", "new.csv")),
        Scenario("fetch csv.gz", ("rbt-fetch", "csv", "-o", "out",
                                  "new.csv.gz"), file="out"),
        Scenario("fetch csv repair",
                 ("rbt-fetch", "csv", "--on-bad", "repair", "-"),
                 stdin=(world.csv_rows("AAA", 1).join(
                     ("symbol,date,open,high,low,close\n", "x\n"))).encode()
                 + b"A,2024-01-02,1,2,1,1\n",
                 # A file that cannot be read is left out, and none remains.
                 statuses=(0, 3, 4)),
        Scenario("fetch synth", ("rbt-fetch", "synth", "--end", "2010-09-30")),
        Scenario("ingest", ("rbt-bundle", "ingest", "b"), changes=True,
                 stdin=w.new_stream),
        Scenario("ingest more", ("rbt-bundle", "ingest", "b"), changes=True,
                 stdin=w.new_stream, start="old"),
        Scenario("ingest long", ("rbt-bundle", "ingest", "b"), changes=True,
                 stdin=w.long_stream, long=True),
        Scenario("export", ("rbt-bundle", "export", "b"), start="old"),
        Scenario("info", ("rbt-bundle", "info", "b"), start="old"),
        Scenario("info table", ("rbt-bundle", "info", "--format", "table",
                                "b"), start="old"),
        Scenario("list", ("rbt-bundle", "list"), start="old"),
        Scenario("verify", ("rbt-bundle", "verify", "b"), start="old"),
        Scenario("pack", ("rbt-bundle", "pack", "b", "-o", "out.zip"),
                 start="old", file="out.zip"),
        Scenario("unpack", ("rbt-bundle", "unpack", "--replace",
                            "new.tar.zst", "b"), changes=True, start="old"),
        Scenario("backtest", backtest + ("-b", "b"), start="old"),
        Scenario("backtest report", backtest + ("-b", "b", "--format",
                                                "table"), start="old"),
        Scenario("backtest pipe", backtest, stdin=w.old_stream),
        Scenario("sweep", ("rbt-wfo", "sweep", "-j", "1", "--returns",
                           *w.search), start="old"),
        Scenario("sweep pipe", ("rbt-wfo", "sweep", "-s", "s.rule", "-p",
                                "n=3..6:3", "-j", "1", "--symbols", "AAA"),
                 stdin=w.old_stream),
        Scenario("walk", ("rbt-wfo", "walk", "-j", "2", "-o", "out",
                          *w.walk), start="old", file="out"),
        Scenario("walk state", ("rbt-wfo", "walk", "-j", "1", "--state",
                                "state", *w.walk), start="old",
                 state=w.state[:len(w.state) * 5 // 9]),
        Scenario("sweep log", ("rbt-wfo", "sweep", "-j", "1", *w.search),
                 start="old", log=b"3"),
        # To SQLite a file that cannot be read is a damaged one.
        Scenario("trials", ("rbt-wfo", "trials", "--each"),
                 statuses=(0, 3, 4)),
        Scenario("overfit log", ("rbt-wfo", "overfit", "--trial-log",
                                 "--reps", "20"), stdin=w.run_stream,
                 statuses=(0, 3, 4)),
        Scenario("plan", ("rbt-wfo", "plan", "walk", *w.walk), start="old"),
        Scenario("run", ("rbt-wfo", "run", "-j", "1"), stdin=w.tasks,
                 start="old"),
        Scenario("reduce", ("rbt-wfo", "reduce"), stdin=w.results,
                 start="old"),
        Scenario("overfit", ("rbt-wfo", "overfit", "--reps", "20"),
                 stdin=w.run_stream + w.trials),
        Scenario("overfit returns", ("rbt-wfo", "overfit", "--returns",
                                     "returns.csv", "--column", "b")),
        Scenario("montecarlo", ("rbt-montecarlo", "-n", "100", "-j", "1"),
                 stdin=w.run_stream),
        Scenario("montecarlo table", ("rbt-montecarlo", "-n", "100", "-j", "2",
                                      "--format", "table", "-o", "out"),
                 stdin=w.run_stream, file="out"),
        Scenario("montecarlo noise", ("rbt-montecarlo", "-m", "noise", "-n",
                                      "5", "-j", "1"), stdin=w.run_stream,
                 start="old"),
        Scenario("backtest again", backtest + ("-b", "b", "--check-lookahead",
                                               "--sensitivity"), start="old"),
        Scenario("gate", ("rbt-gate", "--policy", "./p.json", "--as-of",
                          "2020-01-01"), stdin=w.run_stream),
        Scenario("help", ("rbt-fetch", "--help")),
    )


def output_of(w, s, p):
    """What a run gave: its file if it names one, else standard output."""
    if s.file is None:
        return p.stdout
    path = w.path(s.file)
    if not os.path.exists(path):
        return None
    with open(path, "rb") as f:
        return f.read()


def clean(w, s):
    for name in os.listdir(w.folder):
        if name == s.file or name.startswith(".rbt-"):
            os.unlink(w.path(name))
    if s.start is not None or s.changes:
        w.restore(s.start)
    if s.state is not None:
        w.write("state", s.state)
    if s.log is not None:
        shutil.rmtree(w.path("log"), ignore_errors=True)


def judge(t, w, s, fault, p, want):
    """One run under a fault that was reached."""
    what = f"{s.name}, {fault}"
    got = output_of(w, s, p)
    t.check(p.returncode in s.statuses,
            f"{what}: status {p.returncode}: {p.stderr}")
    if p.returncode == 0:
        t.check(got == want, what + ": status 0 with other output")
    else:
        t.check(p.stderr.strip() != b"", what + ": no message")
        t.check(got is None or want.startswith(got),
                what + ": output that is not the start of the right one")
    if s.file is not None:
        stray = [n for n in os.listdir(w.folder) if n.startswith(".rbt-")]
        t.check(not stray, f"{what}: left behind {stray}")
    if s.state is not None:
        p = w.run(*s.argv)
        t.check(p.returncode == 0 and p.stdout == want,
                f"{what}: the next run: {p.stderr}")
        with open(w.path("state"), "rb") as f:
            t.check(f.read() == w.state, what + ": the state behind it")
    if s.log is not None:
        w.good(*s.argv)
        tried = re.findall(rb'"n_trials":(\d+)', w.good("rbt-wfo", "trials"))
        t.check(tried == [s.log], f"{what}: the trial log has {tried}")
    if s.changes:
        new = w.new_export if s.start else w.fresh_export
        old = w.old_export if s.start else None
        w.check_bundle(t, what, (new,) if p.returncode == 0 else (old, new),
                       new, s.stdin if s.long else w.new_stream)


def count_calls(w, s, call):
    """How often a run makes a call."""
    low, high = 0, 1
    while reaches(w, s, call, high):
        low, high = high, 2 * high
    while high - low > 1:
        mid = (low + high) // 2
        if reaches(w, s, call, mid):
            low = mid
        else:
            high = mid
    return low


def reaches(w, s, call, n):
    clean(w, s)
    return w.run(*s.argv, stdin=s.stdin, fault=f"{call}:{n}").reached


def loop(t, w, s, call, quick, want):
    total = count_calls(w, s, call)
    few = FEW // 8 if s.long else FEW
    stride = max(1, total // few) if quick else 1
    for n in range(1, total + 1, stride):
        for more in ("", "+"):
            if more and (quick and call == "malloc"):
                continue
            fault = f"{call}:{n}{more}"
            clean(w, s)
            p = w.run(*s.argv, stdin=s.stdin, fault=fault)
            # How a pipe is cut into reads is not the same in each run, nor
            # how often two threads have to allocate.
            varies = call == "read" or (call == "malloc" and "2" in s.argv)
            t.check(p.reached or varies,
                    f"{s.name}, {fault}: not reached")
            judge(t, w, s, fault, p, want)
    return total


def run_scenario(t, w, s, quick):
    clean(w, s)
    p = w.run(*s.argv, stdin=s.stdin)
    want = output_of(w, s, p)
    t.check(p.returncode == 0 and (want or s.changes),
            f"{s.name}: status {p.returncode}: {p.stderr}")
    if not os.path.exists(world.FAULT):
        t.skipped += 1
        return
    if s.changes:
        w.fresh_export = w.export()
    for call in CALLS:
        total = loop(t, w, s, call, quick, want)
        if not quick:
            print(f"{s.name}: {total} calls of {call}", flush=True)
    if s.long:
        return
    clean(w, s)
    p = w.run(*s.argv, stdin=s.stdin, fault="short")
    t.check(p.returncode == 0 and output_of(w, s, p) == want,
            f"{s.name}, short reads and writes: {p.stderr}")


def main():
    quick = "--quick" in sys.argv[1:] or len(sys.argv) == 1
    t, w = world.Tally(), world.World(rows=120 if quick else 300)
    try:
        for s in scenarios(w):
            run_scenario(t, w, s, quick)
    except subprocess.TimeoutExpired as e:
        t.check(False, str(e))
    w.remove()
    return t.done()


if __name__ == "__main__":
    sys.exit(main())
