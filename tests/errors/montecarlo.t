# What rbt-montecarlo says about its options and about what it reads.

$ rbt-fetch synth --calendar XNYS --end 2011-12-31 | rbt-bundle ingest -q b --calendar XNYS
> rbt-backtest -b b -s sma-cross.rule > run.ndjson
> cat > t <<'SH'
> #!/bin/sh
> # t OPTION...: rbt-montecarlo on that run, records dropped
> exec rbt-montecarlo "$@" < run.ndjson > out
> SH
> chmod +x t

# Options.

$ ./t -m bootstrap
! rbt-montecarlo: --method: expected one of: stationary block iid permutation trade trade-permutation gbm garch jump; got 'bootstrap'
= 2

$ ./t --paths 0
! rbt-montecarlo: --paths: 0 is outside 1..1000000
= 2

$ ./t --paths 1000001
! rbt-montecarlo: --paths: 1000001 is outside 1..1000000
= 2

$ ./t --seed -1
! rbt-montecarlo: --seed: -1 is outside 0..9223372036854775807
= 2

$ ./t --horizon 0
! rbt-montecarlo: --horizon: 0 is outside 1..1000000
= 2

$ ./t --jobs 0
! rbt-montecarlo: --jobs: 0 is outside 1..256
= 2

$ ./t --block 0.5
! rbt-montecarlo: --block: 0.5 is outside 1..1000000
= 2

$ ./t -m iid --block 5
! rbt-montecarlo: --block: only stationary and block have blocks
= 2

$ ./t --drawdown 20
! rbt-montecarlo: --drawdown: 20 is outside 0..1
= 2

$ ./t --drawdown 0.3,0.2
! rbt-montecarlo: --drawdown: expected rising values above 0 and below 1
= 2

$ ./t --drawdown 0
! rbt-montecarlo: --drawdown: expected rising values above 0 and below 1
= 2

$ ./t --ruin ''
! rbt-montecarlo: --ruin: expected a number, got ''
= 2

$ ./t --ruin 0.01,0.02,0.03,0.04,0.05,0.06,0.07,0.08,0.09,0.1,0.11,0.12,0.13,0.14,0.15,0.16,0.17
! rbt-montecarlo: --ruin: more than 16 values
= 2

$ ./t --months 1.5
! rbt-montecarlo: --months: expected whole months
= 2

$ ./t --months 1,60
! rbt-montecarlo: --months: 60 months are 1260 returns, a path has 1 to 504
= 2

$ ./t -m permutation --horizon 1000
! rbt-montecarlo: --horizon: a permutation of 504 returns has no more
= 2

$ ./t --format csv
! rbt-montecarlo: --format: expected one of: ndjson table; got 'csv'
= 2

$ ./t run.ndjson
! rbt-montecarlo: unexpected operand 'run.ndjson'
= 2

# What is read.

$ rbt-montecarlo < /dev/null
! rbt-montecarlo: no run record on stdin
= 3

$ rbt-fetch synth --end 2010-06-30 | rbt-montecarlo
! rbt-montecarlo: no run record on stdin
= 3

$ head -n 100 run.ndjson | rbt-montecarlo
! rbt-montecarlo: stdin:100: the stream has no end after 99 records
= 3

$ cat run.ndjson run.ndjson | rbt-montecarlo
! rbt-montecarlo: stdin:566: a second run: expected the records of one
= 3

$ grep '"type":"run"\|"type":"trade"' run.ndjson | rbt-montecarlo
! rbt-montecarlo: stdin: equity of 0 sessions: at least 2 are needed
= 3

$ grep '"type":"run"\|"type":"equity"' run.ndjson | head -n 2 | rbt-montecarlo
! rbt-montecarlo: stdin: equity of 1 session: at least 2 are needed
= 3

$ grep '"type":"equity"' run.ndjson | rbt-montecarlo
! rbt-montecarlo: stdin:1: expected the run record before what belongs to it
= 3

$ grep '"type":"run"' run.ndjson | cat - run.ndjson | grep '"type":"run"\|"type":"equity"' | rbt-montecarlo
! rbt-montecarlo: stdin:2: a second run: expected the records of one
= 3

$ (grep '"type":"run"' run.ndjson; echo '{"type":"equity","time":"2010-01-04","equity":-5,"cash":-5,"flow":0}') | rbt-montecarlo
! rbt-montecarlo: stdin:2: equity is not above 0: there is no return after it
= 3

$ grep '"type":"run"\|"type":"equity"' run.ndjson | rbt-montecarlo -m trade
! rbt-montecarlo: the run has 0 closed trades, at least 2 are needed
= 3

$ grep '"type":"run"\|"type":"equity"' run.ndjson | head -n 20 | rbt-montecarlo -m garch
! rbt-montecarlo: GARCH needs at least 50 returns that differ, got 0
= 3

# The output.

$ rbt-montecarlo < run.ndjson > /dev/full
! rbt-montecarlo: writing standard output: No space left on device
= 4
