# rbt-backtest: a strategy on a bundle or on bars from a pipe.

# Ten bars; the close crosses 12 upwards on the 4th and downwards on the 8th.

$ cat > a.csv <<'CSV'
> Date,Open,High,Low,Close,Volume
> 2024-01-02,10,11,9,10,100
> 2024-01-03,10,12,10,11,100
> 2024-01-04,11,12,10,12,100
> 2024-01-05,12,14,12,13,100
> 2024-01-08,13.5,15,13,14,100
> 2024-01-09,14,16,14,15,100
> 2024-01-10,15,15,13,14,100
> 2024-01-11,13,13,11,11.5,100
> 2024-01-12,12,13,11,12,100
> 2024-01-16,12,12.5,11,11,100
> CSV
> rbt-fetch csv --symbol A a.csv | rbt-bundle ingest -q a --calendar XNYS
> cat > x.rule <<'RULE'
> param level = 12 in 5..20
> enter long when crossover(close, level)
> exit  long when crossunder(close, level)
> size 100 units
> RULE

# Decided at the close of the 4th bar, filled at the open of the 5th (13.5);
# out at the open of the 9th (12): 100 x (12 - 13.5) = -150.

$ rbt-backtest -b a -s x.rule
{"type":"stream","v":1,"tool":"rbt-backtest","version":"0.1.0","seed":null,"inputs":[{"name":"a","sha256":"2cf21e0803fa360fbf263f3a641cb931a7562230e05d661b5d3825306eab284f"},{"name":"x.rule","sha256":"ab163a8440babd59a37dbeb1cc377bff582cbaa8b88655c6208afe8558184ba4"}]}
{"type":"run","run_id":"293bfce35e1691c46f913f1d63344708e15998d296880fe40e66bd10e7429ec7","strategy":{"name":"x.rule","kind":"rule","sha256":"ab163a8440babd59a37dbeb1cc377bff582cbaa8b88655c6208afe8558184ba4"},"params":{"level":12},"bundle":{"name":"a","version":1,"sha256":"2cf21e0803fa360fbf263f3a641cb931a7562230e05d661b5d3825306eab284f"},"symbols":["A"],"from":"2024-01-02","to":"2024-01-16","period":"1d","engine":"event","cash":100000,"fill":"next-open","intrabar":"stop-first","commission":"none","slippage":"none","latency":0,"lot":1,"margin":"none","universe":"static","calendar":"XNYS","annualization":252,"equity":"session","rf":0,"benchmark":null,"warmup_bars":1}
{"type":"equity","time":"2024-01-02","equity":100000,"cash":100000,"flow":0}
{"type":"equity","time":"2024-01-03","equity":100000,"cash":100000,"flow":0}
{"type":"equity","time":"2024-01-04","equity":100000,"cash":100000,"flow":0}
{"type":"equity","time":"2024-01-05","equity":100000,"cash":100000,"flow":0}
{"type":"order","time":"2024-01-05","id":1,"symbol":"A","side":"buy","qty":100,"order_type":"market","limit":null,"stop":null,"tif":"gtc","status":"accepted","reason":"entry","parent":null,"tag":null}
{"type":"fill","time":"2024-01-08","order_id":1,"symbol":"A","side":"buy","qty":100,"price":13.5,"fee":0}
{"type":"order","time":"2024-01-08","id":1,"symbol":"A","side":"buy","qty":100,"order_type":"market","limit":null,"stop":null,"tif":"gtc","status":"filled","reason":"entry","parent":null,"tag":null}
{"type":"equity","time":"2024-01-08","equity":100050,"cash":98650,"flow":0}
{"type":"equity","time":"2024-01-09","equity":100150,"cash":98650,"flow":0}
{"type":"equity","time":"2024-01-10","equity":100050,"cash":98650,"flow":0}
{"type":"equity","time":"2024-01-11","equity":99800,"cash":98650,"flow":0}
{"type":"order","time":"2024-01-11","id":2,"symbol":"A","side":"sell","qty":100,"order_type":"market","limit":null,"stop":null,"tif":"gtc","status":"accepted","reason":"exit","parent":null,"tag":null}
{"type":"fill","time":"2024-01-12","order_id":2,"symbol":"A","side":"sell","qty":100,"price":12,"fee":0}
{"type":"order","time":"2024-01-12","id":2,"symbol":"A","side":"sell","qty":100,"order_type":"market","limit":null,"stop":null,"tif":"gtc","status":"filled","reason":"exit","parent":null,"tag":null}
{"type":"trade","symbol":"A","side":"long","qty":100,"entry_time":"2024-01-08","entry_price":13.5,"exit_time":"2024-01-12","exit_price":12,"exit_reason":"exit","pnl":-150,"return":-0.1111111111111111,"fees":0,"bars":4,"mae":0.18518518518518517,"mfe":0.18518518518518517}
{"type":"equity","time":"2024-01-12","equity":99850,"cash":99850,"flow":0}
{"type":"equity","time":"2024-01-16","equity":99850,"cash":99850,"flow":0}
{"type":"metrics","scope":"run","from":"2024-01-02","to":"2024-01-16","bars":10,"initial_equity":100000,"final_equity":99850,"total_return":-0.0015,"cagr":-0.03712182257747493,"volatility":0.015442431487483362,"sharpe":-2.442498488008486,"sortino":-2.7922712027786143,"calmar":-10.622144374668897,"omega":0.5720210483748406,"max_drawdown":0.003494757863205192,"max_drawdown_from":"2024-01-09","max_drawdown_to":"2024-01-16","max_drawdown_bars":4,"time_under_water":0.4,"ulcer_index":0.0017651192740552857,"var_95":0.0018236388545617356,"var_99":0.0023637282706624723,"cvar_95":0.0024987506246876563,"cvar_99":0.0024987506246876563,"var_95_normal":0.0017497586457466798,"var_99_normal":0.0024127038096767596,"var_95_cf":0.002084333824483472,"var_99_cf":0.0030307034674662637,"skew":-1.4618849008049926,"kurtosis":4.559613096943437,"tail_ratio":0.425071026149629,"best_day":0.0009995002498750624,"worst_day":-0.0024987506246876563,"best_month":-0.0015,"worst_month":-0.0015,"alpha":null,"beta":null,"n_trades":1,"n_open":0,"win_rate":0,"profit_factor":0,"expectancy":-150,"payoff":null,"sqn":null,"kelly":null,"max_wins_row":0,"max_losses_row":1,"avg_bars":4,"exposure":0.4,"turnover":0.32138034508627156,"fees":0,"slippage_cost":0,"ties":2,"ambiguous_bars":0,"equity_best":99850,"equity_worst":99850,"missing_bars":0,"suppressed":{"conflict":0,"size_zero":0,"no_stop":0},"stale":0}
{"type":"end","records":19,"status":"ok","skipped":0}

# From a pipe the same happens; only what names the data differs.

$ rbt-backtest -b a -s x.rule | grep -v '"stream"\|"run"\|"metrics"' > bundle
> rbt-fetch csv --symbol A a.csv | rbt-backtest -s x.rule --calendar XNYS > pipe
> grep -v '"stream"\|"run"\|"metrics"' pipe | cmp - bundle

# The other rules of filling: at the close of the decision (13, then 11.5), at
# the close of the next bar (14, then 12).

$ for rule in next-open same-close next-close; do
> rbt-backtest -b a -s x.rule --fill $rule | grep -o '"fill","time.*'
> done
"fill","time":"2024-01-08","order_id":1,"symbol":"A","side":"buy","qty":100,"price":13.5,"fee":0}
"fill","time":"2024-01-12","order_id":2,"symbol":"A","side":"sell","qty":100,"price":12,"fee":0}
"fill","time":"2024-01-05","order_id":1,"symbol":"A","side":"buy","qty":100,"price":13,"fee":0}
"fill","time":"2024-01-11","order_id":2,"symbol":"A","side":"sell","qty":100,"price":11.5,"fee":0}
"fill","time":"2024-01-08","order_id":1,"symbol":"A","side":"buy","qty":100,"price":14,"fee":0}
"fill","time":"2024-01-12","order_id":2,"symbol":"A","side":"sell","qty":100,"price":12,"fee":0}

# Costs.  10 bps of 1350 are 1.35, of 1200 1.2; half a cent a share is 0.5, at
# least 1; 5 bps of slippage make 13.5 x 1.0005 = 13.50675 and 12 x 0.9995.

$ for c in bps=10 per-share=0.005 per-share=0.005,min=1 per-order=2.5; do
> rbt-backtest -b a -s x.rule --commission $c | grep -o '"fee":[^}]*' | tr '\n' ' ' | sed 's/ $//'; echo
> done
"fee":1.35 "fee":1.2
"fee":0.5 "fee":0.5
"fee":1 "fee":1
"fee":2.5 "fee":2.5

$ rbt-backtest -b a -s x.rule --slippage bps=5 | grep -o '"price":[^,]*'
> rbt-backtest -b a -s x.rule --slippage fixed=0.02 | grep -o '"price":[^,]*'
"price":13.50675
"price":11.994
"price":13.52
"price":11.98

# What is not there cannot be spent: 1000 buy 74 at 13.5; units are all or
# nothing, a share of equity is cut to what the open allows.

$ rbt-backtest -b a -s x.rule --cash 1000 | grep -o '"status":"rej.*'
"status":"rejected","reason":"buying_power","parent":null,"tag":null}

$ sed 's/100 units/100% of equity/' x.rule > y.rule
> rbt-backtest -b a -s y.rule --cash 1000 | grep -o '"qty":[^,]*,"price.*\|"status":"[^o].*'
"status":"accepted","reason":"entry","parent":null,"tag":null}
"qty":74,"price":13.5,"fee":0}
"status":"partially_filled","reason":"entry","parent":null,"tag":null}
"status":"canceled","reason":"buying_power","parent":null,"tag":null}
"status":"accepted","reason":"exit","parent":null,"tag":null}
"qty":74,"price":12,"fee":0}
"status":"filled","reason":"exit","parent":null,"tag":null}

$ rbt-backtest -b a -s y.rule --cash 1000 --lot 0 | grep -o '"qty":[^,]*,"price":[^,]*'
"qty":74.07407407,"price":13.5
"qty":74.07407407,"price":12

$ rbt-backtest -b a -s y.rule --cash 1000 --lot 10 | grep -o '"qty":[^,]*,"price":[^,]*'
"qty":70,"price":13.5
"qty":70,"price":12

# Parameters, and the span that trades: indicators know the bars before it.

$ rbt-backtest -b a -s x.rule -p level=14 | grep -o '"fill","time":"[^"]*"'
"fill","time":"2024-01-10"
"fill","time":"2024-01-12"

$ rbt-backtest -b a -s x.rule --start 2024-01-08 | grep -c '"fill"'
1

$ rbt-backtest -b a -s x.rule --end 2024-01-10 | grep '"trade"\|"equity","time":"2024-01-10"'
{"type":"equity","time":"2024-01-10","equity":100050,"cash":98650,"flow":0}
{"type":"trade","symbol":"A","side":"long","qty":100,"entry_time":"2024-01-08","entry_price":13.5,"exit_time":null,"exit_price":14,"exit_reason":null,"pnl":50,"return":0.037037037037037035,"fees":0,"bars":2,"mae":0.037037037037037035,"mfe":0.18518518518518517}

# Protective orders: a stop at 13.5 - 1, touched on the 8th bar, which opens
# above it; a target of 10 % at 14.85, passed on the 5th.

$ (cat x.rule; echo 'stop loss 1') > stop.rule
> rbt-backtest -b a -s stop.rule | grep '^{"type":"\(trade\|fill\)"\|"order_type":"stop"'
{"type":"fill","time":"2024-01-08","order_id":1,"symbol":"A","side":"buy","qty":100,"price":13.5,"fee":0}
{"type":"order","time":"2024-01-08","id":2,"symbol":"A","side":"sell","qty":100,"order_type":"stop","limit":null,"stop":12.5,"tif":"gtc","status":"accepted","reason":"stop","parent":1,"tag":null}
{"type":"fill","time":"2024-01-11","order_id":2,"symbol":"A","side":"sell","qty":100,"price":12.5,"fee":0}
{"type":"order","time":"2024-01-11","id":2,"symbol":"A","side":"sell","qty":100,"order_type":"stop","limit":null,"stop":12.5,"tif":"gtc","status":"filled","reason":"stop","parent":1,"tag":null}
{"type":"trade","symbol":"A","side":"long","qty":100,"entry_time":"2024-01-08","entry_price":13.5,"exit_time":"2024-01-11","exit_price":12.5,"exit_reason":"stop","pnl":-100,"return":-0.07407407407407407,"fees":0,"bars":3,"mae":0.18518518518518517,"mfe":0.18518518518518517}

$ (cat x.rule; echo 'target 10%') > target.rule
> rbt-backtest -b a -s target.rule | grep '"trade"'
{"type":"trade","symbol":"A","side":"long","qty":100,"entry_time":"2024-01-08","entry_price":13.5,"exit_time":"2024-01-08","exit_price":14.85,"exit_reason":"target","pnl":135,"return":0.1,"fees":0,"bars":0,"mae":0.037037037037037035,"mfe":0.1111111111111111}

# Equity once a bar, and a benchmark.

$ rbt-fetch synth --symbols 2 --calendar XNYS --period 1h --start 2024-01-02 --end 2024-01-05 | rbt-bundle ingest -q h --calendar XNYS
> for e in session bar; do rbt-backtest -b h -s sma-cross.rule --equity $e | grep -c '"type":"equity"'; done
4
28

$ rbt-backtest -b a -s x.rule --benchmark A | grep -o '"alpha":[^,]*,"beta":[^,]*'
"alpha":-0.07430767411760984,"beta":0.008415180159525493

# Instruments in one account, some of them or all.

$ rbt-backtest -b h -s sma-cross.rule | grep -o '"symbols":[^]]*]'
> rbt-backtest -b h -s sma-cross.rule --symbols SYN002 | grep -o '"symbols":[^]]*]'
"symbols":["SYN001","SYN002"]
"symbols":["SYN002"]

# A run is named by what it depends on: another option, another name.

$ id() { rbt-backtest -b a -s x.rule "$@" | grep -o '"run_id":"[^"]*"'; }
> (id; id; id -p level=12; id --format ndjson) | sort -u | wc -l
> (id; id -p level=13; id --cash 5; id --fill same-close; id --commission bps=1; id --slippage bps=1
> id --lot 0; id --start 2024-01-03; id --end 2024-01-12; id --intrabar target-first; id --rf 0.02
> id --benchmark A; id --calendar weekdays; id --equity bar) | sort -u | wc -l
1
14

# The report.

$ rbt-backtest -b a -s stop.rule --commission bps=10 --format table
stop.rule on a: level=12
2024-01-02 to 2024-01-16, 10 sessions, 10 bars of 1d
A
run e2f84ce3f5f6d971, rbt 0.1.0
|
Assumptions
  fills         market orders at the next open
  inside a bar  the stop comes before the target
  commission    bps=10
  slippage      none
  cash          100,000.00, lot 1, no margin, no latency
  universe      static: the same symbols from the first day to the last
  calendar      XNYS, 252 sessions a year
  warm-up       1 bars of a symbol before its rules are known
|
100,000.00 became 99,897.40; 2.60 in fees, 0.00 to slippage
|
Equity
      100,148.65                                ██████
                                          ▄▄▄▄▄▄██████▄▄▄▄▄▄
                  ▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆▆██████████████████
       99,897.40  ██████████████████████████████████████████▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
                  2024-01-02                                        2024-01-16
|
  Return                    Risk                      Trades
  total return    -0.10 %   volatility       1.11 %   trades                1
  CAGR            -2.55 %   Sharpe            -2.32   still open            0
  best month      -0.10 %   Sortino           -2.84   win rate         0.00 %
  worst month     -0.10 %   Calmar           -10.18   profit factor      0.00
  best day         0.10 %   Omega              0.59   payoff                -
  worst day       -0.15 %   max drawdown     0.25 %   expectancy      -102.60
  exposure        40.00 %   under water     40.00 %   SQN                   -
  turnover           0.33   ulcer index      0.14 %   Kelly                 -
  alpha                 -   skew              -0.67   avg bars           3.00
  beta                  -   kurtosis           3.18   wins in a row         0
  sessions             10   tail ratio         0.60   losses in row         1
|
Loss of a session            95 %       99 %
  VaR, historical          0.13 %     0.15 %
  mean loss beyond it      0.15 %     0.15 %
  VaR, normal              0.13 %     0.17 %
  VaR, Cornish-Fisher      0.14 %     0.20 %
|
Worst drawdowns
     from        trough      recovered        depth   sessions
  1  2024-01-09  2024-01-11  -                0.25 %          4
|
Monthly returns, %
        Jan  Feb  Mar  Apr  May  Jun  Jul  Aug  Sep  Oct  Nov  Dec     Year
  2024 -0.1                                                            -0.1
|
Last trades
  symbol   side   entry       exit        bars     return           pnl  why
  A        long   2024-01-08  2024-01-11     3    -7.60 %       -102.60  stop
|
What weakens this
         2  crossings with both sides equal

# The check for look-ahead adds a record and changes nothing else; in a table it
# is a section.  One bar has no future to take away.

$ rbt-backtest -b a -s x.rule > plain; rbt-backtest -b a -s x.rule --check-lookahead | diff plain - | grep '^[<>]'
< {"type":"end","records":19,"status":"ok","skipped":0}
|> {"type":"lookahead","run_id":"293bfce35e1691c46f913f1d63344708e15998d296880fe40e66bd10e7429ec7","clean":true,"checks":16,"cuts":8,"signals":14,"records":61,"first_difference":null}
|> {"type":"end","records":20,"status":"ok","skipped":0}
$ rbt-backtest -b a -s x.rule --check-lookahead --format table | sed -n '/Look-ahead/,$p'
Look-ahead
  none in 16 checks: the future cut off or altered behind 8 bars,
  14 signals compared
$ rbt-backtest -b a -s x.rule --check-lookahead --end 2024-01-02 | grep lookahead
{"type":"lookahead","run_id":"a944395eafdfe3f3002c54c19b81365fe6f11a7af743272c93f3480d76855656","clean":true,"checks":2,"cuts":1,"signals":0,"records":1,"first_difference":null}
$ head -2 a.csv | rbt-fetch csv --symbol A - | rbt-backtest -q -s x.rule --check-lookahead --format table | sed -n '/Look-ahead/,$p'
Look-ahead
  not checked: no bar to cut off
$ head -2 a.csv | rbt-fetch csv --symbol A - | rbt-backtest -q -s x.rule --check-lookahead | grep lookahead
{"type":"lookahead","run_id":"e5ebd4983d23656453f72c2b3afc1731e88e29f80e3ad12c72dd664d3c9cf6d2","clean":null,"checks":0,"cuts":0,"signals":0,"records":0,"first_difference":null}
