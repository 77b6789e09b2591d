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

$ rbt-montecarlo -n 1 < run.ndjson | grep -o '"percentile":[^,]*,"n":1' | uniq
"percentile":null,"n":1

$ cat > flat.rule <<'END'
> enter long when close < 0
> size 1 units
> END
> rbt-backtest -b b -s flat.rule > flat.ndjson
> rbt-montecarlo < flat.ndjson | grep '"sharpe"' | grep -o '"observed":.*"q50":[^,]*'
"observed":null,"percentile":null,"n":0,"mean":null,"sd":null,"se":null,"q01":null,"q05":null,"q25":null,"q50":null

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
! rbt-montecarlo: at least 2 returns are needed, got 0
= 3

# An equity of each bar is one of sessions too.

$ rbt-fetch synth --calendar XNYS --period 1h --start 2024-01-02 --end 2024-03-28 > hours.ndjson
> for e in session bar; do
>   rbt-backtest -q -s hold.rule --equity $e --calendar XNYS < hours.ndjson |
>     rbt-montecarlo --seed 3 | sed 's/"run_id":"[^"]*"//' > $e
> done
> cmp session bar && grep -o '"horizon":[0-9]*' bar | uniq
"horizon":61
