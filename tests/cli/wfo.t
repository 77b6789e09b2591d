# rbt-wfo: what a search writes, that its bytes do not depend on how it was
# done, and that a trial is the run that rbt-backtest makes of it.

$ rbt-fetch synth --calendar XNYS --seed 5 --end 2015-12-31 | rbt-bundle ingest -q b --calendar XNYS
> rbt-fetch synth --calendar XNYS --seed 6 --symbols 3 --end 2012-12-31 | rbt-bundle ingest -q three --calendar XNYS
> cat > t <<'SH'
> #!/bin/sh
> # t COMMAND OPTION...: rbt-wfo on that bundle
> c=$1; shift
> exec rbt-wfo "$c" -b b -s sma-cross.rule -p fast=4..12:2 -p slow=10..40:10 --commission bps=5 "$@"
> SH
> cat > types <<'SH'
> #!/bin/sh
> # how many records of each type, in their order
> grep -o '^{"type":"[a-z]*"' | uniq -c | sed 's/ *\([0-9]*\) {"type":"\(.*\)"/\1 \2/'
> SH
> chmod +x t types

# Twenty points, of which `require fast < slow` leaves 18.

$ ./t sweep | ./types
1 stream
1 search
18 trial
1 overfit
1 end

$ ./t walk --train 2y --test 1y --returns | ./types
1 stream
1 search
72 trial
4 window
1005 equity
1 walk
1 metrics
1 overfit
1 end

$ ./t cpcv --folds 5 --test-folds 2 --purge 3b | ./types
1 stream
1 search
180 trial
5 window
1 path
5 window
1 path
5 window
1 path
5 window
1 path
1 end

# Windows are half-open and follow each other; options without a command are
# those of a walk.

$ rbt-wfo -b b -s sma-cross.rule -p fast=4 -p slow=10..40:10 --train 2y --test 1y > w
> jq -c 'select(.type == "window") | [.train_from, .train_to, .test_from, .test_to]' w
["2010-01-04","2012-01-04","2012-01-04","2013-01-04"]
["2011-01-04","2013-01-04","2013-01-04","2014-01-04"]
["2012-01-04","2014-01-04","2014-01-04","2015-01-04"]
["2013-01-04","2015-01-04","2015-01-04","2016-01-04"]

$ ./t walk --train 2y --test 1y --anchored --keep-short --purge 1m > w
> jq -c 'select(.type == "window") | [.train_from, .train_to, .test_from, .test_to]' w
["2010-01-04","2012-01-04","2012-02-04","2013-02-04"]
["2010-01-04","2013-01-04","2013-02-04","2014-02-04"]
["2010-01-04","2014-01-04","2014-02-04","2015-02-04"]
["2010-01-04","2015-01-04","2015-02-04","2016-01-04"]

# Any number of threads.

$ ./t walk --train 250b --test 60b -j 1 > one
> for j in 2 3 7; do ./t walk --train 250b --test 60b -j $j | cmp one -; done
> ./t cpcv --folds 5 -j 1 > cpcv
> ./t cpcv --folds 5 -j 4 | cmp cpcv -
> ./t sensitivity -j 1 > sens
> ./t sensitivity -j 4 | cmp sens -

# In parts, in any order, some of them twice.

$ rbt-wfo plan walk -b b -s sma-cross.rule -p fast=4..12:2 -p slow=10..40:10 --commission bps=5 --train 250b --test 60b > tasks
> split -n r/3 tasks part.
> for p in a b c; do rbt-wfo run -j 1 < part.a$p > done.$p; done
> cat done.b done.c done.b done.a | rbt-wfo reduce | cmp one -


$ cat done.b done.c | rbt-wfo reduce | tail -n 1 | grep -c '"end"'
0
! rbt-wfo: 7 of 20 tasks have no result, the first is ...
= 1

$ sed '1s/"sharpe":[-0-9.e]*/"sharpe":9/' done.a | cat - done.a done.b done.c | rbt-wfo reduce > out
! rbt-wfo: stdin:8: task ...
= 3

$ sed 's/--train=250b/--train=251b/' done.a | rbt-wfo reduce > out
! rbt-wfo: stdin:1: a task of another search: strategy, bars, options or version are not the ones it was planned with
= 3

$ sed 's/--train=250b/--train=251b/' part.aa | rbt-wfo run
! rbt-wfo: stdin:1: a task of another search: strategy, bars, options or version are not the ones it was planned with
= 3

$ rbt-wfo reduce < /dev/null
! rbt-wfo: no results on stdin
= 3

# Ended at any byte of its state, a search goes on to the same bytes.

$ ./t walk --train 250b --test 60b --state st | cmp one -
> size=$(wc -c < st)
> for i in 0 1 2 3 4 5 6 7 8 9; do
>   head -c $((size * i / 10 + i)) st > st$i
>   ./t walk --train 250b --test 60b --state st$i | cmp one -
>   cmp st st$i
> done

$ ./t sweep --state st | tail -n 1 | grep -c '"end"'
0
! rbt-wfo: st:1: the state of another search
= 1

# What is no state is left alone.

$ printf 'a,b\n1,2\n' > notes.csv
> ./t sweep --state notes.csv > out
! rbt-wfo: notes.csv:1: column 1: expected '{'
= 3

$ cat notes.csv
a,b
1,2

$ ./t sweep > done
> ./t sweep --state done > out
! rbt-wfo: done:1: not a result of a search
= 3

# A trial is the run of rbt-backtest with its parameters, also in a training:
# the last day of it is the one before train_to.

$ cat > same <<'SH'
> #!/bin/sh
> # same TRIAL OPTION...: whether rbt-backtest says what the trial says
> f=$(printf '%s' "$1" | jq .params.fast) s=$(printf '%s' "$1" | jq .params.slow)
> want=$(printf '%s' "$1" | jq -c '[.run_id,.sharpe,.total_return,.cagr,.max_drawdown,.n_trades,.final_equity]')
> shift
> got=$(rbt-backtest -s sma-cross.rule -p fast=$f -p slow=$s "$@" |
>     jq -sc '(.[] | select(.type == "run")).run_id as $id | .[] | select(.type == "metrics") | [$id,.sharpe,.total_return,.cagr,.max_drawdown,.n_trades,.final_equity]')
> [ "$want" = "$got" ] && echo same || printf '%s\n' "$want" "$got"
> SH
> chmod +x same
> ./same "$(./t sweep | grep '"id":7,')" -b b --commission bps=5
same

$ ./same "$(grep '"id":7,"window":3,' one)" -b b --commission bps=5 --start "$(grep '"id":7,"window":3,' one | jq -r .from)" --end "$(grep '"id":7,"window":3,' one | jq -r .to)"
same

$ rbt-wfo sweep -b three -s sma-cross.rule -p fast=5..9:4 -p slow=20 --slippage bps=2 --fill next-close > three.out
> ./same "$(grep '"id":2,' three.out)" -b three --slippage bps=2 --fill next-close
same

# Also where a training begins and ends within a day.

$ rbt-fetch synth --calendar XNYS --period 30m --seed 3 --end 2010-06-30 | rbt-bundle ingest -q half --calendar XNYS
> rbt-wfo walk -b half -s sma-cross.rule -p fast=5 -p slow=20..40:20 --train 200b --test 50b | grep '"id":2,"window":3,' > trial
> jq -c '[.from, .to]' trial
> ./same "$(cat trial)" -b half --start "$(jq -r .from trial)" --end "$(jq -r .to trial)"
["2010-01-13T19:00:00Z","2010-02-05T14:30:00Z"]
same

# Of equal objectives the lower parameters win: nothing trades here, so all
# returns are zero.

$ cat > never.rule <<'END'
> param b = 3 in 1..5
> param a = 7 in 6..9
> enter long when close < a - a + b - b
> size 1 units
> END
> rbt-wfo walk -b b -s never.rule --objective return --min-trades 0 --train 1y --test 2y | jq -c 'select(.type == "window") | .params'
{"b":1,"a":6}
{"b":1,"a":6}

# With a trade wanted there is nothing to choose, and nothing trades.

$ rbt-wfo walk -b b -s never.rule --train 1y --test 2y | jq -c 'select(.type == "window") | [.params, .n_trials, .final_equity]'
[null,20,100000]
[null,20,100000]

# A test starts flat with its indicators warm, pays to leave, and hands its
# money on: by hand on ten days.

$ cat > hand.csv <<'END'
> Date,Open,High,Low,Close
> 2024-01-01,10,10,10,10
> 2024-01-02,11,11,11,11
> 2024-01-03,12,12,12,12
> 2024-01-04,13,13,13,13
> 2024-01-05,14,14,14,14
> 2024-01-08,15,15,15,15
> 2024-01-09,16,16,16,16
> 2024-01-10,17,17,17,17
> 2024-01-11,18,18,18,18
> 2024-01-12,19,19,19,19
> END
> cat > hand.rule <<'END'
> param n = 2 in 2..2
> enter long when close > sma(close, n + 2)
> size 10 units
> END
> rbt-fetch csv --symbol A hand.csv | rbt-bundle ingest -q hand --calendar weekdays
> rbt-wfo walk -b hand -s hand.rule --train 4b --test 3b --cash 1000 --commission per-order=1 --objective return --min-trades 0 > hand.out
> jq -c 'select(.type == "window") | [.test_from, .n_trades, .final_equity]' hand.out
["2024-01-05",1,1008]
["2024-01-10",1,1016]

# Bought at 15 on the 8th and sold at the close of 16 on the 9th, a unit of
# money each way; then at 18 and 19.

$ jq -c 'select(.type == "equity") | [.time, .equity, .cash, .scope]' hand.out
["2024-01-05",1000,1000,"oos"]
["2024-01-08",999,849,"oos"]
["2024-01-09",1008,1008,"oos"]
["2024-01-10",1008,1008,"oos"]
["2024-01-11",1007,827,"oos"]
["2024-01-12",1016,1016,"oos"]

# Plateaus: of each axis, and of the whole.

$ ./t sensitivity | jq -c 'select(.type == "plateau") | [.axes, .isolated]'
[["fast"],true]
[["slow"],true]
[["fast","slow"],true]

# What cannot be.

$ ./t walk
! rbt-wfo: expected --train and --test, such as --train 2y --test 6m
= 2

$ ./t walk --train 2x --test 6m
! rbt-wfo: --train: expected a span such as 2y, 6m, 3w, 90d or 500b (bars), got '2x'
= 2

$ ./t walk --train 9y --test 6m
! rbt-wfo: the data are too short for one window of --train and --test
= 2

$ ./t walk --train 0b --test 6m
! rbt-wfo: --train, --test and --step have to be more than nothing
= 2

$ ./t cpcv --folds 3 --test-folds 3
! rbt-wfo: expected 2 to 64 --folds and fewer --test-folds
= 2

$ ./t cpcv --purge 5d
! rbt-wfo: --purge: cpcv counts in bars, such as 5b
= 2

$ ./t cpcv --purge 5000b
! rbt-wfo: --purge and --embargo leave nothing to train on
= 2

$ ./t sweep --objective sharp
! rbt-wfo: --objective: no figure 'sharp'; did you mean 'sharpe'?
= 2

$ ./t sweep --objective 'sharpe +'
! rbt-wfo: --objective: column 9: expected a figure or a number
= 2

$ ./t sweep -p fast=3
! rbt-wfo: parameter fast: given twice
= 2

$ rbt-wfo sweep -b b -s sma-cross.rule -p fats=3
! rbt-wfo: sma-cross.rule has no parameter 'fats'; did you mean 'fast'?
= 2

$ rbt-wfo sweep -b b -s sma-cross.rule -p fast=1..9
! rbt-wfo: parameter fast: 1 is outside 2..50
= 2

$ rbt-wfo sweep -b b -s breakout.rule
! rbt-wfo: breakout.rule has no parameter with a range; give one with -p NAME=LO..HI:STEP
= 2

$ ./t sweep -n 5
! rbt-wfo: --points: the grid has neither points to choose nor a seed
= 2

$ ./t sensitivity --method lhs
! rbt-wfo: --method: sensitivity needs the grid
= 2

$ ./t sweep -j 0
! rbt-wfo: --jobs: 0 is outside 1..256
= 2

$ rbt-wfo plan walk -s sma-cross.rule --train 1y --test 1y
! rbt-wfo: expected a bundle and a strategy that others can read: -b NAME -s FILE.rule
= 2

$ rbt-wfo plan sweep -b b -s sma-cross.rule --train 1y
! rbt-wfo: --train: sweep has no such option
= 2

$ ./t sensitivity --min-trades 9999 -o out
! rbt-wfo: no trial has an objective: too few trades?
= 1

# Each Bayesian point comes from the results before it: one at a time, no plan,
# and the same bytes when it is gone on with.

$ rbt-wfo sweep -b b -s sma-cross.rule --method bayes -n 30 --seed 3 --state bayes > bayes.out
> ./types < bayes.out
> head -c 9000 bayes > bayes.part
> rbt-wfo sweep -b b -s sma-cross.rule --method bayes -n 30 --seed 3 --state bayes.part -j 3 | cmp bayes.out -
1 stream
1 search
30 trial
1 overfit
1 end

$ ./t walk --method bayes --train 1y --test 1y
! rbt-wfo: --method: bayes is for sweep alone
= 2

$ rbt-wfo plan sweep -b b -s sma-cross.rule --method bayes
! rbt-wfo: --method: bayes goes from point to point and has no plan
= 2

$ ./t sweep --method bayes -n 501
! rbt-wfo: --points: bayes takes 500 at most
= 2

$ ./t sweep --method bayes --estimate
! rbt-wfo: --estimate: not for --method bayes
= 2

# Tables, for people.

$ ./t sweep --method random -n 200 --seed 7 --format table
sweep of sma-cross.rule on b, 2010-01-04 to 2015-12-31
200 points, method random, objective sharpe, at least 1 trade
|
200 trials, the best of which are
     trial  objective   sharpe      return  max drawdown  trades  parameters
         6      0.043    0.043     -3.83 %       28.02 %      28  fast=8 slow=30
         8      0.036    0.036     -4.37 %       27.43 %      24  fast=6 slow=40
         3      0.032    0.032     -5.31 %       32.20 %      35  fast=4 slow=30
        37      0.020    0.020     -5.78 %       28.48 %      21  fast=8 slow=40
        16      0.019    0.019     -6.04 %       31.67 %      26  fast=10 slow=30
         9      0.015    0.015     -6.17 %       28.46 %      24  fast=12 slow=30
         5      0.015    0.015     -6.58 %       30.18 %      39  fast=10 slow=20
        25      0.002    0.002     -7.79 %       31.87 %      45  fast=6 slow=20
        11     -0.005   -0.005     -8.58 %       28.60 %      40  fast=8 slow=20
        15     -0.005   -0.005     -8.08 %       28.87 %      18  fast=10 slow=40
|
Sharpe ratio, 0.04 a year
  probabilistic    0.542
  deflated         0.203  for 200 trials

$ ./t walk --train 2y --test 1y --format table
walk of sma-cross.rule on b, 2010-01-04 to 2015-12-31
20 points, method grid, objective sharpe, at least 1 trade
windows rolling, train 2y, test 1y, step 1y, purge 0b, embargo 0b, keep_short no
|
window  test from   to          training     test     return  drawdown  trades  parameters
     1  2012-01-04  2013-01-04     0.021   -0.066    -2.48 %   14.83 %       8  fast=12 slow=20
     2  2013-01-04  2014-01-04     0.939    0.126     0.68 %   10.72 %      22  fast=8 slow=10
     3  2014-01-04  2015-01-04     0.448   -0.325    -6.23 %   14.19 %      15  fast=8 slow=10
     4  2015-01-04  2016-01-04     0.327    0.659    12.01 %   18.22 %       7  fast=4 slow=30
|
2 of 4 windows made a profit
Walk-forward efficiency, tests over trainings
  return a year   0.16
  sharpe          0.23
Stability of the chosen parameters, 1 is always the same
  all 0.37; fast 0.29 slow 0.45
|
Out of sample, 2012-01-04 to 2015-12-31
  return           3.13 %
  a year           0.78 %
  max drawdown    28.56 %
  sharpe           0.13
  sortino          0.19
  trades          52
|
Sharpe ratio, 0.13 a year
  probabilistic    0.604
  deflated         0.370  for 18 trials

$ rbt-wfo plan walk -b b -s sma-cross.rule -p fast=4..12:2 -p slow=10..40:10 --commission bps=5 --train 2y --test 1y > tasks
> ./t walk --train 2y --test 1y --format table > table
> rbt-wfo run < tasks | rbt-wfo reduce --format table | cmp table -

$ ./t cpcv --folds 5 --purge 3b --format table
cpcv of sma-cross.rule on b, 2010-01-04 to 2015-12-31
20 points, method grid, objective sharpe, at least 1 trade
folds 5, test_folds 2, purge 3b, embargo 0b
|
path  objective   sharpe     return  drawdown  trades
   1     -0.150   -0.150   -19.97 %   34.17 %      58
   2      0.036    0.036    -4.41 %   27.47 %      25
   3     -0.238   -0.238   -27.39 %   41.75 %      45
   4     -0.302   -0.302   -32.27 %   44.58 %      51

$ ./t sensitivity --format table
sensitivity of sma-cross.rule on b, 2010-01-04 to 2015-12-31
20 points, method grid, objective sharpe, at least 1 trade
|
      fast  objective
         4     -0.276
         6      0.002
         8     -0.005
        10      0.015
        12     -0.012
Plateau of fast
  best        0.015  fast=10 slow=20
         its neighbours have -0.009 on average: a lone spike
  robust     -0.005  fast=8 slow=20
|
      slow  objective
        10          -
        20     -0.012
        30      0.015
        40     -0.018
Plateau of slow
  best        0.015  fast=12 slow=30
         its neighbours have -0.015 on average: a lone spike
  robust     -0.012  fast=12 slow=20
Plateau of fast slow
  best        0.043  fast=8 slow=30
         its neighbours have 0.007 on average: a lone spike
  robust     -0.012  fast=12 slow=20

$ ./t walk --train 2y --test 1y --estimate -j 2 --format table
20 points, each judged 4 times: about ...

$ ./t sweep --format xml
! rbt-wfo: --format: expected one of: ndjson table; got 'xml'
= 2
