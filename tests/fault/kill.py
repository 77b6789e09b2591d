#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills rbt-bundle ingest (SIGKILL) at moments spread over its run.

The bundle is then whole, in its old or its new version, and the next ingest
works.  usage: kill.py [N], 30 unless said otherwise.
"""
import os
import random
import signal
import subprocess
import sys
import time

sys.dont_write_bytecode = True
import world  # noqa: E402

ROWS = 2000  # of each symbol: an ingest takes some milliseconds


def start(w):
    with open(w.path("new.ndjson"), "rb") as f:
        return subprocess.Popen(
            (os.path.join(world.BIN, "rbt-bundle"), "ingest", "b"), stdin=f,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=w.env)


def duration(w):
    """Seconds of a whole run, the shortest of five."""
    shortest = float("inf")
    for _ in range(5):
        w.restore("old")
        began = time.monotonic()
        start(w).wait()
        shortest = min(shortest, time.monotonic() - began)
    return shortest


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    t, w = world.Tally(), world.World(ROWS)
    w.write("new.ndjson", w.new_stream)
    rng = random.Random(n)
    full, killed = duration(w), 0
    for i in range(n):
        w.restore("old")
        wait = full * (i + rng.random()) / n
        p = start(w)
        time.sleep(wait)
        p.kill()
        killed += p.wait() == -signal.SIGKILL
        allowed = (w.old_export, w.new_export)
        if p.returncode == 0:
            allowed = (w.new_export,)
        w.check_bundle(t, f"killed after {wait * 1e3:.1f} ms", allowed,
                       w.new_export)
    t.check(killed >= n // 4, f"only {killed} of {n} were killed in time")
    w.remove()
    return t.done()


if __name__ == "__main__":
    sys.exit(main())
