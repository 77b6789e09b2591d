# The trial log: what counts, that it counts once, and who allows for it.

$ rbt-fetch synth --calendar XNYS --seed 5 --end 2015-12-31 | rbt-bundle ingest -q b --calendar XNYS
> rbt-fetch synth --calendar XNYS --seed 6 --end 2015-12-31 | rbt-bundle ingest -q c --calendar XNYS
> cat > t <<'SH'
> #!/bin/sh
> # t COMMAND OPTION...: rbt-wfo on the first bundle
> c=$1; shift
> exec rbt-wfo "$c" -b b -s sma-cross.rule -p fast=4..12:2 -p slow=10..40:10 "$@"
> SH
> cat > log <<'SH'
> #!/bin/sh
> # log OPTION...: strategy, bundle, option sets and trials of each line
> rbt-wfo trials "$@" | jq -r 'select(.type == "trials") |
>     "\(.strategy.name) \(.bundle.name) \(.option_sets) \(.n_trials)"'
> SH
> cat > deflated <<'SH'
> #!/bin/sh
> # deflated TOOL...: N, the spread, where they are from, and what is left
> "$@" | jq -r 'select(.type == "overfit") | "\(.n_trials) \((.trials_sd // 0) * 1e4 | round) \(.trials_from) \((.dsr // 0) * 1e4 | round)"'
> SH
> chmod +x t log deflated; ./log

# A sweep of 18 points counts once, and a run that is one of them counts as that
# one, whatever it writes; with another fee it is another trial.

$ ./t sweep > sweep; ./log
sma-cross.rule b 1 18
$ ./t sweep --returns -j 3 > sweep.returns; ./t sensitivity > sensitivity; ./log
sma-cross.rule b 1 18
$ rbt-backtest -b b -s sma-cross.rule -p fast=4 -p slow=40 > run
> rbt-backtest -b ./data/b -s "$SRC/share/rbt/strategies/sma-cross.rule" -p fast=4 -p slow=40 --equity bar --benchmark SYN001 --format table > report
> ./log
sma-cross.rule b 1 18
$ rbt-backtest -b b -s sma-cross.rule -p fast=4 -p slow=40 --commission bps=5 > run.fee; ./log
sma-cross.rule b 2 19

# A walk judges by its windows; tasks count when they are put together.

$ ./t walk --train 2y --test 1y > walk; ./log
sma-cross.rule b 3 37
$ ./t plan walk --train 2y --test 6m > /dev/null; rbt-wfo plan walk -b b -s sma-cross.rule -p fast=4..8:2 -p slow=30 --train 2y --test 6m | rbt-wfo run > done; ./log
sma-cross.rule b 3 37
$ rbt-wfo reduce < done > reduced; ./log
sma-cross.rule b 4 40
$ ./t sweep --start 2012-01-01 --estimate > /dev/null
> ./t sweep --start 2012-01-01 --no-trial-log > /dev/null; rbt-wfo reduce --no-trial-log < done | cmp - reduced
> rbt-backtest -b b -s sma-cross.rule --start 2012-01-01 --no-trial-log > /dev/null; ./log
sma-cross.rule b 4 40

# What counts is the content: another name changes nothing, another byte does.
# Bars from a pipe count as what they are.

$ cp "$SRC/share/rbt/strategies/sma-cross.rule" mine.rule; rbt-backtest -b b -s mine.rule -p fast=4 -p slow=40 > /dev/null
> (echo '# mine'; cat mine.rule) > other.rule; rbt-backtest -b b -s other.rule > /dev/null
> rbt-backtest -b c -s sma-cross.rule > /dev/null
> rbt-bundle export b | rbt-backtest -q --calendar XNYS -s sma-cross.rule > /dev/null; ./log
other.rule b 1 1
sma-cross.rule b 4 40
sma-cross.rule c 1 1
sma-cross.rule stdin 1 1
$ ./log -s other.rule; ./log -s "$SRC/share/rbt/strategies/sma-cross.rule" -b c
other.rule b 1 1
sma-cross.rule c 1 1
$ hash=$(jq -r 'select(.type == "run") | .bundle.sha256[:8]' run); ./log -b "$hash" -s sma-cross.rule
sma-cross.rule b 4 40
$ rbt-wfo trials -s sma-cros.rule
! rbt-wfo: the trial log has no trial of 'sma-cros.rule'; did you mean 'sma-cross.rule'?
= 3
$ rbt-wfo trials -s other.rule -b us-daily --format table
! rbt-wfo: the trial log has no trial of 'other.rule' on 'us-daily'; there are: b
= 3
$ rbt-wfo trials -b us-daily
! rbt-wfo: the trial log has no trial on 'us-daily'; there are: b c stdin
= 3
$ rbt-wfo trials -s sma-cross.rule -b b --each | jq -r 'select(.type == "tried" and .params.fast == 4 and .params.slow == 40) | "\(.options.commission) \(.options.train) \(.periods)"' | sort
bps=5 null 1510
none 2y 2014
none null 1510
$ rbt-wfo trials --format table | sed 's/20[0-9-]*-[0-9]* /DATE /'
                  Sharpe ratio, a year:
      trials     best  by luck   spread  last        strategy and bundle
           1    0.046        -        -  DATE  other.rule 5c3fb1f93c30 on b 4468de9b3216
          40    0.280    0.315    0.144  DATE  sma-cross.rule bbb766941ad5 on b 4468de9b3216
           1    0.031        -        -  DATE  sma-cross.rule bbb766941ad5 on c 1b08d81c24eb
           1    0.046        -        -  DATE  sma-cross.rule bbb766941ad5 on stdin a34aee905ffd
$ rbt-wfo trials --each -s other.rule --format table | sed 's/20[0-9-]*-[0-9]* /DATE /'
  Sharpe  periods  first       trial
   0.046    1,510  DATE  other.rule 5c3fb1f93c30 on b 4468de9b3216  {"fast":10,"slow":30}
$ RBT_STATE=none rbt-wfo trials --format table; RBT_STATE=none rbt-wfo trials | jq -r .type
                  Sharpe ratio, a year:
      trials     best  by luck   spread  last        strategy and bundle
stream
end

# A search allows for its own trials, so that it writes the same bytes whatever
# the log says, and what it writes is what overfit makes of its records.

$ ./t sweep | cmp - sweep; RBT_STATE=new ./t walk --train 2y --test 1y | cmp - walk
> for f in sweep walk; do
>     rbt-wfo overfit -q < $f | grep '"overfit"' | sed 's/"run_id":"[^"]*"/"run_id":null/' > out
>     grep '"overfit"' $f | cmp - out
> done
$ ./deflated cat sweep; ./deflated rbt-wfo overfit < sweep.returns; ./deflated cat walk
18 74 records 3646
18 74 returns 4537
18 102 records 4246

# With the log all 40 count, also for a run alone; what is no record has none.

$ ./deflated rbt-wfo overfit --trial-log < sweep.returns; ./deflated rbt-wfo overfit --trial-log < walk
> ./deflated rbt-wfo overfit < run; ./deflated rbt-wfo overfit --trial-log < run
40 91 log 2809
40 91 log 4138
null 0 null 0
40 91 log 2325
$ rbt-wfo overfit --trial-log --format table < run | sed -n '/tried/,$p'
After all that was tried
  trials                               40  of the trial log
  effective trials                   40.0  by count
  best by luck alone               0.0198  per period
  deflated Sharpe ratio            0.2325  wants 0.95
  Sharpe after haircut             0.0000  per period
  minimum backtest                   4.79  years
$ RBT_STATE=none ./deflated rbt-wfo overfit --trial-log < sweep.returns
18 74 returns 4537
! rbt-wfo: warning: the trial log has fewer trials than the records, which count instead
$ RBT_STATE=none rbt-wfo overfit --trial-log < run > out
! rbt-wfo: the trial log knows of no trial of this strategy on this bundle
= 3
$ rbt-wfo overfit --trial-log --moments sharpe=1,n=9
! rbt-wfo: --trial-log: it knows of runs and searches alone
= 2

# The gate holds the evidence against the log, and says so.

$ cat run sweep.returns | rbt-wfo overfit > overfit
> cat run walk overfit > all
> rbt-gate --policy backtest --as-of 2016-01-10 < all 2> why | jq -c 'select(.type == "verdict") | [.n_trials, .trials_from]'
> rbt-gate --policy backtest --as-of 2016-01-10 --trial-log < all 2> why | jq -c 'select(.type == "verdict") | [.n_trials, .trials_from]'
> rbt-gate --policy backtest --as-of 2016-01-10 --trial-log --format table < all 2> why | grep 'log\| dsr '
[18,"records"]
[40,"log"]
  dsr                          0.2325 >= 0.95         overfit:2810   fail
  trials   40, of the trial log
$ RBT_STATE=none rbt-gate --policy backtest --as-of 2016-01-10 --trial-log < all 2> why | jq -c 'select(.type == "verdict") | [.n_trials, .trials_from]'; grep warning why
[18,"records"]
rbt-gate: warning: the trial log has fewer trials than the records, which count instead
