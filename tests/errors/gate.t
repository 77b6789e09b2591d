# What rbt-gate says about its options, policies and input.

$ rbt-gate < /dev/null
! rbt-gate: expected a policy: --policy backtest
= 2
$ rbt-gate --policy < /dev/null
! rbt-gate: --policy: expected a value
! Try 'rbt-gate --help'.
= 2
$ rbt-gate --policy bakctest < /dev/null
! rbt-gate: --policy: there is no policy 'bakctest'; did you mean 'backtest'?
= 2
$ rbt-gate --policy live10 < /dev/null
! rbt-gate: --policy: there is no policy 'live10'; did you mean 'live-10'?
= 2
$ rbt-gate --policy everything < /dev/null
! rbt-gate: --policy: there is no policy 'everything'; there are: backtest live-10 live-100 live-35 live-65 paper shadow
= 2
$ rbt-gate --policy ../strategies/sma-cross.rule < /dev/null
! rbt-gate: --policy: there is no file '../strategies/sma-cross.rule'
= 2
$ rbt-gate --policy ./mine.json < /dev/null
! rbt-gate: --policy: there is no file './mine.json'
= 2
$ rbt-gate --policy '' < /dev/null
! rbt-gate: --policy: there is no policy ''; there are: backtest live-10 live-100 live-35 live-65 paper shadow
= 2
$ mkdir folder.json; rbt-gate --policy folder.json < /dev/null
! rbt-gate: folder.json: reading: Is a directory
= 4
$ RBT_SHARE=$PWD rbt-gate --policy backtest < /dev/null
! rbt-gate: --policy: there is no policy 'backtest'; there are: none
= 2
$ rbt-gate --policy backtest --as-of yesterday < /dev/null
! rbt-gate: --as-of: expected a date such as 2024-01-02, got 'yesterday'
= 2
$ rbt-gate --policy backtest --as-of 2024-02-30 < /dev/null
! rbt-gate: --as-of: expected a date such as 2024-01-02, got '2024-02-30'
= 2
$ rbt-gate --policy backtest --as-of 2024-01-02T00:00:00Z < /dev/null
! rbt-gate: --as-of: expected a date such as 2024-01-02, got '2024-01-02T00:00:00Z'
= 2
$ rbt-gate --policy backtest --format html < /dev/null
! rbt-gate: --format: expected one of: ndjson table; got 'html'
= 2
$ rbt-gate --policy backtest run.ndjson < /dev/null
! rbt-gate: unexpected operand 'run.ndjson'; evidence comes on standard input
= 2
$ rbt-gate --policy backtest --sharpe 2 < /dev/null
! rbt-gate: unknown option '--sharpe'
! Try 'rbt-gate --help'.
= 2

# Policies.

$ p() { printf '%s' "$1" > p.json; rbt-gate --policy p.json --as-of 2024-01-02 < /dev/null; echo "$?"; }
> p ''
> p '{"type":"policy","name":"x","about":"","checks":[{"name":"a","type":"run","key":"to","op":">=","limt":1}]}'
> p '{"type":"policy","name":"x","about":"","checks":[{"name":"a","type":"run","key":"to","op":"=>","limit":1}]}'
> p '{"type":"policy","name":"x","about":"","checks":[{"name":"a","type":"run","key":"to","op":">=","limit":1e999}]}'
> head -c 300000 /dev/zero | tr '\0' ' ' > p.json; rbt-gate --policy p.json < /dev/null
3
3
3
3
! rbt-gate: p.json: line 1, column 1: text ends early: expected '{'
! rbt-gate: p.json: checks[0]: unknown key 'limt'; did you mean 'limit'?
! rbt-gate: p.json: checks[0].op: unknown word '=>'; did you mean '>='?
! rbt-gate: p.json: checks[0].limit: expected a number, a text, true or false
! rbt-gate: p.json: larger than 262144 bytes
= 4

# Evidence.

$ echo '{"type":"run"}' | rbt-gate --policy backtest
! rbt-gate: stdin:1: missing key 'run_id'
= 3
$ printf '\n' | rbt-gate --policy backtest
! rbt-gate: stdin:1: blank line
= 3
$ echo '{"type":"stream","v":2}' | rbt-gate --policy backtest
! rbt-gate: stdin:1: records of version 2, expected 1
= 3
$ (echo '{"type":"stream","v":1}'; echo '{"type":"end","records":0,"status":"error"}') | rbt-gate --policy backtest
! rbt-gate: stdin:2: the stream ended with status 'error'
= 3
$ echo '{"type":"run","run_id":"x","params":{"a":1,"a":2}}' | rbt-gate --policy backtest --as-of 2024-01-02 2>&1 > out | cut -c 1-70
rbt-gate: backtest: there is no run; 23 of 23 checks have no evidence:

# An answer that cannot be written is none.

$ rbt-gate --policy backtest < /dev/null 2> why > /dev/full; echo $?
4
$ rbt-gate --policy backtest -o nowhere/out < /dev/null
! rbt-gate: nowhere/out: No such file or directory
= 4
