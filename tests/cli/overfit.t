# rbt-wfo overfit: published examples, and what it makes of records.  Printed
# numbers: Bailey and Lopez de Prado, "The Sharpe Ratio Efficient Frontier"
# (2012) and "The Deflated Sharpe Ratio" (2014); Bailey, Borwein, Lopez de Prado
# and Zhu, "Pseudo-Mathematics and Financial Charlatanism" (2014); Lopez de
# Prado, Lipton and Zoonekynd, "Sharpe Ratio Inference" (2025); Harvey and Liu,
# "Backtesting" (2015).

$ cat > show <<'SH'
> #!/bin/sh
> # show KEY...: these keys of the overfit record on standard input, to 4 digits
> awk -v keys="$*" '/"type":"overfit"/ {
>     n = split(keys, k, " ")
>     for (i = 1; i <= n; i++) {
>         v = "missing"
>         if (match($0, "\"" k[i] "\":[^,}]*")) {
>             v = substr($0, RSTART, RLENGTH)
>             sub(/^[^:]*:/, "", v)
>         }
>         if (v ~ /^[-0-9]/) v = sprintf("%.4f", v)
>         printf "%s%s", v, i < n ? " " : "\n"
>     }
> }'
> SH
> cat > m <<'SH'
> #!/bin/sh
> # m MOMENTS KEY... [-- OPTION...]
> moments=$1; shift
> keys=
> while [ $# -gt 0 ] && [ "$1" != -- ]; do keys="$keys $1"; shift; done
> [ $# -gt 0 ] && shift
> rbt-wfo overfit --moments "$moments" "$@" > out && ./show $keys < out
> SH
> chmod +x show m

# A fund: ratio 1.585 a year of 12 months, 24 of them.  0.913 in the paper; a
# rounded ratio gives 0.9134, and a normal 0.982.

$ ./m sharpe=0.45755008804128603,skew=-2.448,kurtosis=10.164,n=24 psr
0.9132

$ ./m sharpe=0.458,skew=-2.448,kurtosis=10.164,n=24 psr dsr n_trials
0.9134 null null

$ ./m sharpe=0.45755008804128603,n=24 psr
0.9816

# The same fund by its mean and deviation: 0.987 by the rule of 2025, 0.939
# against 0.1, minimum 13.029 months, standard error 0.329.

$ ./m sharpe=0.45569620253164556,skew=-2.448,kurtosis=10.164,n=24 psr_2025 min_trl_2025 sharpe_se
0.9872 13.0288 0.3286

$ ./m sharpe=0.45569620253164556,skew=-2.448,kurtosis=10.164,n=24 psr_2025 -- --benchmark-sharpe 0.1
0.9391

# Against 0.5, the least ratio that is skill at 5 %: missed with 0.315.  Its
# errors if returns are normal: 0.214.

$ ./m sharpe=0.33575434022,skew=-2.448,kurtosis=10.164,n=24 psr_2025 -- --benchmark-sharpe 0.5
0.3152

$ ./m sharpe=0.45569620253164556,n=24 sharpe_se
0.2145

# Lo, "The Statistics of Sharpe Ratios" (2002), table 1: errors of independent
# normal returns; 0.306, 0.047, 0.188 and 0.105.

$ for m in sharpe=0.5,n=12 sharpe=0.5,n=500 sharpe=1.5,n=60 sharpe=3,n=500; do ./m $m sharpe_se; done
0.3062
0.0474
0.1882
0.1049

# Minimum track record in years: 2 against 1 a year, daily, weekly, monthly and
# with fat tails; 3 against 2.5.  2.73, 2.83, 3.24, 4.99, 27.35 in the paper.

$ ./m sharpe=0.12649110640673517,n=500 min_trl_years -- --annualization 250 --benchmark-sharpe 0.06324555320336758
2.7312

$ ./m sharpe=0.2773500981126146,n=100 min_trl_years -- --annualization 52 --benchmark-sharpe 0.1386750490563073
2.8288

$ ./m sharpe=0.5773502691896258,n=24 min_trl_years -- --annualization 12 --benchmark-sharpe 0.2886751345948129
3.2398

$ ./m sharpe=0.5773502691896258,skew=-0.72,kurtosis=5.78,n=24 min_trl_years -- --annualization 12 --benchmark-sharpe 0.2886751345948129
4.9913

$ ./m sharpe=0.8660254037844387,skew=-0.72,kurtosis=5.78,n=24 min_trl min_trl_years -- --annualization 12 --benchmark-sharpe 0.7216878364870323
328.2350 27.3529

# Ratio 2.5 a year of 250 days, five years, best of 100 or of 46 trials whose
# ratios have variance 0.5 a year: 0.1132, 0.9004, 0.9505; and a normal's with
# 88 trials.

$ ./m sharpe=0.15811388300841897,skew=-3,kurtosis=10,n=1250,trials=100,sd=0.044721359549995794 expected_max dsr
0.1132 0.9004

$ ./m sharpe=0.15811388300841897,skew=-3,kurtosis=10,n=1250,trials=46,sd=0.044721359549995794 dsr
0.9505

$ ./m sharpe=0.15811388300841897,n=1250,trials=88,sd=0.044721359549995794 dsr
0.9505

# The expected best of 100 standard normals; five years for 45 trials; one trial
# deflates nothing.

$ ./m sharpe=1,n=100,trials=100,sd=1 expected_max
2.5306

$ ./m sharpe=1,n=100,trials=45,sd=1 min_btl
4.9981

$ ./m sharpe=0.1,n=100,trials=1,sd=1 expected_max psr dsr
0.0000 0.8395 0.8395

# Ratio 0.75 a year over 240 months: p 0.0008, and after 200 tests 0.32 a year,
# which is 0.0935 a month.

$ ./m sharpe=0.21650635094610965,n=240,trials=200,sd=0.1 p_value haircut_sharpe
0.0008 0.0935

# Returns, by hand: mean 0.01, deviation 0.01, kurtosis 1.5, so the probability
# is that of 4/3; one a line, with a heading, as a
# column by name and by number.

$ printf '0.01\n0\n0.02\n' > r.txt; (echo ret; cat r.txt) > head.txt
> printf 'day;x;ret\n1;9;0.01\n2;9;0\n3;9;0.02\n' > r.csv
> for f in r.txt head.txt; do rbt-wfo overfit --returns $f | ./show periods sharpe skew psr; done
> for c in ret 3; do rbt-wfo overfit --returns r.csv --column $c | ./show source sharpe; done
> rbt-wfo overfit --returns - --annualization 252 < r.txt | ./show sharpe_ann
3.0000 1.0000 0.0000 0.9088
3.0000 1.0000 0.0000 0.9088
"returns" 1.0000
"returns" 1.0000
15.8745

# A sweep with returns knows all but trades; a run is one of its trials or does not
# belong; a walk is judged by its account.

$ rbt-fetch synth --calendar XNYS --seed 5 --drift 0.4 --end 2013-12-31 | rbt-bundle ingest -q b --calendar XNYS
> set -- -b b -s sma-cross.rule -p fast=4..12:4 -p slow=20..40:10
> rbt-wfo sweep "$@" --returns > sweep; rbt-wfo sweep "$@" > bare
> rbt-wfo walk "$@" --train 1y --test 6m > walk
> rbt-backtest -b b -s sma-cross.rule -p fast=8 -p slow=20 > run
> rbt-wfo overfit < sweep > full
> grep -o '"[a-z_]*":null' full; ./show n_trials n_effective_by source < full
"win_rate":null
"profit_factor":null
"expectancy":null
9.0000 "correlation" "search"

# The best of them as a run has trades too.

$ p=$(grep '"type":"trial"' sweep | grep "$(grep -o '"run_id":"[0-9a-f]*"' full)" | grep -o '"fast":[0-9]*,"slow":[0-9]*' | tr -d '"' | sed 's/fast:/-p fast=/; s/,slow:/ -p slow=/')
> rbt-backtest -b b -s sma-cross.rule $p > best; cat sweep best | rbt-wfo overfit > whole
> grep -c null whole; ./show dsr < whole > a; ./show dsr < full | cmp - a
0

$ rbt-wfo overfit < sweep | cmp - full && rbt-wfo overfit --seed 1 < sweep | cmp -s - full
= 1

$ sed 's/,/ , /g; s/\[/[ /g; s/\]/ ]/g' sweep | rbt-wfo overfit | cmp - full

$ rbt-wfo overfit < bare > out; ./show n_trials psr dsr pbo < out
9.0000 0.9897 0.9748 null
! rbt-wfo: warning: these records have no returns, so what needs them is null; rbt-wfo sweep --returns writes them

$ rbt-wfo overfit < run > one; cat run bare | rbt-wfo overfit > both
> cat bare run | rbt-wfo overfit | cmp - both
> ./show n_trials dsr < one
> [ "$(./show sharpe psr run_id < one)" = "$(./show sharpe psr run_id < both)" ] && echo the same run
> ./show n_trials pbo < both
null null
the same run
9.0000 null

$ rbt-wfo overfit < walk | ./show n_trials run_id pbo; grep -c '"type":"equity"' walk; rbt-wfo overfit < walk | ./show periods
9.0000 null null
628
628.0000

$ rbt-backtest -b b -s sma-cross.rule -p fast=8 -p slow=21 | cat bare - | rbt-wfo overfit
! rbt-wfo: the run ...
= 3

$ cat run run | rbt-wfo overfit
! rbt-wfo: stdin:1187: a second run: expected the records of one
= 3

$ head -n 5 run | rbt-wfo overfit
! rbt-wfo: stdin:5: the stream has no end after 4 records
= 3

$ rbt-wfo overfit < /dev/null
! rbt-wfo: expected the records of a run, a sweep or a walk
= 3

# An equity of each bar is one of sessions too.

$ for e in session bar; do
>   rbt-backtest -q -b b -s sma-cross.rule --equity $e | rbt-wfo overfit |
>     sed 's/"run_id":"[^"]*"//' > $e
> done
> cmp session bar

$ sed 's/"id":3,/"id":-3,/' bare | rbt-wfo overfit
! rbt-wfo: stdin:5: id: expected 1 to 10000000
= 3

$ sed 's/"returns":\[0,0,/"returns":[0,/; /"id":1,/s/"returns":\[0,/"returns":[0,0,/' sweep | rbt-wfo overfit
! rbt-wfo: stdin:4: returns: expected as many as the first trial has, and at least two
= 3

$ sed 's/"returns":\[0/"returns":[null/' sweep | rbt-wfo overfit
! rbt-wfo: stdin:3: returns: expected a number, got 'null'
= 3

$ grep '"trial"' bare | rbt-wfo overfit
! rbt-wfo: stdin:1: expected the search record before its trials
= 3

$ grep '"equity"' run | tail -n 3 | rbt-wfo overfit
! rbt-wfo: stdin:1: expected the record of the run before its equity
= 3

$ sed '/"type":"run"/s/"sha256":"[0-9a-f]*"/"sha256":"12"/' run | rbt-wfo overfit --trial-log
! rbt-wfo: strategy.sha256: expected 64 digits
= 3

# What is wrong with texts.

$ rbt-wfo overfit --moments sharpe=0.1
! rbt-wfo: --moments: sharpe= and n= are needed
= 2

$ rbt-wfo overfit --moments sharpe=0.1,n=10,sd=1
! rbt-wfo: --moments: trials= and sd= belong together
= 2

$ rbt-wfo overfit --moments sharpe=0.1,n=1
! rbt-wfo: --moments: n: 1 is outside 2..1e+15
= 2

$ rbt-wfo overfit --moments sharpe=0.1,m=10
! rbt-wfo: --moments: expected sharpe= skew= kurtosis= n= trials= sd=, got 'm=10'
= 2

$ rbt-wfo overfit --moments sharpe=0.1,n=10 --returns r.txt
! rbt-wfo: --returns and --moments: give one of them
= 2

$ rbt-wfo overfit --annualization 252 < run
! rbt-wfo: --annualization belongs to --returns and --moments; records carry their own
= 2

$ rbt-wfo overfit --returns r.csv
! rbt-wfo: r.csv:1: 3 columns: name one with --column
= 2

$ rbt-wfo overfit --returns r.csv --column y
! rbt-wfo: r.csv:1: --column: no column 'y' among 3
= 2

$ printf '0.01\nx\n' | rbt-wfo overfit --returns -
! rbt-wfo: stdin:2: expected a number, got 'x'
= 3

$ echo 0.01 | rbt-wfo overfit --returns -
! rbt-wfo: expected at least two returns, got 1
= 3

$ rbt-wfo overfit --moments sharpe=1,n=9 --confidence 1
! rbt-wfo: --confidence: expected a number between 0.5 and 1
= 2

$ rbt-wfo overfit --blocks 7 < run
! rbt-wfo: --blocks: expected an even number from 2 to 20
= 2

# The table.

$ rbt-wfo overfit --format table < sweep
search ...
run ...
The result alone
  periods                            1006
  Sharpe ratio                     0.0729  per period
    standard error                 0.0295  per period
    a year                         1.1568
    a year, after Lo               1.3045
  skew                             0.1207
  kurtosis                         5.0586  3 is normal
  probabilistic, 2012              0.9897  wants 0.95
  probabilistic, 2025              0.9896
  minimum track record              508.8  periods
    the same                         2.02  years
|
Intervals of 95 %, percentiles of 1000 series
  mean length of a block             41.2  periods
  Sharpe ratio, per period         0.0200  to 0.1210
  Sharpe ratio, a year             0.3181  to 1.9206
  Sortino ratio                    0.4607  to 3.0420
  Calmar ratio                     0.1744  to 3.8396
  Omega                            1.0755  to 1.4511
  total return                    16.45 %  to 305.15 %
  CAGR                             3.89 %  to 41.97 %
  volatility                      15.11 %  to 20.00 %
  maximum drawdown                 9.97 %  to 25.74 %
  time under water                80.22 %  to 96.62 %
  value at risk, 95 %              1.75 %  to 2.15 %
  beyond it on average             2.27 %  to 2.76 %
|
After all that was tried
  trials                                9
  effective trials                    2.0  by correlation
  best by luck alone               0.0038  per period
  deflated Sharpe ratio            0.9859  wants 0.95
  overfitting, PBO                 0.4823  0.5 is noise
  loss out of sample               0.0375  probability
  degradation slope               -1.1479
  superior ability, SPA            0.0260  p-value
  reality check                    0.0370  p-value
  Romano and Wolf                  0.0270  p-value
  Holm                             0.1874  p-value
  false discoveries, BHY           0.3001  p-value
  Sharpe after haircut             0.0645  per period
  minimum backtest                   0.26  years

$ rbt-wfo overfit --format table --moments sharpe=0.1,n=100
The result alone
  periods                             100
  Sharpe ratio                     0.1000  per period
    standard error                 0.1002  per period
  skew                             0.0000
  kurtosis                         3.0000  3 is normal
  probabilistic, 2012              0.8395  wants 0.95
  probabilistic, 2025              0.8413
  minimum track record              272.9  periods
|
How many were tried is not known, so nothing here allows for it.
