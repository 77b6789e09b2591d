# What rbt-montecarlo says about its options and about what it reads.

$ rbt-fetch synth --calendar XNYS --end 2011-12-31 | rbt-bundle ingest -q b --calendar XNYS
> rbt-backtest -b b -s sma-cross.rule > run.ndjson
> cat > t <<'SH'
> #!/bin/sh
> # t OPTION...: rbt-montecarlo on that run, records dropped
> exec rbt-montecarlo "$@" < run.ndjson > out
> SH
> chmod +x t
> cat > names <<'SH'
> #!/bin/sh
> # names COMMAND...: what it says, its hashes without their digits
> "$@" 2>&1 >out | sed 's/[0-9a-f]\{16\}/HASH/g'
> SH
> chmod +x names

# Options.

$ ./t -m bootstrap
! rbt-montecarlo: --method: expected one of: stationary block iid permutation trade trade-permutation gbm garch jump noise start costs; got 'bootstrap'
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

$ ./t -m iid --noise 0.1
! rbt-montecarlo: --noise belongs to the method noise
= 2

$ ./t -m noise --shift 5
! rbt-montecarlo: --shift belongs to the method start
= 2

$ ./t -m start --costs 1,2
! rbt-montecarlo: --costs belongs to the method costs
= 2

$ ./t -b b
! rbt-montecarlo: --bundle belongs to the methods noise, start and costs
= 2

$ ./t -s sma-cross.rule
! rbt-montecarlo: --strategy belongs to the methods noise, start and costs
= 2

$ ./t -m noise --noise 0
! rbt-montecarlo: --noise: 0 is outside 1e-06..100
= 2

$ ./t -m start --shift 503
! rbt-montecarlo: --shift: a run of 504 sessions can start 502 later, and not 503
= 2

$ ./t -m start --shift 500 --months 1
! rbt-montecarlo: --months: 1 months are 21 returns, a path has 1 to 4
= 2

$ ./t -m costs --costs 2
! rbt-montecarlo: --costs: expected two numbers, such as 0.5,2
= 2

$ ./t -m costs --costs 2,1
! rbt-montecarlo: --costs: expected a smaller number before a larger one
= 2

$ ./t -m costs --costs 1,x
! rbt-montecarlo: --costs: expected a number, got 'x'
= 2

$ ./t -m noise --horizon 100
! rbt-montecarlo: --horizon: a run that is run again is as long as it is
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
! rbt-montecarlo: GARCH needs at least 50 returns that differ, got 0; the equity moved in 0 of 19 sessions, stationary and block need no model
= 3

# What the strategy cannot be run again on.

$ ./t -m costs
! rbt-montecarlo: the run has no costs that could be others: neither commission nor slippage
= 3

$ rbt-backtest -b b -s sma-cross.rule --slippage bps=6000 > dear.ndjson
> rbt-montecarlo -m costs < dear.ndjson
! rbt-montecarlo: 2 times the costs of the run leave no price
= 3

$ ./t -m noise -b c
! rbt-montecarlo: no bundle at ...
= 2

$ ./t -m noise -s none.rule
! rbt-montecarlo: --strategy: there is no file 'none.rule'
= 2

$ (cat $RBT_SHARE/strategies/sma-cross.rule; echo '# changed') > sma-cross.rule
> ./names ./t -m noise; ./t -m noise 2> said
rbt-montecarlo: the strategy sma-cross.rule is not what the run was made with: its content is HASH, the run's was HASH
= 3

$ rm sma-cross.rule
> rbt-fetch synth --calendar XNYS --seed 9 --end 2011-12-31 | rbt-bundle ingest -q other --calendar XNYS
> ./names ./t -m noise -b other; ./t -m noise -b other 2> said
rbt-montecarlo: the bundle other is not what the run was made with: its content is HASH, the run's was HASH
= 3

$ sed 's/"cash":100000,/"cash":200000,/' run.ndjson > rich.ndjson
> ./names rbt-montecarlo -m start < rich.ndjson; rbt-montecarlo -m start < rich.ndjson 2> said
rbt-montecarlo: the run HASH cannot be run again: its record gives a run HASH here; it comes from another version of rbt, or was changed
= 3

$ rbt-bundle export b | rbt-backtest -q -s sma-cross.rule --calendar XNYS > piped.ndjson
> rbt-montecarlo -m noise < piped.ndjson
! rbt-montecarlo: the bars of the run came from a pipe; only a run on a bundle can be run again
= 3

$ (echo 'enter long when close > 0'; echo 'size 1 units') | rbt-backtest -b b -s - > piped.ndjson
> rbt-montecarlo -m noise < piped.ndjson
! rbt-montecarlo: the rule file of the run came from a pipe; say where it is with -s FILE
= 2

# A variance that only grows has no value to come back to.

$ (grep '"type":"run"' run.ndjson; awk 'BEGIN { e = 100000
>     for (i = 0; i < 100; i++) { e *= 1 + (i % 2 ? -1 : 1) * (1 + i / 100) / 100
>         printf "{\"type\":\"equity\",\"time\":\"2024-%02d-%02d\",\"equity\":%.2f,\"cash\":1,\"flow\":0}\n", 1 + i / 28, 1 + i % 28, e } }') > wild.ndjson
> rbt-montecarlo -m garch < wild.ndjson > out
! rbt-montecarlo: GARCH: alpha + beta is 1, so there is no long-run variance; the equity moved in 100 of 100 sessions, stationary and block need no model
= 3

# The output.

$ rbt-montecarlo < run.ndjson > /dev/full
! rbt-montecarlo: writing standard output: No space left on device
= 4
