# From prices to a backtest: the tools together, through the front door and
# without it.

$ cp $SRC/examples/acme.csv .
> rbt fetch csv --symbol ACME --period 1d acme.csv | rbt bundle ingest acme --calendar XNYS
> rbt backtest -b acme -s sma-cross.rule -p fast=10 -p slow=30 --cash 100000 --commission bps=10 > run.ndjson
> grep -o '"final_equity":[^,]*' run.ndjson
"final_equity":116505.9131
! rbt-bundle: acme: version 1: 501 rows added, 0 replaced, 0 already there; 1 symbol, 501 rows

# Every stage counts what the one before it wrote.

$ rbt-fetch csv --symbol ACME acme.csv | tail -n 1
> rbt-bundle export acme | tail -n 1
> wc -l < run.ndjson; tail -n 1 run.ndjson
{"type":"end","records":501,"status":"ok","skipped":0}
{"type":"end","records":501,"status":"ok","skipped":0}
569
{"type":"end","records":567,"status":"ok","skipped":0}

# With and without a bundle, compressed or not, in one file or two, through an
# export or not: the same orders.

$ events() { grep '^{"type":"\(order\|fill\|trade\|equity\)"' | cksum; }
> run() { rbt-backtest -s sma-cross.rule --calendar XNYS --commission bps=10; }
> events < run.ndjson
> rbt-fetch csv --symbol ACME acme.csv | run | events
> xz < acme.csv | rbt-fetch csv --symbol ACME | run | events
> rbt-bundle export acme | run | events
> rbt-fetch csv --symbol ACME acme.csv | grep '"bar"' | run | events
> head -n 200 acme.csv > first.csv; (head -n 1 acme.csv; tail -n +201 acme.csv) > second.csv
> rbt-fetch csv --symbol ACME second.csv | rbt-bundle ingest -q halves
> rbt-fetch csv --symbol ACME first.csv | rbt-bundle ingest -q halves --calendar XNYS
> rbt-backtest -b halves -s sma-cross.rule --commission bps=10 | events
4171278363 55543
4171278363 55543
4171278363 55543
4171278363 55543
4171278363 55543
4171278363 55543

# Both bundles hold the same, so they have the same hash, and so has a copy.

$ rbt-bundle export acme | rbt-bundle ingest -q copy --calendar XNYS
> rbt-bundle list | sed -n 's/.*"bundle".*"sha256":"\([^"]*\)".*/\1/p' | sort -u | wc -l
1

# The same bytes whatever the locale, the time zone, the folder, the rest of the
# environment and the clock.

$ rbt-backtest -b acme -s sma-cross.rule --commission bps=10 | cmp - run.ndjson
> LC_ALL=de_DE.UTF-8 TZ=Asia/Tokyo rbt-backtest -b acme -s sma-cross.rule --commission bps=10 | cmp - run.ndjson
> (cd / && rbt-backtest -b acme -s sma-cross.rule --commission bps=10) | cmp - run.ndjson
> env -i "$(command -v rbt-backtest)" -b ./data/acme -s "$SRC/share/rbt/strategies/sma-cross.rule" --commission bps=10 | cmp - run.ndjson
! rbt-backtest: warning: not counted in the trial log: where is the trial log? set RBT_STATE, XDG_STATE_HOME or HOME

# A producer that fails: its message, its status where a shell is asked for it,
# and nothing in the bundle.

$ sed '100s/^\([^,]*\),[^,]*/\1,x/' acme.csv > bad.csv
> rbt-fetch csv --symbol ACME bad.csv | rbt-bundle ingest broken
! rbt-fetch: bad.csv:100:12: open: expected a number, got 'x'
! rbt-bundle: stdin:99: the stream has no end after 98 records
= 3

$ rbt-bundle list --names
acme
copy
halves

$ rbt-fetch csv --symbol ACME bad.csv | rbt-backtest -s sma-cross.rule | tail -n 1
! rbt-fetch: bad.csv:100:12: open: expected a number, got 'x'
! rbt-backtest: stdin:99: the stream has no end after 98 records

# A producer that is killed.

$ (sh -c 'rbt-fetch csv --symbol ACME acme.csv | head -c 20000; kill -9 $$'; :) 2> killed | rbt-bundle ingest broken
! rbt-bundle: stdin:151: column 84: text ends early: expected ':'
= 3

# The end of a pipe that closes early ends what stands before it.

$ rbt-bundle export acme | head -n 2 | cut -c 1-50
> rbt-backtest -b acme -s sma-cross.rule | head -n 2 | cut -c 1-24
{"type":"stream","v":1,"tool":"rbt-bundle","versio
{"type":"bar","symbol":"ACME","time":"2022-01-03",
{"type":"stream","v":1,"
{"type":"run","run_id":"

# Records pass through other programs: half of the bars, by a date.

$ rbt-bundle export acme | grep '"bar"' | awk -F '"' '$12 >= "2023-01-01"' | rbt-backtest -s sma-cross.rule --calendar XNYS |
> grep -o '"from":"[^"]*","to":"[^"]*"' | head -n 1
"from":"2023-01-03","to":"2023-12-29"

# Where the data lies.

$ unset RBT_DATA; export XDG_DATA_HOME=$PWD/xdg
> rbt-fetch csv --symbol ACME acme.csv | rbt-bundle ingest -q acme && ls xdg/rbt
acme

$ unset RBT_DATA
> rbt-fetch csv --symbol ACME acme.csv | rbt-bundle ingest -q acme && ls .local/share/rbt
acme

# A strategy is a file, or the name of one that comes with rbt; the file first.

$ for s in breakout rsi-revert sma-cross; do rbt-backtest -b acme -s $s.rule | grep -c '"type":"metrics"'; done
1
1
1

$ printf 'enter long when bar == 5\nsize 1 units\n' > sma-cross.rule
> rbt-backtest -b acme -s sma-cross.rule | grep -c '^{"type":"fill"'
> rbt-backtest -b acme -s ./sma-cross.rule | grep -c '^{"type":"fill"'
1
1
