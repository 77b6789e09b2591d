# What rbt-wfo says about searches that cannot be done, and about lines of
# tasks, results, runs and trials that are not as they should be.

$ rbt-fetch synth --calendar XNYS --seed 5 --end 2011-12-31 | rbt-bundle ingest -q b --calendar XNYS
> cat > t <<'SH'
> #!/bin/sh
> # t COMMAND OPTION...: rbt-wfo on that bundle, records dropped
> c=$1; shift
> exec rbt-wfo "$c" -b b -s sma-cross.rule "$@" > out
> SH
> cat > hash <<'SH'
> #!/bin/sh
> # hash: what it reads with X in place of the digits of hashes
> sed 's/[0-9a-f]\{64\}/X/g; s/\(task\|run\|search\) [0-9a-f]\{12,16\}/\1 X/g'
> SH
> cat > r <<'SH'
> #!/bin/sh
> # r SCRIPT: reduces results that were edited by sed
> sed "$1" < done | rbt-wfo reduce 2> why > out
> s=$?
> ./hash < why
> exit $s
> SH
> cat > o <<'SH'
> #!/bin/sh
> # o SCRIPT: overfit of a sweep that was edited by sed
> sed "$1" < sweep | rbt-wfo overfit 2> why > out
> s=$?
> ./hash < why
> exit $s
> SH
> chmod +x t hash r o

# Searches.

$ rbt-wfo plan -b b -s sma-cross.rule
! rbt-wfo: expected one of the commands sweep walk cpcv sensitivity
= 2

$ rbt-wfo plan swep -b b -s sma-cross.rule
! rbt-wfo: expected one of the commands sweep walk cpcv sensitivity; got 'swep'
= 2

$ ./t sweep -p slow=10..200:0.0000001
! rbt-wfo: the grid has too many points; use --method random or lhs, or narrow it with -p NAME=LO..HI:STEP
= 2

$ ./t sensitivity -p fast=2..50:0.001
! rbt-wfo: trial 50: sma-cross.rule:5:16: expected a whole number in 1..100000 for 'n' of sma, got 2.001
!     a = sma(close, fast)
!                    ^
= 2

$ ./t sweep --objective drawdown
! rbt-wfo: --objective: no figure 'drawdown'; did you mean 'max_drawdown'?
= 2

$ ./t sweep --objective 'sharpe - pnl'
! rbt-wfo: --objective: no figure 'pnl'; see rbt-metrics(5)
= 2

$ ./t cpcv --folds 20 --test-folds 10
! rbt-wfo: --folds 20 --test-folds 10: more than 100000 splits
= 2

$ ./t cpcv --folds 40 --test-folds 1 --start 2010-01-04 --end 2010-01-29
! rbt-wfo: 19 bars do not make 40 folds
= 2

$ for i in $(seq 17); do echo "param p$i = 1 in 1..2"; done > many.rule
> echo 'enter long when close > 1' >> many.rule
> echo 'size 1 units' >> many.rule
> rbt-wfo sweep -b b -s many.rule
! rbt-wfo: more than 16 parameters with a range; set some with -p
= 2

# Tasks and results.

$ rbt-wfo plan sweep -b b -s sma-cross.rule -p fast=4..6 -p slow=20 > tasks
> rbt-wfo run < tasks > done
> for script in 's/"id":"[0-9a-f]*"/"id":"12"/' 's/"first":1,/"first":0,/' 's/"args":.*]/"args":3/' 's/"args":.*]/"args":[]/' 's/"args":.*]/"args":[3]/' 's/"args":.*]/"args":["-b","b"]/' 's/"args":.*]/"args":["sweep","--x"]/'; do
>   head -n 1 tasks | sed "$script" | rbt-wfo run
> done
! rbt-wfo: stdin:1: id: expected a hash
! rbt-wfo: stdin:1: first, points: expected numbers above 0
! rbt-wfo: stdin:1: args: expected a list
! rbt-wfo: stdin:1: args: expected a command
! rbt-wfo: stdin:1: args[0]: expected a string, got 3
! rbt-wfo: stdin:1: args: expected a command
! rbt-wfo: stdin:1: unknown option '--x'
= 2

$ ./r '1s/"trials":.*]/"trials":3/'
rbt-wfo: stdin:1: trials: expected a list
= 3

$ ./r '1s/"trials":\[{"type":"trial","search_id":"./&0/'
rbt-wfo: a trial of another search
= 3

$ ./r '1s/"window":null/"window":2/'
rbt-wfo: trial 1 of window 2 is not one of the search
= 3

$ ./r '1s/"params":{[^}]*}/"params":[]/'
rbt-wfo: params: expected an object
= 3

$ ./r '1s/"sharpe":/"skew":1,"skew":2,"sharpe":/'
rbt-wfo: a trial's record: second key 'skew'
= 3

$ (cat done; head -n 1 done | sed 's/"sharpe":[^,]*/"sharpe":9/') > twice
> rbt-wfo reduce < twice 2> why > out || ./hash < why
rbt-wfo: stdin:4: task X came before with another result

# A require that leaves nothing.

$ (cat "$RBT_SHARE"/strategies/sma-cross.rule; echo 'require fast > 100') > none.rule
> for c in sweep 'sweep --method lhs' 'walk --train 1y --test 3m' cpcv sensitivity; do
>     rbt-wfo $c -b b -s none.rule -p fast=4..6 -p slow=20 > out || echo "$? $(grep -c '"trial"\|"end"' out)"
> done
> rbt-wfo plan sweep -b b -s none.rule -p fast=4..6 -p slow=20 | rbt-wfo run | rbt-wfo reduce > out || echo $?
1 0
1 0
1 0
1 0
1 0
1
! rbt-wfo: no trial: the strategy allows no point of the space
! rbt-wfo: no trial: the strategy allows no point of the space
! rbt-wfo: no trial: the strategy allows no point of the space
! rbt-wfo: no trial: the strategy allows no point of the space
! rbt-wfo: no trial: the strategy allows no point of the space
! rbt-wfo: no trial: the strategy allows no point of the space

# Runs and trials.

$ rbt-wfo sweep -b b -s sma-cross.rule -p fast=4..6 -p slow=20 --returns > sweep
> rbt-backtest -b b -s sma-cross.rule -p fast=9 > run
> cat run sweep | rbt-wfo overfit 2> why > out || ./hash < why
rbt-wfo: the run X is none of the trials of the search X

$ sed 's/"kind":"rule","sha256":"/&1/' run | rbt-wfo overfit --trial-log
! rbt-wfo: strategy.sha256: expected 64 digits
= 3

$ ./o '3s/"run_id":"/&1/'
rbt-wfo: stdin:3: run_id: expected 64 digits
= 3

$ ./o '4s/"search_id":"[0-9a-f]*"/"search_id":"1"/'
rbt-wfo: stdin:4: search_id: expected 64 digits
= 3

$ ./o '4s/"search_id":"[0-9a-f]*./"search_id":"'$(printf '%064d' 0)'"/'
rbt-wfo: stdin:4: a trial of another search
= 3

$ ./o '4s/"returns":.*]/"returns":7/'
rbt-wfo: stdin:4: returns: expected a list
= 3

$ ./o '4s/,"returns":.*]//'
rbt-wfo: 2 of 3 trials have returns: expected all or none
= 3

$ printf '0.1,0.2\n0.1\n' > ragged.csv
> rbt-wfo overfit --returns ragged.csv --column 2
! rbt-wfo: ragged.csv:2: 1 field, expected at least 2
= 3
