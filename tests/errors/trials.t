# What is said of a trial log that cannot be used: a run and a search warn and
# end as if nothing were, what asks the log ends with an error.

$ rbt-fetch synth --calendar XNYS --seed 5 --end 2011-12-31 | rbt-bundle ingest -q b --calendar XNYS
> cat > t <<'SH'
> #!/bin/sh
> # t FOLDER: whoever writes the log or asks it, records dropped
> export RBT_STATE="$1"
> rbt-backtest -b b -s sma-cross.rule | cmp - run
> rbt-wfo sweep -b b -s sma-cross.rule -p fast=4..8:4 -p slow=30 -j 2 | cmp - sweep
> rbt-wfo reduce < done | cmp - sweep
> rbt-wfo trials > out; echo $?
> rbt-wfo overfit --trial-log < run > out; echo $?
> rbt-gate --policy backtest --trial-log < all > out; echo $?
> SH
> chmod +x t
> rbt-backtest -b b -s sma-cross.rule > run
> rbt-wfo sweep -b b -s sma-cross.rule -p fast=4..8:4 -p slow=30 > sweep
> rbt-wfo plan sweep -b b -s sma-cross.rule -p fast=4..8:4 -p slow=30 | rbt-wfo run > done
> rbt-wfo overfit < run | cat run - > all
> ln -s .local/state/rbt/trials.db log; ls -L log
log

# Damaged, another program's, a later version's.

$ mkdir bad && echo 'this is no database, and long enough to show it' > bad/trials.db && ./t bad; cat bad/trials.db
3
3
3
this is no database, and long enough to show it
! rbt-backtest: warning: not counted in the trial log: bad/trials.db is damaged or no trial log; if it is moved away, a new one begins
! rbt-wfo: warning: not counted in the trial log: bad/trials.db is damaged or no trial log; if it is moved away, a new one begins
! rbt-wfo: warning: not counted in the trial log: bad/trials.db is damaged or no trial log; if it is moved away, a new one begins
! rbt-wfo: bad/trials.db is damaged or no trial log; if it is moved away, a new one begins
! rbt-wfo: bad/trials.db is damaged or no trial log; if it is moved away, a new one begins
! rbt-gate: bad/trials.db is damaged or no trial log; if it is moved away, a new one begins
$ mkdir cut && head -c 9000 log > cut/trials.db && ./t cut
3
3
3
! rbt-backtest: warning: not counted in the trial log: cut/trials.db is damaged or no trial log; if it is moved away, a new one begins
! rbt-wfo: warning: not counted in the trial log: cut/trials.db is damaged or no trial log; if it is moved away, a new one begins
! rbt-wfo: warning: not counted in the trial log: cut/trials.db is damaged or no trial log; if it is moved away, a new one begins
! rbt-wfo: cut/trials.db is damaged or no trial log; if it is moved away, a new one begins
! rbt-wfo: cut/trials.db is damaged or no trial log; if it is moved away, a new one begins
! rbt-gate: cut/trials.db is damaged or no trial log; if it is moved away, a new one begins
$ mkdir foreign && python3 -c "
> import sqlite3
> sqlite3.connect('foreign/trials.db').executescript('create table x(y); insert into x values(1)')" && ./t foreign
3
3
3
! rbt-backtest: warning: not counted in the trial log: foreign/trials.db is damaged or no trial log; if it is moved away, a new one begins
! rbt-wfo: warning: not counted in the trial log: foreign/trials.db is damaged or no trial log; if it is moved away, a new one begins
! rbt-wfo: warning: not counted in the trial log: foreign/trials.db is damaged or no trial log; if it is moved away, a new one begins
! rbt-wfo: foreign/trials.db is damaged or no trial log; if it is moved away, a new one begins
! rbt-wfo: foreign/trials.db is damaged or no trial log; if it is moved away, a new one begins
! rbt-gate: foreign/trials.db is damaged or no trial log; if it is moved away, a new one begins
$ mkdir later && cp log later/trials.db && python3 -c "
> import sqlite3
> sqlite3.connect('later/trials.db').executescript('pragma user_version = 2')" && ./t later
3
3
3
! rbt-backtest: warning: not counted in the trial log: later/trials.db is of version 2, and this program knows 1
! rbt-wfo: warning: not counted in the trial log: later/trials.db is of version 2, and this program knows 1
! rbt-wfo: warning: not counted in the trial log: later/trials.db is of version 2, and this program knows 1
! rbt-wfo: later/trials.db is of version 2, and this program knows 1
! rbt-wfo: later/trials.db is of version 2, and this program knows 1
! rbt-gate: later/trials.db is of version 2, and this program knows 1

# Where there can be no file; nothing that says where; one that others hold.

$ touch file && ./t file
4
4
4
! rbt-backtest: warning: not counted in the trial log: file: Not a directory
! rbt-wfo: warning: not counted in the trial log: file: Not a directory
! rbt-wfo: warning: not counted in the trial log: file: Not a directory
! rbt-wfo: file/trials.db: Not a directory
! rbt-wfo: file/trials.db: Not a directory
! rbt-gate: file/trials.db: Not a directory
$ mkdir -p dir/trials.db && ./t dir
4
4
4
! rbt-backtest: warning: not counted in the trial log: dir/trials.db: Is a directory
! rbt-wfo: warning: not counted in the trial log: dir/trials.db: Is a directory
! rbt-wfo: warning: not counted in the trial log: dir/trials.db: Is a directory
! rbt-wfo: dir/trials.db: Is a directory
! rbt-wfo: dir/trials.db: Is a directory
! rbt-gate: dir/trials.db: Is a directory
$ env -i RBT_SHARE="$RBT_SHARE" "$(command -v rbt-wfo)" trials
! rbt-wfo: where is the trial log? set RBT_STATE, XDG_STATE_HOME or HOME
= 2
$ mkdir held && cp log held/trials.db && python3 -c "
> import sqlite3, subprocess
> other = sqlite3.connect('held/trials.db', isolation_level=None)
> other.execute('begin exclusive')
> subprocess.run('RBT_STATE=held rbt-backtest -b b -s sma-cross.rule | cmp - run', shell=True)
> "
! rbt-backtest: warning: not counted in the trial log: held/trials.db is held by another process

# Nothing of what is asked for; no log yet, in which there is nothing at all.

$ for i in 1 2 3 4 5 6 7 8 9; do (cat "$RBT_SHARE/strategies/sma-cross.rule"; echo "# $i") > r$i.rule; rbt-backtest -q -b b -s r$i.rule > out; done
$ rbt-wfo trials -s momentum.rule --each
! rbt-wfo: the trial log has no trial of 'momentum.rule'; there are: r1.rule r2.rule r3.rule r4.rule r5.rule r6.rule r7.rule r8.rule and 2 more
= 3
$ rbt-wfo trials -s ra.rule -b us-daily
! rbt-wfo: the trial log has no trial of 'ra.rule'; did you mean 'r1.rule'?
= 3
$ RBT_STATE=none rbt-wfo trials -s sma-cross.rule
! rbt-wfo: the trial log has no trial of 'sma-cross.rule'; there are: none
= 3
$ RBT_STATE=none rbt-wfo trials --format table
                  Sharpe ratio, a year:
      trials     best  by luck   spread  last        strategy and bundle

# Options.

$ rbt-wfo trials x
! rbt-wfo: unexpected operand 'x'
= 2
$ rbt-wfo trials --format json
! rbt-wfo: --format: expected one of: ndjson table; got 'json'
= 2
$ seq 9 > returns; rbt-wfo overfit --trial-log --returns returns
! rbt-wfo: --trial-log: it knows of runs and searches alone
= 2
