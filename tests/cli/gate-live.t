# The later stages of rbt-gate on a sample of what live trading writes.

$ cd "$SRC/examples" && rbt-fetch csv --symbol ACME acme.csv |
>     rbt-backtest -q -s sma-cross.rule --calendar XNYS --slippage bps=5 --commission bps=2 > "$HOME/run"
> cp gate/session.ndjson "$HOME/live" && cd "$HOME"
> cat > t <<'SH'
> #!/bin/sh
> # t POLICY SCRIPT: the answer to the sample as sed changes it
> sed "$2" live | cat run - | rbt-gate -p "$1" --as-of 2024-01-15 2> why > out
> s=$?
> sed "s/^rbt-gate: //; s/not [0-9a-f]\{12\}/not X/" why
> exit $s
> SH
> chmod +x t

$ ./t live-10

# Each check, beyond its limit and without its record.

$ for e in '/"session"/s/"stage":"live"/"stage":"paper"/' '/"session"/s/0.1,/0.35,/' '/"session"/d' \
>     '/"health"/s/2024-01-12/2024-01-11/' '/"health"/s/-\(03\|04\|05\)T/-02T/' '/"health"/d' \
>     's/"by":"r.ivanova"}/"by":null}/' 's/"state":"ready"/"state":"halted"/' \
>     's/"severity":"info"/"severity":"critical"/' '/-12T21:05.*"reconcile"/s/x/x/; /"reconcile".*-12T/s/"critical":0/"critical":1/' '/"reconcile"/d' \
>     '/"order".*"id":3.*"filled"/s/"filled"/"rejected"/' '/"order"/d' \
>     's/"sharpe":[^,]*/"sharpe":0.3/' 's/"sharpe":[^,]*/"sharpe":null/' '/"metrics"/d' \
>     's/"slippage_bps":1.5/"slippage_bps":25/' 's/"impact_bps":0.9/"impact_bps":25/' '/"fill"/d' \
>     's/"item":"sign-off"/"item":"tea"/' '/"attest"/d'; do
>     ./t live-10 "$e"
>     echo "$?"
> done
live-10: 1 of 13 checks refuse the evidence: stage
3
live-10: 1 of 13 checks refuse the evidence: capital
3
live-10: there is no session (and 1 more); 8 of 13 checks have no evidence: stage, capital, age, days, fill_rate, performance, slippage, impact
3
live-10: 1 of 13 checks refuse the evidence: age
3
live-10: 1 of 13 checks failed: days
1
live-10: 2 of 13 checks have no evidence: age, days
3
live-10: 1 of 13 checks failed: breakers
1
live-10: 1 of 13 checks have no evidence: days; 1 of 13 checks failed: halts
3
live-10: 1 of 13 checks failed: critical_breaks
1
live-10: 1 of 13 checks failed: reconciled
1
live-10: 1 of 13 checks have no evidence: reconciled
3
live-10: 1 of 13 checks failed: fill_rate
1
live-10: 1 of 13 checks have no evidence: fill_rate
3
live-10: 1 of 13 checks failed: performance
1
live-10: 1 of 13 checks have no evidence: performance
3
live-10: 1 of 13 checks have no evidence: performance
3
live-10: 1 of 13 checks failed: slippage
1
live-10: 1 of 13 checks failed: impact
1
live-10: 2 of 13 checks have no evidence: slippage, impact
3
live-10: 1 of 13 checks have no evidence: sign_off
3
live-10: 1 of 13 checks have no evidence: sign_off
3

# What does not belong.

$ ./t live-10 '/"session"/s/"fast":10/"fast":11/'
live-10: session of line 570 is of other parameters
= 3
$ ./t live-10 '/"reconcile"/s/U100/U200/'
live-10: reconcile of line 573 is of another account U200, not U100
= 3
$ ./t live-10 '/"attest"/s/"params_sha256":"./"params_sha256":"x/'
live-10: attest of line 611 is of other parameters
= 3
$ ./t live-10 '/"attest"/s/"account":"U100"/"account":null/'

# At 35 % it takes that capital; two people from 65 % on.

$ sed 's/live-10/live-35/; s/"capital":0.1/"capital":0.35/' live > 35; ./t live-35; (cat run 35 | rbt-gate -p live-35 --as-of 2024-01-15 > out) 2>&1
live-35: 1 of 13 checks refuse the evidence: capital; 1 of 13 checks have no evidence: sign_off
$ sed 's/live-10/live-65/; s/"capital":0.1/"capital":0.65/' live > 65; (cat run 65 | rbt-gate -p live-65 --as-of 2024-01-15 > out) 2>&1
rbt-gate: live-65: 1 of 13 checks failed: sign_off
= 1
$ sed -n '/"attest"/s/r.ivanova/j.moreau/p' 65 | cat run 65 - | rbt-gate -p live-65 --as-of 2024-01-15 > out
$ sed -n '/"attest"/s/"note":"[^"]*"/"note":"again"/p' 65 | cat run 65 - | rbt-gate -p live-65 --as-of 2024-01-15 2>&1 > out
rbt-gate: live-65: 1 of 13 checks failed: sign_off
= 1
$ sed 's/live-10/live-100/; s/"capital":0.1/"capital":1/' live > 100; sed -n '/"attest"/s/r.ivanova/j.moreau/p' 100 | cat run 100 - | rbt-gate -p live-100 --as-of 2024-01-15 > out

# Paper: fourteen days.

$ sed 's/"stage":"live"/"stage":"paper"/' live > paper; (cat run paper | rbt-gate -p paper --as-of 2024-01-15 > out) 2>&1
rbt-gate: paper: 1 of 7 checks failed: days
= 1
$ sed -n '/"health".*"ready"/p' paper | sed 's/2024-01-0/2024-01-1/' | cat run paper - | rbt-gate -p paper --as-of 2024-01-22 --format table
policy paper, as of 2024-01-22
sma-cross.rule on stdin: fast=10 slow=30
|
  check                         value    limit        source         verdict
  stage                         paper == paper        session:570    pass
  age                               3 <= 3            health:617     pass
  days                             14 >= 14           health:572     pass
  fill_rate                         1 >  0.95         order:576      pass
  performance                  0.9108 >= 0.8          metrics:610    pass
  slippage                        1.6 <= 5            fill:604       pass
  breakers                          0 == 0                           pass
|
verdict: pass
$ sed -n '/"health".*"ready"/p' paper | sed 's/2024-01-0/2024-01-1/' | cat run paper - | sed 's/"stage":"paper"/"stage":"live"/' | rbt-gate -p paper --as-of 2024-01-22 2>&1 > out
rbt-gate: paper: 1 of 7 checks refuse the evidence: stage
= 3

# Shadow.

$ sed 's/"stage":"live"/"stage":"shadow"/; s/live-10/shadow/' live > shadow; cp shadow live; ./t shadow
$ for e in '/"shadow".*-03T/s/"aligned":true/"aligned":false/' '/"shadow"/d' \
>     's/"execution_quality":0.97/"execution_quality":0.89/' 's/"latency_ms":38/"latency_ms":500/' 's/"latency_ms":38/"latency_ms":null/'; do
>     ./t shadow "$e"
>     echo "$?"
> done
shadow: 1 of 8 checks failed: alignment
1
shadow: there is no session; 7 of 8 checks have no evidence: stage, age, days, alignment, execution_quality, latency, sign_off
3
shadow: 1 of 8 checks failed: execution_quality
1
shadow: 1 of 8 checks failed: latency
1
shadow: 1 of 8 checks have no evidence: latency
3
