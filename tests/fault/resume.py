#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills searches that keep a state (SIGKILL) at moments spread over their run,
several times each, and lets them go on.

What they write in the end, and their state, are then those of a run that nobody
disturbed; after each kill the whole lines of the state are its first ones.
usage: resume.py [N], N searches of each kind, 6 unless said otherwise.
"""
import os
import random
import signal
import subprocess
import sys
import time

sys.dont_write_bytecode = True
import world  # noqa: E402

ROWS = 1000
KILLS = 3  # of one search
SEARCH = ("-b", "b", "-s", "s.rule")
KINDS = {
    "sweep": ("sweep", "--method", "random", "-n", "600", "--seed", "5",
              "--returns"),
    "walk": ("walk", "--train", "300b", "--test", "50b"),
    "cpcv": ("cpcv", "--folds", "6", "--test-folds", "2", "--purge", "5b"),
    "bayes": ("sweep", "--method", "bayes", "-n", "18"),
}


def command(kind, state, jobs):
    head, *rest = KINDS[kind]
    return (os.path.join(world.BIN, "rbt-wfo"), head, *SEARCH, *rest,
            "--state", state, "-j", str(jobs))


def run(w, kind, state, jobs=2):
    return subprocess.run(command(kind, state, jobs), cwd=w.folder, env=w.env,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          timeout=120, check=False)


def read(path):
    try:
        with open(path, "rb") as f:
            return f.read()
    except FileNotFoundError:
        return b""


def kill(w, kind, state, wait):
    """Whether the search was still there to be killed."""
    p = subprocess.Popen(command(kind, state, 2), cwd=w.folder, env=w.env,
                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(wait)
    p.kill()
    return p.wait() == -signal.SIGKILL


def disturb(t, w, kind, n):
    """n searches of a kind; how many kills came in time, and how many of
    those left a part of the state."""
    state, rng, killed, parts = w.path("state"), random.Random(kind), 0, 0
    began = time.monotonic()
    p = run(w, kind, state, 1)
    full, want, whole = time.monotonic() - began, p.stdout, read(state)
    t.check(p.returncode == 0, f"{kind}: status {p.returncode}: {p.stderr}")
    for i in range(n):
        os.unlink(state)
        for k in range(KILLS):
            wait = full * (i + rng.random()) / n / (k + 1)
            killed += kill(w, kind, state, wait)
            left = read(state)
            lines = left[:left.rfind(b"\n") + 1]
            parts += 0 < len(lines) < len(whole)
            t.check(whole.startswith(lines),
                    f"{kind}: state of another run after {wait * 1e3:.1f} ms")
        p = run(w, kind, state)
        t.check(p.returncode == 0 and p.stdout == want,
                f"{kind}: gone on with: status {p.returncode}, other bytes")
        t.check(read(state) == whole, f"{kind}: another state in the end")
    os.unlink(state)
    return killed, parts


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 6
    t, w = world.Tally(), world.World(ROWS)
    for kind in KINDS:
        killed, parts = disturb(t, w, kind, n)
        t.check(killed >= n and parts > 0, f"{kind}: only {killed} kills came "
                f"in time, {parts} behind the first result")
    w.remove()
    return t.done()


if __name__ == "__main__":
    sys.exit(main())
