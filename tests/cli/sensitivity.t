# rbt-backtest --sensitivity: every scenario held against a run, or a sum, that
# was made without it.

$ cp "$SRC"/examples/acme.csv .
> rbt-fetch csv --symbol ACME acme.csv | rbt-bundle ingest -q acme --calendar XNYS
> cat > cross.rule <<'RULE'
> a = sma(close, 5)
> b = sma(close, 20)
> enter long when crossover(a, b)
> exit  long when crossunder(a, b)
> stop loss 3 * atr(14)
> size 90% of equity
> RULE
> sed 's/when \(.*\)/when (\1)[1]/; s/loss \(.*\)/loss (\1)[1]/' cross.rule > late.rule; cat late.rule
> cat > t <<'SH'
> #!/bin/sh
> # t OPTION...: the figures of a run
> rbt-backtest -q -b acme "$@" | jq -c 'select(.type == "metrics") | [.sharpe, .total_return, .cagr, .max_drawdown, .n_trades, .final_equity, .fees, .slippage_cost]'
> SH
> cat > s <<'SH'
> #!/bin/sh
> # s SCENARIO VALUE OPTION...: the figures of a scenario
> name=$1 value=$2; shift 2
> rbt-backtest -q -b acme --sensitivity "$@" | jq -c "select(.scenario == \"$name\" and .value == $value) | [.sharpe, .total_return, .cagr, .max_drawdown, .n_trades, .final_equity, .fees, .slippage_cost]"
> SH
> chmod +x t s
a = sma(close, 5)
b = sma(close, 20)
enter long when (crossover(a, b))[1]
exit  long when (crossunder(a, b))[1]
stop loss (3 * atr(14))[1]
size 90% of equity

# Costs times 1 are the run, times 0 a run without costs, times 2 one with twice
# the rates, minima and caps.

$ c='--commission per-share=0.02,min=7,max=0.5%' s='--slippage bps=4'
> ./t -s cross.rule $c $s > want; ./s costs 1 -s cross.rule $c $s | cmp - want; cat want
> ./t -s cross.rule > want; ./s costs 0 -s cross.rule $c $s | cmp - want; cat want
> ./t -s cross.rule --commission per-share=0.04,min=14,max=1% --slippage bps=8 > want; ./s costs 2 -s cross.rule $c $s | cmp - want; cat want
> ./t -s cross.rule --commission per-share=0.1,min=35,max=2.5% --slippage bps=20 > want; ./s costs 5 -s cross.rule $c $s | cmp - want; cat want
[0.8194550323518711,0.27908634424,0.13180078454415686,0.1551122822588584,13,127908.634424,952.4,1151.525576]
[0.8725075455898489,0.3018963,0.1419083257865177,0.1487109891009874,13,130189.63,0,0]
[0.7659716224638651,0.2565414788,0.12172229352957582,0.16151562221707852,13,125654.14788,1889.36,2283.04212]
[0.6049225890755864,0.191087101,0.09194090803464144,0.18040490342193308,13,119108.7101,4609.2,5559.6799]

# One bar late is what a rule says that looks one bar back.

$ ./t -s late.rule > want; ./s delay 1 -s cross.rule | cmp - want; cat want
[0.7941462377905871,0.26415,0.12513359089770942,0.12724277407419035,13,126415,0,0]

# A later start is --start on that session.

$ for n in 1 5 21; do
> day=$(sed -n "$((n + 2))s/,.*//p" acme.csv)
> ./t -s cross.rule --start $day > want; ./s start $n -s cross.rule | cmp - want; echo $day
> done
2022-01-04
2022-01-10
2022-02-02

# The worst price of the bar of each fill: the money is what is left of 100000
# after the highs that were paid and the lows that were got.

$ cat > units.rule <<'RULE'
> enter long  when crossover(sma(close, 5), sma(close, 20))
> enter short when crossunder(sma(close, 5), sma(close, 20))
> size 100 units
> RULE
> ./s worst_price null -s units.rule | jq -c '.[5]'
> (tr , ' ' < acme.csv; rbt-backtest -b acme -s units.rule | jq -r 'select(.type == "fill") | "fill \(.time) \(.side) \(.qty)"') | awk '
> $1 == "fill" && $3 == "buy"  { cash -= $4 * high[$2]; held += $4 }
> $1 == "fill" && $3 == "sell" { cash += $4 * low[$2]; held -= $4 }
> $1 != "fill" { high[$1] = $3; low[$1] = $4; close_ = $5 }
> END { printf "%.2f\n", 100000 + cash + held * close_ }'
97038
97038.00

# The record of the run stays as it is, and so do the others.

$ rbt-backtest -b acme -s units.rule --commission bps=1 > plain
> rbt-backtest -b acme -s units.rule --commission bps=1 --sensitivity | grep -v '"sensitivity"' | diff plain - | grep -c '^[<>]'
> rbt-backtest -b acme -s units.rule --commission bps=1 --sensitivity --format table | sed -n '/^Sensitivity/,$p'
2
Sensitivity          Sharpe  change    return  drawdown  trades           equity
  as it is             0.21    0.00     0.6 %     2.1 %      27       100,605.62
  costs times 0        0.22    0.01     0.6 %     2.1 %      27       100,639.00
  costs times 2        0.20   -0.01     0.6 %     2.1 %      27       100,572.24
  costs times 5        0.16   -0.04     0.5 %     2.1 %      27       100,472.09
  1 bar late           0.14   -0.07     0.4 %     1.9 %      27       100,390.55
  worst prices        -0.93   -1.14    -3.0 %     3.9 %      27        97,004.63
  from session 2       0.21    0.00     0.6 %     2.1 %      27       100,605.62
  from session 6       0.21    0.00     0.6 %     2.1 %      27       100,605.62
  from session 22      0.21    0.00     0.6 %     2.1 %      27       100,605.62
