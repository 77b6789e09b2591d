# SPDX-License-Identifier: GPL-3.0-or-later
"""For the fault tests: the tools, data for them, and what they leave behind."""
import gzip
import hashlib
import os
import random
import shutil
import subprocess
import tempfile

BIN = os.path.abspath(os.environ.get("RBT_BIN", "bin"))
FAULT = os.path.join(os.path.dirname(BIN), "fault", "fault.so")

RULE = """param n = 5 in 2..20
enter long when crossover(close, sma(close, n))
exit long when crossunder(close, sma(close, n))
stop loss 3%
size 50% of equity
"""

POLICY = b"""{"type": "policy", "name": "p", "about": "passes", "session": false,
 "checks": [
  {"name": "from", "about": "a", "type": "run", "key": "from",
   "compute": "age", "op": ">", "limit": 0},
  {"name": "sharpe", "about": "b", "type": "metrics", "key": "sharpe",
   "op": ">", "limit": -99}
 ]}
"""


class Tally:
    """Counts checks and says which did not hold."""

    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def check(self, good, what):
        if good:
            self.passed += 1
        else:
            self.failed += 1
            print("does not hold: " + what, flush=True)
        return good

    def done(self):
        print(f"{self.passed} passed, {self.failed} failed, "
              f"{self.skipped} skipped")
        return self.failed != 0


def csv_rows(symbol, n, first=0):
    """Rows of a random walk; the same for the same symbol."""
    rng = random.Random(symbol)
    cents, rows = 10000, []
    for i in range(first + n):
        old, cents = cents, max(100, cents + rng.randint(-150, 155))
        day = f"{2000 + i // 336:04}-{i // 28 % 12 + 1:02}-{i % 28 + 1:02}"
        rows.append(f"{symbol},{day},{old / 100},{(max(old, cents) + 40) / 100},"
                    f"{(min(old, cents) - 30) / 100},{cents / 100},{i * 7}\n")
    return "".join(rows[first:])


def long_rows():
    """Rows of minutes that an ingest does not hold in memory."""
    rows = ["time,open,high,low,close,volume\n"]
    for i in range(5 << 16):
        px = 100 + i * 7919 % 101 / 8
        rows.append(f"{1577836800 + 60 * i},{px},{px + 1},{px - 1},{px},{i}\n")
    return "".join(rows)


class World:
    """A folder with inputs, a bundle of version 1, and streams for more."""

    def __init__(self, rows=300):
        # In memory if possible: thousands of runs sync their files.
        memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.folder = tempfile.mkdtemp(prefix="rbt-fault-", dir=memory)
        self.data = self.path("data")
        self.env = dict(os.environ, RBT_DATA=self.data, RBT_NO_COLOR="1",
                        RBT_STATE=self.path("log"))
        header = "symbol,date,open,high,low,close,volume\n"
        old = header + csv_rows("AAA", rows) + csv_rows("BBB", rows // 2)
        new = header + csv_rows("BBB", rows, rows // 2) + csv_rows("CCC", rows)
        self.write("old.csv", old.encode())
        self.write("new.csv", new.encode())
        self.write("new.csv.gz", gzip.compress(new.encode(), mtime=0))
        self.write("s.rule", RULE.encode())
        self.write("p.json", POLICY)
        self.write("returns.csv", b"a,b\n" + b"".join(
            b"%d,%.4f\n" % (i, (i * 7919 % 101 - 49) / 5e3) for i in range(200)))
        self.old_stream = self.good("rbt-fetch", "csv", self.path("old.csv"))
        self.new_stream = self.good("rbt-fetch", "csv", self.path("new.csv"))
        self.long_stream = self.good("rbt-fetch", "csv", "--symbol", "LLL",
                                     "--period", "1m",
                                     "-", stdin=long_rows().encode())
        self.bundle = os.path.join(self.data, "b")
        self.good("rbt-bundle", "ingest", "b", stdin=self.old_stream)
        self.keep("b", "old")
        self.old_export = self.export()
        self.good("rbt-bundle", "ingest", "b", stdin=self.new_stream)
        self.new_export = self.export()
        self.good("rbt-bundle", "pack", "b", "-o", "new.tar.zst")
        self.restore("old")
        self.make_evidence()

    def make_evidence(self):
        """What the tools behind the backtest read: a run and its bars, the
        trials of a search, its tasks and their results."""
        search = ("-b", "b", "-s", "s.rule", "-p", "n=3..9:3")
        walk = search + ("--train", "40b", "--test", "20b")
        self.run_stream = self.good("rbt-backtest", "-b", "b", "-s", "s.rule",
                                    "-p", "n=6")
        self.trials = self.good("rbt-wfo", "sweep", *search, "--returns")
        self.tasks = self.good("rbt-wfo", "plan", "walk", *walk)
        self.results = self.good("rbt-wfo", "run", stdin=self.tasks)
        self.good("rbt-wfo", "walk", *walk, "--state", "state")
        with open(self.path("state"), "rb") as f:
            self.state = f.read()
        os.unlink(self.path("state"))
        self.search, self.walk = search, walk

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, data):
        with open(self.path(name), "wb") as f:
            f.write(data)

    def run(self, *argv, stdin=b"", fault=None, **more):
        """Runs a tool; gives its CompletedProcess.  A fault sets .reached."""
        env, mark = self.env, self.path("mark")
        if fault is not None:
            env = dict(env, LD_PRELOAD=FAULT, RBT_FAULT=fault,
                       RBT_FAULT_MARK=mark)
        more.setdefault("stdout", subprocess.PIPE)
        more.setdefault("stderr", subprocess.PIPE)
        p = subprocess.run((os.path.join(BIN, argv[0]),) + argv[1:],
                           input=stdin, env=env, timeout=120,
                           cwd=self.folder, check=False, **more)
        p.reached = os.path.exists(mark)
        if p.reached:
            os.unlink(mark)
        return p

    def good(self, *argv, **more):
        """The output of a run that has to succeed."""
        p = self.run(*argv, **more)
        if p.returncode != 0:
            raise SystemExit(f"{argv}: status {p.returncode}: {p.stderr}\n"
                             "0 passed, 1 failed")
        return p.stdout

    def export(self):
        return self.good("rbt-bundle", "export", "b")

    def keep(self, name, as_name):
        shutil.copytree(os.path.join(self.data, name), self.path(as_name))

    def restore(self, kept):
        """The bundle as it was kept; None: no bundle."""
        shutil.rmtree(self.bundle, ignore_errors=True)
        if kept is not None:
            shutil.copytree(self.path(kept), self.bundle)

    def snapshot(self):
        """Names and hashes of the bundle's files."""
        files = {}
        for name in sorted(os.listdir(self.bundle)):
            with open(os.path.join(self.bundle, name), "rb") as f:
                files[name] = hashlib.sha256(f.read()).hexdigest()
        return files

    def check_bundle(self, tally, what, allowed, then, stream):
        """The bundle is one of the allowed exports (None: there is none), the
        next ingest, of the stream, works, gives `then`, and leaves no temporary
        file."""
        p = self.run("rbt-bundle", "export", "b")
        if p.returncode == 0:
            tally.check(p.stdout in allowed, what + ": another content")
        else:
            tally.check(None in allowed and b"no bundle" in p.stderr,
                        f"{what}: no bundle any more: {p.stderr}")
        p = self.run("rbt-bundle", "ingest", "b", stdin=stream)
        if not tally.check(p.returncode == 0,
                           f"{what}: next ingest: {p.stderr}"):
            return
        tally.check(self.export() == then,
                    what + ": content behind the next ingest")
        stray = [n for n in os.listdir(self.bundle) if n.endswith(".tmp")]
        tally.check(not stray, f"{what}: left behind {stray}")

    def remove(self):
        shutil.rmtree(self.folder)
