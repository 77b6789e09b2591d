#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the examples of the manual pages.

A line of a literal block, or of .Dl, that begins with "$ " is a command; lines
that begin with "> " continue it, so do those behind a backslash or a bar and
those inside open quotes or a here-document.  What follows up to the next command is what it prints, on standard
output and standard error; where nothing follows, only its status has to be 0.
The commands of a page run in one folder that holds the files which they name.
Blocks under EXAMPLES of rbt-rule(5) without a command are rule files.

usage: manual.py BIN-FOLDER PAGE...
"""
import os, re, shutil, subprocess, sys, tempfile

SRC = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

# What the pages take for granted.  SPY and others are made up.
FIXTURES = r"""
cp "$SRC"/examples/acme.csv .
rename() { sed "s/SYN001/SPY/; s/SYN002/KO/; s/SYN003/PEP/; s/SYN004/MCD/"; }
rbt-fetch synth --calendar XNYS --seed 3 --symbols 4 --start 2019-01-01 --end 2022-12-31 | rename > panel.ndjson
rbt-bundle ingest -q us-daily --calendar XNYS < panel.ndjson
(echo Date,Open,High,Low,Close,Volume
sed -n '/"SPY"/s/.*"time":"\([^"]*\)".*"open":\([^,]*\),"high":\([^,]*\),"low":\([^,]*\),"close":\([^,]*\),"volume":\([^}]*\)}/\1,\2,\3,\4,\5,\6/p' panel.ndjson) > spy.csv
(echo Date,KO,PEP; echo 2024-01-02,60.5,170; echo 2024-01-03,60.75,) | xz > closes.csv.xz
(echo Date,Close/Last,Volume,Open,High,Low; echo '12/31/2024,"$1,234.50",7,$999,"$1,240.25",$998') > HistoricalData.csv
echo 60000,1.1,1.2,1.1,1.2,0,1.2,1.3,1.2,1.3,0 > eurusd && python3 -m zipfile -c 20140501_quote.zip eurusd
mkdir data.in && gzip < spy.csv > data.in/spy.txt.gz
rbt-fetch synth --calendar XNYS --seed 7 --symbols 3 --start 2020-01-01 --end 2020-01-02 | sed 's/"volume":[0-9]*/"volume":1/' > corrected.ndjson
rbt-backtest -b us-daily -s sma-cross.rule > run.ndjson
(echo Date,Open,High,Low,Close,Volume
echo 2024-01-02,472.16,473.67,470.49,472.65,123623700; echo 2024-01-03,470.43,471.19,468.17,468.79,103585900) > two.csv
rbt-fetch csv --symbol SPY two.csv | rbt-bundle ingest -q ./two --calendar XNYS && cp two/000001.seg .
"""


def blocks(page):
    """[(section, [line, ...])] of the literal text of a page."""
    out, section, block = [], "", None
    for line in open(page, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith(".Sh "):
            section = line[4:]
        elif line.startswith(".Dl "):
            out.append((section, [line[4:]]))
        elif line.startswith(".Bd -literal"):
            block = []
        elif line == ".Ed" and block is not None:
            out.append((section, block))
            block = None
        elif block is not None:
            block.append(line)
    return [(s, [re.sub(r"\\e", r"\\", re.sub(r"\\&", "", x)) for x in b]) for s, b in out]


def commands(block):
    """[[command, [line, ...]]] of a block."""
    out, going_on = [], False
    for line in block:
        if line.startswith("$ "):
            out.append([line[2:], []])
        elif out and line.startswith("> ") and not out[-1][1]:
            out[-1][0] += "\n" + line[2:]
        elif out and going_on:
            out[-1][0] += "\n" + line
        elif out:
            out[-1][1].append(line)
        if out:
            command = out[-1][0]
            here = re.search(r"<<'(\w+)'", command)
            going_on = not out[-1][1] and (
                command.endswith(("\\", "|")) or command.count("'") % 2 == 1
                or here is not None and not command.endswith("\n" + here.group(1)))
    return out


def tools_of(command):
    """The programs of a pipeline, roughly."""
    return {w for w in re.findall(r"(?:^|\| *)([a-z][a-z0-9-]*)", command)} & {"jq", "zstd"}


class Page:
    def __init__(self, bin_dir, path):
        self.path, self.counts = path, [0, 0, 0]
        self.dir = tempfile.mkdtemp()
        self.env = {"PATH": bin_dir + ":/usr/local/bin:/usr/bin:/bin", "HOME": self.dir, "SRC": SRC,
                    "RBT_DATA": self.dir + "/data", "RBT_SHARE": SRC + "/share/rbt"}
        self.env.update({k: v for k, v in os.environ.items() if k.endswith("SAN_OPTIONS")})

    def run(self, command):
        p = subprocess.run(["sh", "-c", command], cwd=self.dir, env=self.env, timeout=300,
                           stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return p.returncode, p.stdout.decode("utf-8", "replace").splitlines()

    def judge(self, command, want):
        if any(not shutil.which(t) for t in tools_of(command)):
            self.counts[2] += 1
            return
        status, got = self.run(command)
        good = status == 0 and (not want or got == want)
        self.counts[not good] += 1
        if not good:
            print("%s: $ %s\n  status %d" % (self.path, command, status))
            print("\n".join(["  want " + w for w in want] + ["  got  " + g for g in got[:40]]))

    def examples(self):
        status, got = self.run(FIXTURES)
        if status != 0:
            raise SystemExit("fixtures: %s" % "\n".join(got))
        text = open(self.path, encoding="utf-8").read()
        if "us-daily" not in text and "RBT-RULE" not in text:
            shutil.rmtree(self.dir + "/data/us-daily")
        for section, block in blocks(self.path):
            for command, want in commands(block):
                self.judge(command.replace(" data/", " data.in/"), want)
            if section == "EXAMPLES" and "RBT-RULE" in text and not commands(block):
                with open(self.dir + "/x.rule", "w", encoding="utf-8") as f:
                    f.write("\n".join(block) + "\n")
                self.judge("rbt-backtest -b us-daily -s x.rule > out", [])
        shutil.rmtree(self.dir)
        return self.counts


def main():
    total = [0, 0, 0]
    for path in sys.argv[2:]:
        total = [a + b for a, b in zip(total, Page(os.path.abspath(sys.argv[1]), path).examples())]
    print("%d passed, %d failed, %d skipped" % tuple(total))
    return total[1] != 0 or total[0] == 0


sys.exit(main())
