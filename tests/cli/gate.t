# rbt-gate: each check of each policy passes, fails and is missing; what does
# not belong together is refused; the same evidence gives the same bytes.

$ rbt-fetch synth --seed 5 --end 2015-12-31 | rbt-bundle ingest -q b --calendar XNYS
> set -- -b b -s sma-cross.rule --commission bps=5
> rbt-wfo sweep "$@" -p fast=4..12:4 -p slow=20..40:20 --returns > sweep
> rbt-wfo walk "$@" -p fast=4..12:4 -p slow=20..40:20 --train 1y --test 3m > walk
> rbt-backtest "$@" -p fast=4 -p slow=20 > run
> rbt-montecarlo -n 1000 < run > mc
> cat run sweep | rbt-wfo overfit > overfit
> id=$(sed -n 's/.*"type":"run","run_id":"\([^"]*\)".*/\1/p' run)
> echo '{"type":"lookahead","run_id":"'$id'","clean":true,"checks":10,"first_difference":null}' > lookahead
> cat > t <<'SH'
> #!/bin/sh
> # t POLICY OPTION...: what stands in the way in the evidence on standard input
> p=$1; shift
> rbt-gate -p "$p" --as-of 2016-01-10 "$@" 2> why > out
> s=$?
> sed 's/^rbt-gate: //; s/\(run\|search\) [0-9a-f]\{12\}/\1 X/; s/not [0-9a-f]\{12\}/not Y/' why
> exit $s
> SH
> cat > with <<'SH'
> #!/bin/sh
> # with TYPE SCRIPT: all evidence, the lines of that type edited by sed
> cat run walk mc overfit lookahead | sed "/\"type\":\"$1\"/{$2;}"
> SH
> cat > good <<'SH'
> #!/bin/sh
> # good: the evidence with figures that pass, for policies that ask for them
> ./with metrics 's/"sharpe":[^,]*/"sharpe":1.2/; s/"max_drawdown":[^,]*/"max_drawdown":0.1/' |
>     sed 's/"stability":[^,]*/"stability":0.9/; s/"dsr":[^,]*/"dsr":0.99/; s/"pbo":[^,]*/"pbo":0.1/; s/"min_trl":[^,]*/"min_trl":700/'
> SH
> chmod +x t with good

# A real run alone: what is missing is named, and comes before what fails.

$ ./t backtest < run
backtest: 9 of 16 checks have no evidence: age_search, fill_oos, lookahead, windows, sharpe_oos, mc_paths, dsr, pbo, track_record; 2 of 16 checks failed: sharpe, max_drawdown
= 3

$ cat run walk mc overfit lookahead | ./t backtest
backtest: 5 of 16 checks failed: sharpe, max_drawdown, sharpe_oos, stability, pbo
= 1

$ ./good | ./t backtest

# Each check of it, beyond its limit and without its value.

$ for e in 'run/"to":"[^"]*"/"to":"2015-12-09"' 'search/"to":"[^"]*"/"to":"2015-12-09"' \
>     'run/"from":"[^"]*"/"from":"2013-01-09"' 'metrics/"sharpe":1.2/"sharpe":0.99' \
>     'metrics/"sharpe":1.2/"sharpe":null' 'metrics/"max_drawdown":0.1/"max_drawdown":0.2' \
>     'metrics/"fees":[0-9.]*,"slippage_cost":[0-9.]*/"fees":0,"slippage_cost":0' \
>     'run/"fill":"[^"]*"/"fill":"same-close"' 'search/"fill":"[^"]*"/"fill":"same-close"' \
>     'lookahead/"clean":true/"clean":false' 'lookahead/"clean":true/"clean":null' \
>     'walk/"windows":20/"windows":9' 'walk/"stability":0.9/"stability":0.4' \
>     'walk/"stability":0.9/"stability":null' 'mc/"paths":1000/"paths":999' \
>     'overfit/"dsr":0.99/"dsr":0.94' 'overfit/"dsr":0.99/"dsr":null' \
>     'overfit/"pbo":0.1/"pbo":0.5' 'overfit/"min_trl":700/"min_trl":1600'; do
>     ./good | sed "/\"type\":\"${e%%/*}\"/s/${e#*/}/" | ./t backtest
>     echo "$?"
> done
backtest: 1 of 16 checks refuse the evidence: age_run
3
backtest: 1 of 16 checks refuse the evidence: age_search
3
backtest: 1 of 16 checks failed: years
1
backtest: 1 of 16 checks failed: sharpe
1
backtest: 2 of 16 checks have no evidence: sharpe, sharpe_oos
3
backtest: 1 of 16 checks failed: max_drawdown
1
backtest: 1 of 16 checks failed: costs
1
backtest: 1 of 16 checks failed: fill
1
backtest: 1 of 16 checks failed: fill_oos
1
backtest: 1 of 16 checks failed: lookahead
1
backtest: 1 of 16 checks have no evidence: lookahead
3
backtest: 1 of 16 checks failed: windows
1
backtest: 1 of 16 checks failed: stability
1
0
backtest: 1 of 16 checks failed: mc_paths
1
backtest: 1 of 16 checks failed: dsr
1
backtest: 1 of 16 checks have no evidence: dsr
3
backtest: 1 of 16 checks failed: pbo
1
backtest: 1 of 16 checks failed: track_record
1

$ for type in run search metrics lookahead walk mc overfit; do
>     ./good | grep -v '"type":"\(stream\|end\)"' | grep -v "\"type\":\"$type\"" | ./t backtest
>     echo "$?"
> done
backtest: there is no run; 3 of 16 checks have no evidence: age_run, years, fill
3
backtest: walk of line 3254 is of a search that is not there (and 1 more); 2 of 16 checks have no evidence: age_search, fill_oos
3
backtest: 4 of 16 checks have no evidence: sharpe, max_drawdown, costs, sharpe_oos
3
backtest: 1 of 16 checks have no evidence: lookahead
3
backtest: 1 of 16 checks have no evidence: windows
3
backtest: 1 of 16 checks have no evidence: mc_paths
3
backtest: 3 of 16 checks have no evidence: dsr, pbo, track_record
3

# What does not belong together.

$ cat run run walk walk mc overfit lookahead | ./t backtest
backtest: 5 of 16 checks failed: sharpe, max_drawdown, sharpe_oos, stability, pbo
= 1
$ (cat run; ./with metrics 's/"sharpe":[^,]*/"sharpe":9/') | ./t backtest
backtest: metrics of line 3715 disagrees with an earlier record of the same; 4 of 16 checks failed: sharpe, max_drawdown, stability, pbo
= 3
$ rbt-backtest -b b -s sma-cross.rule -p fast=8 -p slow=20 > other
> cat run other walk mc overfit lookahead | ./t backtest
backtest: run of line 1860 is of another run X, not Y; 6 of 16 checks failed: sharpe, max_drawdown, costs, sharpe_oos, stability, pbo
= 3
$ rbt-montecarlo -n 1000 < other | cat run walk - overfit lookahead | ./t backtest
backtest: mc of line 3262 is of another run X, not Y; 5 of 16 checks failed: sharpe, max_drawdown, sharpe_oos, stability, pbo
= 3
$ rbt-backtest -b b -s sma-cross.rule --commission bps=5 -p fast=8 -p slow=20 | cat - sweep | rbt-wfo overfit | cat run walk mc - lookahead | ./t backtest
backtest: overfit of line 3278 is of another run X, not Y; 7 of 16 checks failed: sharpe, max_drawdown, sharpe_oos, stability, dsr, pbo, track_record
= 3
$ rbt-wfo walk -b b -s sma-cross.rule --commission bps=5 -p fast=5..9:4 -p slow=20..40:20 --train 1y --test 3m | cat run - mc | ./t backtest
backtest: search of line 1860 did not try the run's fast; 4 of 16 checks have no evidence: lookahead, dsr, pbo, track_record; 3 of 16 checks failed: sharpe, max_drawdown, stability
= 3
$ rbt-wfo walk -b b -s rsi-revert.rule --train 1y --test 3m | cat run - | ./t backtest
backtest: search of line 1860 is of another strategy 1a6b30ec0e60, not Y (and 2 more); 5 of 16 checks have no evidence: lookahead, mc_paths, dsr, pbo, track_record; 5 of 16 checks failed: sharpe, max_drawdown, costs, sharpe_oos, stability
= 3
$ rbt-fetch synth --seed 6 --end 2015-12-31 | rbt-bundle ingest -q c --calendar XNYS
> rbt-wfo walk -b c -s sma-cross.rule -p fast=4..12:4 -p slow=20..40:20 --train 1y --test 3m | cat run - | ./t backtest
backtest: search of line 1860 is of another bundle 4225a7f00386, not Y; 5 of 16 checks have no evidence: lookahead, mc_paths, dsr, pbo, track_record; 4 of 16 checks failed: sharpe, max_drawdown, costs, stability
= 3

# Moments are no evidence, whatever they say.

$ rbt-wfo overfit --moments sharpe=0.5,n=2000,trials=2,sd=0.01 | cat run walk mc lookahead - | ./t backtest
backtest: 3 of 16 checks have no evidence: dsr, pbo, track_record; 4 of 16 checks failed: sharpe, max_drawdown, sharpe_oos, stability
= 3

# A stream that is cut short, lines that are none.

$ head -n 100 run | ./t backtest
stdin:100: the stream has no end after 99 records
= 3
$ cat run walk | head -n 4000 | sed '$d' | ./t backtest
stdin:3259: the stream has no end after 1400 records
= 3
$ echo nonsense | ./t backtest
stdin:1: column 1: expected '{'
= 3
$ ./t backtest < /dev/null
backtest: there is no run; 15 of 16 checks have no evidence: age_run, age_search, years, sharpe, max_drawdown, costs, fill, fill_oos, lookahead, windows, sharpe_oos, mc_paths, dsr, pbo, track_record
= 3

# The age is counted to the day given; data from later than that has none.

$ cat run walk mc overfit lookahead > all; for d in 2016-01-31 2016-02-01 2015-12-30 2015-12-29; do rbt-gate -p backtest --as-of $d < all 2> why > out; jq -c 'select(.name == "age_run") | [.value, .verdict, .note]' out; done
[31,"pass",null]
[32,"refused",null]
[-1,"pass",null]
[null,"missing","to is no time before the day asked about"]
$ rbt-gate -p backtest < all 2>&1 > out | cut -c 1-60; jq -r 'select(.type == "verdict").as_of' out | grep -c "$(date -u +%F)"
rbt-gate: backtest: 2 of 16 checks refuse the evidence: age_
1

# The same bytes, and what they are; a file is there whatever the answer.

$ rbt-gate -p backtest --as-of 2016-01-10 < all > one 2> /dev/null; rbt-gate -p backtest --as-of 2016-01-10 -o two < all 2> /dev/null; echo $?; cmp one two
1
$ cut -c 1-60 one
{"type":"stream","v":1,"tool":"rbt-gate","version":"0.1.0","
{"type":"check","name":"age_run","value":10,"op":"<=","limit
{"type":"check","name":"age_search","value":10,"op":"<=","li
{"type":"check","name":"years","value":5.987679671457905,"op
{"type":"check","name":"sharpe","value":0.9120653003614768,"
{"type":"check","name":"max_drawdown","value":0.263440741198
{"type":"check","name":"costs","value":4600.979895,"op":">",
{"type":"check","name":"fill","value":"next-open","op":"!=",
{"type":"check","name":"fill_oos","value":"next-open","op":"
{"type":"check","name":"lookahead","value":true,"op":"==","l
{"type":"check","name":"windows","value":20,"op":">=","limit
{"type":"check","name":"sharpe_oos","value":0.74904379418675
{"type":"check","name":"stability","value":0.231577101482812
{"type":"check","name":"mc_paths","value":1000,"op":">=","li
{"type":"check","name":"dsr","value":0.9805819812610003,"op"
{"type":"check","name":"pbo","value":0.25384615384615383,"op
{"type":"check","name":"track_record","value":1.858807013426
{"type":"verdict","policy":"backtest","policy_sha256":"0633a
{"type":"end","records":17,"status":"ok","skipped":0}
$ jq -c 'select(.type == "verdict") | [.policy, .verdict, .as_of, .checks, .failed, .missing, .refused, .n_trials, .params, .from, .to, .account]' one
["backtest","fail","2016-01-10",16,5,0,0,6,{"fast":4,"slow":20},"2010-01-04","2015-12-31",null]
$ jq -r 'select(.type == "verdict").params_sha256' one; printf '{"fast":4,"slow":20}' | sha256sum
bba447eab31f8e9ef375db71a46b8e4e52cf74e6507576a93ac55bba42ddbe4e
bba447eab31f8e9ef375db71a46b8e4e52cf74e6507576a93ac55bba42ddbe4e  -
$ jq -r 'select(.type == "verdict").evidence_sha256' one > a; sha256sum < all | cut -c 1-64 | cmp - a
$ rbt-gate -p backtest --as-of 2016-01-10 --format table < all 2> /dev/null
policy backtest, as of 2016-01-10
sma-cross.rule on b: fast=4 slow=20
|
  check                         value    limit        source         verdict
  age_run                          10 <= 31           run:2          pass
  age_search                       10 <= 31           search:1860    pass
  years                         5.988 >= 2.98         run:2          pass
  sharpe                       0.9121 >= 1            metrics:1857   fail
  max_drawdown                 0.2634 <  0.2          metrics:1857   fail
  costs                          4601 >  0            metrics:3259   pass
  fill                      next-open != same-close   run:2          pass
  fill_oos                  next-open != same-close   search:1860    pass
  lookahead                      true == true         lookahead:3280 pass
  windows                          20 >= 10           walk:3258      pass
  sharpe_oos                    0.749 >= 0.8          metrics:3259   fail
  stability                    0.2316 >= 0.5          walk:3258      fail
  mc_paths                       1000 >= 1000         mc:3262        pass
  dsr                          0.9806 >= 0.95         overfit:3278   pass
  pbo                          0.2538 <  0.2          overfit:3278   fail
  track_record                  1.859 >= 1            overfit:3278   pass
|
verdict: fail, 5 of 16 checks failed: sharpe, max_drawdown, sharpe_oos, stability, pbo
= 1
