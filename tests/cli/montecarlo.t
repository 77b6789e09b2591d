# rbt-montecarlo: what it writes, that its bytes do not depend on the number of
# threads, and that its figures of the run are those of rbt-backtest.

$ rbt-fetch synth --calendar XNYS --seed 5 --end 2013-12-31 | rbt-bundle ingest -q b --calendar XNYS
> rbt-backtest -b b -s sma-cross.rule --commission bps=5 > run.ndjson
> cat > value <<'SH'
> #!/bin/sh
> # value KEY: of the first record on standard input that has it
> sed -n 's/.*"'"$1"'":\([^,}]*\).*/\1/p' | head -n 1
> SH
> cat > types <<'SH'
> #!/bin/sh
> # how many records of each type, in their order
> grep -o '^{"type":"[a-z]*"' | uniq -c | sed 's/ *\([0-9]*\) {"type":"\(.*\)"/\1 \2/'
> SH
> chmod +x value types

# Five distributions, four drawdowns, one ruin, four times.

$ rbt-montecarlo --seed 7 < run.ndjson > mc.ndjson
> ./types < mc.ndjson
1 stream
14 mc
1 end

$ grep -o '"statistic":"[a-z_]*"' mc.ndjson | uniq -c | sed 's/^ *//'
1 "statistic":"final_equity"
1 "statistic":"cagr"
1 "statistic":"sharpe"
1 "statistic":"max_drawdown"
1 "statistic":"time_under_water"
4 "statistic":"max_drawdown"
1 "statistic":"ruin"
4 "statistic":"total_return"

# All of it belongs to the run.

$ ./value run_id < run.ndjson > id
> grep -c "\"run_id\":$(cat id)," mc.ndjson
14

# What is observed is what rbt-backtest says, to 12 digits.

$ for k in final_equity cagr sharpe max_drawdown time_under_water; do
>   a=$(grep '"metrics"' run.ndjson | ./value $k)
>   b=$(grep "\"statistic\":\"$k\",\"observed\"" mc.ndjson | ./value observed)
>   awk -v a="$a" -v b="$b" -v k=$k 'BEGIN { d = a - b; if (d < 0) d = -d
>     print k, d <= 1e-12 * (a < 0 ? -a : a) ? "same" : a " " b }'
> done
final_equity same
cagr same
sharpe same
max_drawdown same
time_under_water same

# The same bytes for any number of threads, and again; others for another seed.

$ for m in stationary block iid permutation trade trade-permutation gbm; do
>   rbt-montecarlo -m $m -n 1000 --seed 7 -j 1 < run.ndjson > one
>   rbt-montecarlo -m $m -n 1000 --seed 7 -j 3 < run.ndjson | cmp - one
>   rbt-montecarlo -m $m -n 1000 --seed 8 -j 3 < run.ndjson | cmp -s - one && echo $m: no seed
> done
= 1

# Each path has numbers of its own: more of them do not change the first.

$ rbt-montecarlo -n 1 --seed 7 < run.ndjson | grep '"sharpe"' | ./value q01 > one
> rbt-montecarlo -n 1 --seed 7 -j 2 < run.ndjson | grep '"sharpe"' | ./value q99 | cmp - one

# A path of another length has no run to be compared with; months that do not
# fit are left out.

$ rbt-montecarlo --horizon 63 < run.ndjson > short
> grep -o '"horizon":[0-9]*' short | uniq
> grep -c '"observed":null,"percentile":null' short
> grep -o '"months":[0-9][0-9]*' short
"horizon":63
5
"months":1
"months":3

$ rbt-montecarlo --drawdown 0.07 --ruin 0.2,0.4 --months 24 < run.ndjson | grep -o '"months":.*"limit":[0-9.]*'
"months":null,"limit":0.07
"months":null,"limit":0.2
"months":null,"limit":0.4
"months":24,"limit":0

# One path has no spread; an account that never moves has no Sharpe ratio.

$ rbt-montecarlo -n 1 < run.ndjson | grep -o '"percentile":[^,]*,"percentile_se":[^,]*,"n":1' | uniq
"percentile":null,"percentile_se":null,"n":1

$ cat > flat.rule <<'END'
> enter long when close < 0
> size 1 units
> END
> rbt-backtest -b b -s flat.rule > flat.ndjson
> rbt-montecarlo < flat.ndjson | grep '"sharpe"' | grep -o '"observed":.*"q50":[^,]*'
"observed":null,"percentile":null,"percentile_se":null,"n":0,"mean":null,"sd":null,"se":null,"q01":null,"q05":null,"q25":null,"q50":null

$ rbt-montecarlo --format table --seed 7 < flat.ndjson | sed 's/run [0-9a-f]*/run ID/'
run ID, 10,000 paths of 1,006 returns
method stationary, blocks of 1.0, seed 7
|
                   observed       mean        5 %     median       95 %   rank
  final equity      100,000    100,000    100,000    100,000    100,000      -
  CAGR               0.00 %     0.00 %     0.00 %     0.00 %     0.00 %      -
  Sharpe                  -          -          -          -          -      -
  max drawdown       0.00 %     0.00 %     0.00 %     0.00 %     0.00 %      -
  under water        0.00 %     0.00 %     0.00 %     0.00 %     0.00 %      -
|
  drawdown beyond 10.0 %                     0.00 % +- 0.01 %
  drawdown beyond 20.0 %                     0.00 % +- 0.01 %
  drawdown beyond 30.0 %                     0.00 % +- 0.01 %
  drawdown beyond 50.0 %                     0.00 % +- 0.01 %
  loss from the start beyond 50.0 %          0.00 % +- 0.01 %
  loss after 1 month                         0.00 % +- 0.01 %
  loss after 3 months                        0.00 % +- 0.01 %
  loss after 6 months                        0.00 % +- 0.01 %
  loss after 12 months                       0.00 % +- 0.01 %

# A fitted model says its parameters, and is drawn from like the rest.  The
# account is calm and wild in turn, jumps at times, and rests now and then.

$ cat > hold.rule <<'END'
> enter long when close > 0
> size 90% of equity
> END
> awk 'BEGIN { e = 100000; x = 12345
>   for (i = 0; i < 1500; i++) {
>     z = -6
>     for (k = 0; k < 12; k++) { x = (x * 16807) % 2147483647; z += x / 2147483647 }
>     r = z * (i % 200 < 100 ? 0.004 : 0.012)
>     if (i % 37 == 0) r -= 0.05
>     if (i % 50 < 10) r = 0
>     e *= 1 + r
>     printf "{\"type\":\"equity\",\"time\":\"%04d-%02d-%02d\",\"equity\":%.6f,\"cash\":0,\"flow\":0}\n",
>       2000 + i / 336, i / 28 % 12 + 1, i % 28 + 1, e
>   } }' > moves
> (grep '"type":"run"' run.ndjson; cat moves) > wild.ndjson
> for m in gbm garch jump; do
>   rbt-montecarlo -m $m -n 300 -j 1 < wild.ndjson > one
>   rbt-montecarlo -m $m -n 300 -j 3 < wild.ndjson | cmp - one
>   grep -o '"model":{.*}' one | head -n 1 | grep -o '"[a-z_]*":[-0-9]' | grep -o '[a-z_]*' | xargs
> done
mu sigma
mu omega alpha beta
mu sigma lambda jump_mu jump_sd

$ rbt-montecarlo -m gbm < flat.ndjson
! rbt-montecarlo: at least 2 returns are needed, got 0; the equity moved in 0 of 1006 sessions, stationary and block need no model
= 3

# An equity of each bar is one of sessions too.

$ rbt-fetch synth --calendar XNYS --period 1h --start 2024-01-02 --end 2024-03-28 > hours.ndjson
> for e in session bar; do
>   rbt-backtest -q -s hold.rule --equity $e --calendar XNYS < hours.ndjson |
>     rbt-montecarlo --seed 3 | sed 's/"run_id":"[^"]*"//' > $e
> done
> cmp session bar && grep -o '"horizon":[0-9]*' bar | uniq
"horizon":61

# The strategy is run again: on what its record says, in the way of any number
# of threads; costs of one time, no delay and hardly any noise give the run.

$ for m in noise start costs; do
>   rbt-montecarlo -m $m -n 300 --seed 7 -j 1 < run.ndjson > one
>   rbt-montecarlo -m $m -n 300 --seed 7 -j 3 < run.ndjson | cmp - one
>   rbt-montecarlo -m $m -n 300 --seed 8 -j 3 < run.ndjson | cmp -s - one && echo $m: no seed
>   ./types < one | xargs
>   grep -o '"model":{.*}' one | head -n 1
> done
1 stream 14 mc 1 end
"model":{"noise":0.1}}
1 stream 14 mc 1 end
"model":{"shift":252}}
1 stream 14 mc 1 end
"model":{"least":0.5,"most":2}}

$ for o in "noise --noise 0.000001" "costs --costs 0.999999,1.000001"; do
>   rbt-montecarlo -n 100 -m $o < run.ndjson | grep '"cagr"' > one
>   a=$(./value observed < one); b=$(./value q01 < one); c=$(./value q99 < one)
>   awk -v a="$a" -v b="$b" -v c="$c" 'BEGIN {
>     print b - a < 2e-3 && a - b < 2e-3 && c - a < 2e-3 && a - c < 2e-3 ? "near" : a " " b " " c }'
> done
near
near

# A path that starts later is a run with --start.

$ days=$(grep '"type":"equity"' run.ndjson | head -n 2 | sed 's/.*"time":"\([^"]*\)".*/\1/' | xargs)
> rbt-backtest -b b -s sma-cross.rule --commission bps=5 --start "${days#* }" | grep '"metrics"' | ./value final_equity > later
> rbt-montecarlo -m start --shift 1 -n 50 < run.ndjson | grep '"final_equity"' > one
> for k in q01 q99; do ./value $k < one; done | sort > ends
> (cat later; ./value observed < one) | sort | awk '{ printf "%.6f\n", $1 }' > want
> awk '{ printf "%.6f\n", $1 }' ends | cmp - want

# More costs, less left.

$ for o in 0.5,1 1,2 2,4; do
>   rbt-montecarlo -m costs --costs $o < run.ndjson | grep '"final_equity"' | ./value q50
> done > medians
> sort -r -g medians | cmp - medians && uniq medians | wc -l
3

$ rbt-montecarlo -m noise --noise 0.2 -n 500 --format table < run.ndjson | sed 's/run [0-9a-f]*/run ID/' | head -n 4
run ID, 500 paths of 1,006 returns
method noise, seed 0
prices with noise of 0.2 times the deviation of a bar
|
$ for o in 'start --shift 20' 'costs --costs 1,4'; do rbt-montecarlo -m $o -n 5 --format table < run.ndjson | sed -n 3p; done
starts from 0 to 20 sessions later
costs times 1 to 4
