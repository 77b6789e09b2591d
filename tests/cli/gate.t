# rbt-gate on what was only simulated: each check passes, fails and is missing;
# what does not belong together is refused; the same evidence gives the same bytes.

$ rbt-fetch synth --seed 5 --calendar XNYS --end 2015-12-31 --volatility 0.15 --effect momentum=-0.4 |
>     rbt-bundle ingest -q b --calendar XNYS
> cat > revert.rule <<'RULE'
> param n = 5 in 2..10
> param level = 30 in 10..50
> enter long when rsi(close, n) < level
> exit long when rsi(close, n) > 100 - level
> size 100% of equity
> RULE
> cat > evidence <<'SH'
> #!/bin/sh
> # evidence OPTION...: run, walk, mc and overfit of the planted edge
> set -- -b b -s revert.rule --commission bps=2 "$@"
> rbt-wfo sweep "$@" -p n=2..4:1 -p level=30..45:5 --returns > sweep
> rbt-wfo walk "$@" -p n=2..4:1 -p level=30..45:5 --train 1y --test 3m > walk
> rbt-backtest "$@" -p n=2 -p level=45 --check-lookahead > run
> rbt-montecarlo -n 1000 < run > mc
> cat run sweep | rbt-wfo overfit > overfit
> cat run walk mc overfit > all
> SH
> cat > t <<'SH'
> #!/bin/sh
> # t POLICY OPTION...: what stands in the way in the evidence on standard input
> p=$1; shift
> rbt-gate --policy "$p" --as-of 2016-01-10 "$@" 2> why > out
> s=$?
> sed 's/^rbt-gate: //; s/\(another [a-z]*\) [0-9a-f]\{12\}/\1 X/; s/not [0-9a-f]\{12\}/not Y/' why
> exit $s
> SH
> cat > without <<'SH'
> #!/bin/sh
> # without TYPE: all evidence but the lines of that type, its streams put right
> grep -v "\"type\":\"$1\"" all | awk '/"type":"stream"/ { n = -1 }
>     /"type":"end"/ { sub(/"records":[0-9]+/, "\"records\":" n) } { n++; print }'
> SH
> chmod +x t without evidence; ./evidence

# All of it, in any order; a real run alone: what is missing is named.

$ ./t backtest < all
$ cat overfit mc walk sweep run | ./t backtest
$ cat run run walk walk mc overfit overfit | ./t backtest
$ ./t backtest < run
backtest: 14 of 23 checks have no evidence: age_search, windows, years_oos, choice, sharpe_oos, stability, mc_paths, trials, confidence, benchmark, dsr, pbo_blocks, pbo, track_record
= 3
$ ./t backtest < /dev/null
backtest: there is no run; 23 of 23 checks have no evidence: age_run, age_search, years, calendar, rf, sharpe, max_drawdown, costs, fill, lookahead, windows, years_oos, choice, sharpe_oos, stability, mc_paths, trials, confidence, benchmark, dsr, pbo_blocks, pbo, track_record
= 3

# Each check, beyond its limit and without its value.

$ for e in 'run/"to":"[^"]*"/"to":"2015-12-09"' 'search/"to":"[^"]*"/"to":"2015-12-09"' \
>     'run/"from":"[^"]*"/"from":"2013-01-09"' 'run/"annualization":252/"annualization":365' \
>     'run/"annualization":252/"annualization":null' 'run/"rf":0/"rf":null' \
>     'metrics/"sharpe":[^,]*/"sharpe":0.99' 'metrics/"scope":"run"\(.*\)"sharpe":[^,]*/"scope":"run"\1"sharpe":null' \
>     'metrics/"scope":"oos"\(.*\)"sharpe":[^,]*/"scope":"oos"\1"sharpe":null' \
>     'metrics/"max_drawdown":0[^,]*/"max_drawdown":0.2' 'metrics/"max_drawdown":0[^,]*/"max_drawdown":null' \
>     'metrics/"fees":[0-9.]*/"fees":0' 'metrics/"fees":[0-9.]*/"fees":null' \
>     'run/"fill":"[^"]*"/"fill":"same-close"' 'run/"fill":"[^"]*"/"fill":null' \
>     'lookahead/"clean":true/"clean":false' 'lookahead/"clean":true/"clean":null' \
>     'walk/"windows":20/"windows":9' 'walk/"windows":20/"windows":null' \
>     'window/"n_trials":12/"n_trials":1' 'window/"n_trials":12/"n_trials":null' \
>     'walk/"n":0[^,]*/"n":0.49' 'walk/"n":0[^,]*/"n":null' 'walk/"param_stability":{[^}]*}/"param_stability":{}' \
>     'mc/"paths":1000/"paths":999' 'mc/"paths":1000/"paths":null' \
>     'overfit/"run_id":"\(.*\)"n_trials":12/"run_id":"\1"n_trials":11' 'overfit/"run_id":"\(.*\)"n_trials":12/"run_id":"\1"n_trials":null' \
>     'overfit/"run_id":null\(.*\)"n_trials":12/"run_id":null\1"n_trials":13' \
>     'overfit/"pbo_blocks":16/"pbo_blocks":null' 'overfit/"confidence":0.95/"confidence":null' 'overfit/"benchmark_sharpe":0/"benchmark_sharpe":null' \
>     'overfit/"dsr":[^,]*/"dsr":0.94' 'overfit/"dsr":[^,]*/"dsr":null' \
>     'overfit/"pbo":[^,]*/"pbo":0.2' 'overfit/"pbo":[^,]*/"pbo":null' \
>     'overfit/"min_trl":[^,]*/"min_trl":1600' 'overfit/"min_trl":[^,]*/"min_trl":null'; do
>     sed "/\"type\":\"${e%%/*}\"/s/${e#*/}/" all | ./t backtest
>     echo "$?"
> done
backtest: metrics of line 3829 is of another time than its run; 1 of 23 checks refuse the evidence: age_run
3
backtest: 1 of 23 checks refuse the evidence: age_search
3
backtest: metrics of line 3829 is of another time than its run; 1 of 23 checks failed: years
3
backtest: search of line 3833 is of another annualization 252, not 365; 1 of 23 checks refuse the evidence: calendar
3
backtest: 2 of 23 checks have no evidence: calendar, years_oos
3
backtest: 1 of 23 checks have no evidence: rf
3
backtest: 1 of 23 checks failed: sharpe
1
backtest: 1 of 23 checks have no evidence: sharpe
3
backtest: 1 of 23 checks have no evidence: sharpe_oos
3
backtest: 1 of 23 checks failed: max_drawdown
1
backtest: 1 of 23 checks have no evidence: max_drawdown
3
backtest: 1 of 23 checks failed: costs
1
backtest: 1 of 23 checks have no evidence: costs
3
backtest: search of line 3833 is of another fill next-open, not same-close; 1 of 23 checks failed: fill
3
backtest: 1 of 23 checks have no evidence: fill
3
backtest: 1 of 23 checks failed: lookahead
1
backtest: 1 of 23 checks have no evidence: lookahead
3
backtest: 1 of 23 checks failed: windows
1
backtest: 1 of 23 checks have no evidence: windows
3
backtest: 1 of 23 checks failed: choice
1
backtest: 1 of 23 checks have no evidence: choice
3
backtest: 1 of 23 checks failed: stability
1
backtest: 1 of 23 checks have no evidence: stability
3
backtest: 1 of 23 checks have no evidence: stability
3
backtest: 1 of 23 checks failed: mc_paths
1
backtest: 1 of 23 checks have no evidence: mc_paths
3
backtest: 1 of 23 checks failed: trials
1
backtest: 1 of 23 checks have no evidence: trials
3
backtest: 1 of 23 checks failed: trials
1
backtest: 1 of 23 checks have no evidence: pbo_blocks
3
backtest: 1 of 23 checks have no evidence: confidence
3
backtest: 1 of 23 checks have no evidence: benchmark
3
backtest: 1 of 23 checks failed: dsr
1
backtest: 1 of 23 checks have no evidence: dsr
3
backtest: 1 of 23 checks failed: pbo
1
backtest: 1 of 23 checks have no evidence: pbo
3
backtest: 1 of 23 checks failed: track_record
1
backtest: 1 of 23 checks failed: track_record
1

$ for type in run search metrics equity lookahead walk mc overfit; do
>     ./without $type | ./t backtest
>     echo "$?"
> done
backtest: there is no run; 6 of 23 checks have no evidence: age_run, years, calendar, rf, fill, years_oos
3
backtest: window of line 4073 is of a search that is not there (and 3 more); 3 of 23 checks have no evidence: age_search, years_oos, trials
3
backtest: 4 of 23 checks have no evidence: sharpe, max_drawdown, costs, sharpe_oos
3
backtest: 2 of 23 checks have no evidence: calendar, years_oos
3
backtest: 1 of 23 checks have no evidence: lookahead
3
backtest: 2 of 23 checks have no evidence: windows, stability
3
backtest: 1 of 23 checks have no evidence: mc_paths
3
backtest: 7 of 23 checks have no evidence: trials, confidence, benchmark, dsr, pbo_blocks, pbo, track_record
3

# What does not belong together.

$ (cat run; sed '/"metrics"/s/"sharpe":[^,]*/"sharpe":9/' run) | cat - walk mc overfit | ./t backtest
backtest: metrics of line 7660 disagrees with an earlier record of the same
= 3
$ (cat walk; sed '/"walk"/s/"windows":20/"windows":40/' walk) | cat run - mc overfit | ./t backtest
backtest: walk of line 6874 disagrees with an earlier record of the same
= 3
$ rbt-backtest -b b -s revert.rule --commission bps=2 -p n=3 -p level=45 > other; cat other all | ./t backtest
backtest: run of line 3188 is of another run X, not Y (and 3 more)
= 3
$ rbt-montecarlo -n 1000 < other | cat run walk - overfit | ./t backtest
backtest: mc of line 5356 is of another run X, not Y
= 3
$ cat other sweep | rbt-wfo overfit | cat run walk mc - | ./t backtest
backtest: overfit of line 5372 is of another run X, not Y
= 3
$ sed '/"lookahead"/s/"run_id":"./"run_id":"x/' all | ./t backtest
backtest: lookahead of line 3830 is of another run x8fcd573dbaa, not Y
= 3
$ set -- --commission bps=2 -p n=3..4:1 -p level=30..45:5 --train 1y --test 3m
> rbt-wfo walk -b b -s revert.rule "$@" | cat run - mc overfit | ./t backtest
backtest: search of line 3833 did not try the run's n; 1 of 23 checks failed: stability
= 3
$ sed 's/10/11/' revert.rule > another.rule; rbt-wfo walk -b b -s another.rule --commission bps=2 -p n=2..4:1 -p level=30..45:5 --train 1y --test 3m | cat run - mc overfit | ./t backtest
backtest: search of line 3833 is of another strategy X, not Y
= 3
$ rbt-fetch synth --seed 6 --calendar XNYS --end 2015-12-31 | rbt-bundle ingest -q c --calendar XNYS
> rbt-wfo walk -b c -s revert.rule --commission bps=2 -p n=2..4:1 -p level=30..45:5 --train 1y --test 3m | cat run - mc overfit | ./t backtest
backtest: search of line 3833 is of another bundle X, not Y; 2 of 23 checks failed: sharpe_oos, stability
= 3
$ for e in mc/run_id lookahead/run_id walk/search_id; do
>     sed "/\"type\":\"${e%/*}\"/s/\"${e#*/}\":\"[^\"]*\",//" all | ./t backtest
> done; sed '/"overfit"/s/"\(run\|search\)_id":"[^"]*",//g' all | ./t backtest
backtest: mc of line 5356 names no run
backtest: lookahead of line 3830 names no run
backtest: walk of line 5351 is of a search that is not there
backtest: overfit of line 5353 is of no run and no search; 3 of 23 checks have no evidence: trials, dsr, track_record
= 3

# Numbers that somebody gave are no evidence, whatever they say.

$ rbt-wfo overfit --moments sharpe=0.5,n=2000,trials=12,sd=0.01 | cat run walk mc - | ./t backtest
backtest: 4 of 23 checks have no evidence: trials, dsr, pbo, track_record
= 3
$ seq 1000 | awk '{ print ($1 % 3 - 0.9) / 100 }' > returns; rbt-wfo overfit --returns returns | cat run walk mc - | ./t backtest
backtest: 4 of 23 checks have no evidence: trials, dsr, pbo, track_record
= 3
$ (./without lookahead; grep '"lookahead"' run) | ./t backtest
backtest: lookahead of line 5373 stands in no stream
= 3

# What a trader might try whose strategy is not good enough.  Interest that is
# below nothing, a year of 365 sessions, options that the search did without:

$ mv all good; ./evidence --rf -0.1; ./t backtest < all
backtest: 1 of 23 checks refuse the evidence: rf
= 3
$ ./evidence --calendar 24/7; ./t backtest < all
backtest: 1 of 23 checks refuse the evidence: calendar
= 3
$ ./evidence --fill same-close; ./t backtest < all
backtest: 1 of 23 checks failed: fill
= 1
$ ./evidence; rbt-wfo walk -b b -s revert.rule -p n=2..4:1 -p level=30..45:5 --train 1y --test 3m | cat run - mc overfit | ./t backtest
backtest: search of line 3833 is of another commission none, not bps=2; 1 of 23 checks failed: costs
= 3

# A walk that has nothing to choose, that is short, a search that is forgotten:

$ cmp all good; rbt-wfo walk -b b -s revert.rule --commission bps=2 -p n=2 -p level=45..45:5 --train 1y --test 3m | cat run - mc overfit | ./t backtest
backtest: 1 of 23 checks failed: choice
= 1
$ rbt-wfo walk -b b -s revert.rule --commission bps=2 -p n=2..4:1 -p level=30..45:5 --train 1y --test 1w --step 5m | cat run - mc overfit | ./t backtest
backtest: 1 of 23 checks failed: years_oos
= 1
$ rbt-wfo sweep -b b -s revert.rule --commission bps=2 -p n=2 -p level=40..45:5 --returns | cat run - | rbt-wfo overfit | cat run walk mc - | ./t backtest
backtest: 1 of 23 checks failed: trials
= 1
$ cat run sweep | rbt-wfo overfit --confidence 0.6 | cat run walk mc - | ./t backtest
backtest: 1 of 23 checks refuse the evidence: confidence
= 3
$ cat run sweep | rbt-wfo overfit --blocks 2 | cat run walk mc - | ./t backtest
backtest: 1 of 23 checks refuse the evidence: pbo_blocks
= 3
$ cat run sweep | rbt-wfo overfit --benchmark-sharpe -1 | cat run walk mc - | ./t backtest
backtest: 1 of 23 checks refuse the evidence: benchmark
= 3

# Points that a require excludes are no trials, of the search or of its statistics.

$ mkdir tight; (cat revert.rule; echo 'require n * 10 <= level') > tight/revert.rule; (cd tight; ../evidence; grep -o '"points":[0-9]*' walk; jq '.n_trials // empty' overfit; cd ..; ./t backtest < tight/all)
"points":12
10
$ cd tight; rbt-wfo walk -b b -s revert.rule --commission bps=2 -p n=2..5:3 -p level=45 --train 1y --test 3m > one; grep -o '"points":[0-9]*' one; cat run one mc overfit | ../t backtest
"points":2
backtest: 1 of 23 checks failed: choice
= 1

# Figures of the tests for those of the run, two short walks for a long one,
# the good half of two walks:

$ (grep '"metrics"' walk | sed 's/"oos"/"run"/'; cat run) | awk 'NR == 1 { figures = $0; next } /"metrics"/ { print figures; next } { print }' | cat - walk mc overfit | ./t backtest
backtest: metrics of line 3829 is of another time than its run
= 3
$ for s in 2010-01-01 2013-01-01; do rbt-wfo walk -b b -s revert.rule --commission bps=2 -p n=2..4:1 -p level=30..45:5 --train 1y --test 4m --start $s --end $((${s%%-*} + 2))-12-31; done > two; grep -c '"type":"window"' two
10
$ cat run two mc overfit | ./t backtest
backtest: 1 of 23 checks refuse the evidence: age_search; 2 of 23 checks failed: windows, stability
= 3
$ rbt-wfo walk -b b -s revert.rule --commission bps=2 -p n=4..6:1 -p level=30..45:5 --train 1y --test 3m > bad; sed '/"oos"/d' bad | cat run - walk mc overfit | ./t backtest
stdin:4096: the stream has 263 records, its end counts 1521
= 3

# A stream that is cut short, that lacks lines, lines that are none, and more
# lines than matter.

$ head -n 100 run | ./t backtest
stdin:100: the stream has no end after 99 records
= 3
$ cat run walk | head -n 5000 | sed '$d' | ./t backtest
stdin:4999: the stream has no end after 1167 records
= 3
$ sed '/"lookahead"/s/true/NaN/' all | ./t backtest
stdin:3830: column 105: expected a value
= 3
$ sed '/"mc"/d' all | ./t backtest
stdin:5356: the stream has 0 records, its end counts 14
= 3
$ (echo '{"type":"stream","v":1,"tool":"rbt-live"}'; seq 300000 | sed 's/.*/{"type":"order","time":"2015-01-02","id":&}/'; echo '{"type":"end","records":300000,"status":"ok"}') | cat run walk mc overfit - | ./t backtest

# The age is counted to the day given; data from later than that has none.

$ for d in 2016-01-31 2016-02-01 2015-12-30 2015-12-29; do rbt-gate --policy backtest --as-of $d < all 2> why > out; jq -c 'select(.name == "age_run") | [.value, .verdict, .note]' out; done
[31,"pass",null]
[32,"refused",null]
[-1,"pass",null]
[null,"missing","to is no time before the day asked about"]
$ rbt-gate --policy backtest < all 2>&1 > out | cut -c 1-60; jq -r 'select(.type == "verdict").as_of' out | grep -c "$(date -u +%F)"
rbt-gate: backtest: 2 of 23 checks refuse the evidence: age_
1

# The same bytes, and what they are; a file is there whatever the answer.

$ rbt-gate --policy backtest --as-of 2016-02-10 < all > one 2> /dev/null; rbt-gate --policy backtest --as-of 2016-02-10 -o two < all 2> /dev/null; echo $?; cmp one two
3
$ rbt-gate --policy backtest --as-of 2016-01-10 < all > one; cut -c 1-60 one
{"type":"stream","v":1,"tool":"rbt-gate","version":"0.1.0","
{"type":"check","name":"age_run","value":10,"op":"<=","limit
{"type":"check","name":"age_search","value":10,"op":"<=","li
{"type":"check","name":"years","value":5.987679671457905,"op
{"type":"check","name":"calendar","value":1.0000694036187863
{"type":"check","name":"rf","value":0,"op":">=","limit":0,"v
{"type":"check","name":"sharpe","value":2.2547390552018713,"
{"type":"check","name":"max_drawdown","value":0.060058506729
{"type":"check","name":"costs","value":19921.243612,"op":">"
{"type":"check","name":"fill","value":"next-open","op":"!=",
{"type":"check","name":"lookahead","value":true,"op":"==","l
{"type":"check","name":"windows","value":20,"op":">=","limit
{"type":"check","name":"years_oos","value":4.988095238095238
{"type":"check","name":"choice","value":12,"op":">=","limit"
{"type":"check","name":"sharpe_oos","value":2.49046355676989
{"type":"check","name":"stability","value":0.660065365760481
{"type":"check","name":"mc_paths","value":1000,"op":">=","li
{"type":"check","name":"trials","value":12,"op":">=","limit"
{"type":"check","name":"confidence","value":0.95,"op":">=","
{"type":"check","name":"benchmark","value":0,"op":">=","limi
{"type":"check","name":"dsr","value":0.9999833820224471,"op"
{"type":"check","name":"pbo_blocks","value":16,"op":">=","li
{"type":"check","name":"pbo","value":0,"op":"<","limit":0.2,
{"type":"check","name":"track_record","value":12.01284459571
{"type":"verdict","policy":"backtest","policy_sha256":"2733c
{"type":"end","records":24,"status":"ok","skipped":0}
$ jq -c 'select(.type == "verdict") | [.policy, .verdict, .as_of, .checks, .failed, .missing, .refused, .n_trials, .params, .from, .to, .account]' one
["backtest","pass","2016-01-10",23,0,0,0,12,{"n":2,"level":45},"2010-01-04","2015-12-31",null]
$ jq -r 'select(.type == "verdict").params_sha256' one; printf '{"n":2,"level":45}' | sha256sum
2f29a9e0683f72d763447460a5ba1263ab19e21e814929957968f321a2ae488f
2f29a9e0683f72d763447460a5ba1263ab19e21e814929957968f321a2ae488f  -
$ jq -r 'select(.type == "verdict").evidence_sha256' one > a; sha256sum < all | cut -c 1-64 | cmp - a
$ rbt-gate --policy backtest --as-of 2016-01-10 --format table < all
policy backtest, as of 2016-01-10
revert.rule on b: n=2 level=45
|
  check                         value    limit        source         verdict
  age_run                          10 <= 31           run:2          pass
  age_search                       10 <= 31           search:3833    pass
  years                         5.988 >= 2.98         run:2          pass
  calendar                          1 >= 0.9          equity:3       pass
  rf                                0 >= 0            run:2          pass
  sharpe                        2.255 >= 1            metrics:3829   pass
  max_drawdown                0.06006 <  0.2          metrics:3829   pass
  costs                   19921.24361 >  0            metrics:5352   pass
  fill                      next-open != same-close   run:2          pass
  lookahead                      true == true         lookahead:3830 pass
  windows                          20 >= 10           walk:5351      pass
  years_oos                     4.988 >= 1            equity:4094    pass
  choice                           12 >= 2            window:4074    pass
  sharpe_oos                     2.49 >= 0.8          metrics:5352   pass
  stability                    0.6601 >= 0.5          walk:5351      pass
  mc_paths                       1000 >= 1000         mc:5356        pass
  trials                           12 >= 12           overfit:5372   pass
  confidence                     0.95 >= 0.95         overfit:5353   pass
  benchmark                         0 >= 0            overfit:5353   pass
  dsr                               1 >= 0.95         overfit:5372   pass
  pbo_blocks                       16 >= 8            overfit:5353   pass
  pbo                               0 <  0.2          overfit:5372   pass
  track_record                  12.01 >= 1            overfit:5372   pass
|
verdict: pass
