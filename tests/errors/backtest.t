# What rbt-backtest says about its options, about data, and about rules that
# are right but cannot be run on them.

$ rbt-fetch synth --symbols 3 --end 2010-06-30 | rbt-bundle ingest -q b --calendar XNYS
> cat > t <<'SH'
> #!/bin/sh
> # t OPTION...: rbt-backtest on that bundle, records dropped
> exec rbt-backtest -b b -s sma-cross.rule "$@" > out
> SH
> chmod +x t

# What to run, and on what.

$ rbt-backtest -b b
! rbt-backtest: expected a strategy: -s FILE.rule
= 2

$ rbt-backtest -b b -s nowhere.rule
! rbt-backtest: --strategy: there is no file 'nowhere.rule'
= 2

$ rbt-backtest -b b -s .
! rbt-backtest: .: reading: Is a directory
= 4

$ rbt-backtest -b nowhere -s sma-cross.rule
! rbt-backtest: no bundle at $PWD/data/nowhere
= 2

$ rbt-backtest -b bb -s sma-cross.rule
! rbt-backtest: no bundle at $PWD/data/bb; did you mean 'b'?
= 2

$ rbt-backtest -s - < /dev/null
! rbt-backtest: -s -: the bars are on standard input; use -b
= 2

$ cat "$RBT_SHARE/strategies/sma-cross.rule" | rbt-backtest -b b -s - | grep -o '"strategy":{"name":"[^"]*"'
"strategy":{"name":"-"

$ rbt-backtest -s sma-cross.rule < /dev/null
! rbt-backtest: no bars on stdin
= 3

$ echo 'Date,Open,High,Low,Close' | rbt-backtest -s sma-cross.rule
! rbt-backtest: stdin:1: column 1: expected '{'
= 3

$ rbt-fetch synth --end 2010-06-30 | head -n 50 | rbt-backtest -s sma-cross.rule
! rbt-backtest: stdin:50: the stream has no end after 49 records
= 3

$ (rbt-fetch synth --end 2010-06-30; rbt-fetch synth --end 2010-06-30) | rbt-backtest -s sma-cross.rule > out
! rbt-backtest: stdin:133: time 2010-01-01 is before 2010-06-30 of the row before: rows must be in rising order
= 3

$ (rbt-fetch synth --end 2010-01-10 --symbols 2; rbt-fetch synth --end 2010-01-10 --period 1h) | rbt-backtest -s sma-cross.rule > out
! rbt-backtest: stdin:16: a second period: all bars of a run have one
= 3

$ echo '{"type":"bar","symbol":"A","time":"2024-01-02","period":"1d","open":1,"high":2,"low":0.5,"close":3,"volume":null}' |
> rbt-backtest -s sma-cross.rule
! rbt-backtest: stdin:1: close 3 above high 2
= 3

$ rbt-bundle list | rbt-backtest -s sma-cross.rule
! rbt-backtest: no bars on stdin
= 3

# What was done to bars of a pipe, and what was taken for granted.

$ echo '{"type":"bar","symbol":"A","time":"2024-01-02","period":"1d","open":1.123456785,"high":2,"low":1,"close":1,"volume":null}' |
> rbt-backtest -s sma-cross.rule > out
! rbt-backtest: warning: bars rounded to 8 decimals: 1
! rbt-backtest: calendar weekdays is assumed from the dates; --calendar names another

# Symbols.

$ ./t --symbols SYN001,SYN004
! rbt-backtest: --symbols: no symbol 'SYN004' in the data; did you mean 'SYN001'?
= 2

$ ./t --symbols SYN001,SYN001

$ ./t --symbols ''
! rbt-backtest: --symbols: no symbol '' in the data
= 2

$ ./t --symbols SYN001,
! rbt-backtest: --symbols: no symbol '' in the data
= 2

$ ./t --benchmark SPY
! rbt-backtest: --benchmark: no symbol 'SPY' in the data
= 2

# Money and dates.

$ ./t --cash 0
! rbt-backtest: --cash: expected an amount above 0, got '0'
= 2

$ ./t --cash -5
! rbt-backtest: --cash: expected an amount above 0, got '-5'
= 2

$ ./t --cash 100k
! rbt-backtest: --cash: expected a number, got '100k'
= 2

$ ./t --cash 1e30
! rbt-backtest: --cash overflow: 1e30
= 2

$ ./t --start 2010-13-01
! rbt-backtest: --start: there is no day '2010-13-01'
= 2

$ ./t --start 2010-06-30 --end 2010-01-04
! rbt-backtest: --start is after --end
= 2

$ ./t --start 2030-01-01
! rbt-backtest: no bar between --start and --end
= 2

$ ./t --end yesterday
! rbt-backtest: --end: expected a date like 2024-01-02, got 'yesterday'
= 2

$ ./t --end 2010-01-04T25:00:00Z
! rbt-backtest: --end: expected a date or time like 2024-01-02T14:30:00Z, got '2010-01-04T25:00:00Z'
= 2

$ ./t --end 2262-04-11
! rbt-backtest: --end: 2262-04-11 is outside 1678..2261
= 2

# Words.

$ ./t --fill open
! rbt-backtest: --fill: expected one of: next-open same-close next-close; got 'open'
= 2

$ ./t --intrabar best
! rbt-backtest: --intrabar: expected one of: stop-first target-first; got 'best'
= 2

$ ./t --equity tick
! rbt-backtest: --equity: expected one of: session bar; got 'tick'
= 2

$ ./t --format csv
! rbt-backtest: --format: expected one of: ndjson table; got 'csv'
= 2

$ ./t --calendar NYSE
! rbt-backtest: unknown calendar 'NYSE': known are XNYS, weekdays and 24/7
= 2

# Costs.

$ ./t --commission 10
! rbt-backtest: --commission: expected none, bps=N, per-share=N or per-order=N, behind it ,min=N and ,max=N or ,max=N%, got '10'
= 2

$ ./t --commission bps
! rbt-backtest: --commission: expected none, bps=N, per-share=N or per-order=N, behind it ,min=N and ,max=N or ,max=N%, got 'bps'
= 2

$ ./t --commission bps=-1
! rbt-backtest: --commission: expected none, bps=N, per-share=N or per-order=N, behind it ,min=N and ,max=N or ,max=N%, got 'bps=-1'
= 2

$ ./t --commission bps=x
! rbt-backtest: --commission: expected none, bps=N, per-share=N or per-order=N, behind it ,min=N and ,max=N or ,max=N%, got 'bps=x'
= 2

$ ./t --commission bsp=1
! rbt-backtest: --commission: expected none, bps=N, per-share=N or per-order=N, behind it ,min=N and ,max=N or ,max=N%, got 'bsp=1'
= 2

$ ./t --commission bps=1,min=2

$ ./t --commission per-share=0.01,max=5

$ ./t --commission per-share=0.01,min=1,min=2
! rbt-backtest: --commission: expected none, bps=N, per-share=N or per-order=N, behind it ,min=N and ,max=N or ,max=N%, got 'per-share=0.01,min=1,min=2'
= 2

$ ./t --slippage spread=1
! rbt-backtest: --slippage: expected none, bps=N (below 10000) or fixed=N, got 'spread=1'
= 2

$ ./t --slippage bps=10000
! rbt-backtest: --slippage: expected none, bps=N (below 10000) or fixed=N, got 'bps=10000'
= 2

$ ./t --slippage fixed=-1
! rbt-backtest: --slippage: expected none, bps=N (below 10000) or fixed=N, got 'fixed=-1'
= 2

$ ./t --lot -1
! rbt-backtest: --lot: expected 0 or more, got '-1'
= 2

$ ./t --lot x
! rbt-backtest: --lot: expected a number, got 'x'
= 2

$ ./t --rf -2
! rbt-backtest: --rf: -2 is outside -0.99..10
= 2

$ ./t --rf much
! rbt-backtest: --rf: expected a number, got 'much'
= 2

# Money that does not fit.

$ printf 'enter long when bar == 0\nsize 90000000000 units\n' > big.rule
> printf 'Date,Open,High,Low,Close\n2024-01-02,1,9e10,1,1\n2024-01-03,9e10,9e10,1,9e10\n2024-01-04,9e10,9e10,1,9e10\n' |
> rbt-fetch csv --symbol A | rbt-backtest -s big.rule --calendar XNYS | grep '"order"'
{"type":"order","time":"2024-01-02","id":1,"symbol":"A","side":"buy","qty":90000000000,"order_type":"market","limit":null,"stop":null,"tif":"gtc","status":"accepted","reason":"entry","parent":null,"tag":null}
{"type":"order","time":"2024-01-03","id":1,"symbol":"A","side":"buy","qty":90000000000,"order_type":"market","limit":null,"stop":null,"tif":"gtc","status":"rejected","reason":"buying_power","parent":null,"tag":null}

# A bundle that is damaged gives no result.

$ cp -r data/b data/flip
> printf X | dd of=data/flip/000001.seg bs=1 seek=700 conv=notrunc 2> dd.log
> rbt-backtest -b flip -s sma-cross.rule > out
! rbt-backtest: $PWD/data/flip/000001.seg: damaged: column time is not what was ingested for SYN001
= 3

$ cp -r data/b data/cut
> head -c 400 data/b/000002.seg > data/cut/000002.seg
> rbt-backtest -b cut -s sma-cross.rule > out
! rbt-backtest: $PWD/data/cut/000002.seg: damaged or truncated: number of columns
= 3

# Standard output that is full, or closed by its reader.

$ rbt-backtest -b b -s sma-cross.rule > /dev/full
! rbt-backtest: writing standard output: No space left on device
= 4

$ rbt-backtest -b b -s sma-cross.rule | head -n 1 | cut -c 1-40
{"type":"stream","v":1,"tool":"rbt-backt

$ rbt-backtest -b b -s sma-cross.rule -o nowhere/run.ndjson
! rbt-backtest: nowhere/run.ndjson: No such file or directory
= 4

# The benchmark's bytes are held against their checksums too.

$ rbt-backtest -b flip -s sma-cross.rule --symbols SYN002 | tail -n 1
{"type":"end","records":131,"status":"ok","skipped":0}

$ rbt-backtest -b flip -s sma-cross.rule --symbols SYN002 --benchmark SYN001 > out
! rbt-backtest: $PWD/data/flip/000001.seg: damaged: column time is not what was ingested for SYN001
= 3

# Other assumptions: without costs there is nothing to multiply, and five times
# a quarter of the price leaves none.

$ ./t --sensitivity; grep -c '"sensitivity"' out
9
! rbt-backtest: warning: --sensitivity: no costs to multiply; see --commission and --slippage
$ ./t -q --sensitivity --slippage bps=2500
! rbt-backtest: --sensitivity: costs 5: they leave no price
= 3
$ ./t -q --sensitivity --slippage fixed=40
! rbt-backtest: --sensitivity: costs 2: slippage leaves no price at SYN001 2010-04-19
= 3
