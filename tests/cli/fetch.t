# rbt-fetch csv and synth.

# Columns go by their names in the header, in any order and letter case; others
# are not read.  No volume column gives null.

$ cat > a.csv <<'CSV'
> date,Close,adj close,open,LOW,High
> 2024-01-02,10.5,9.9,10,9,11
> 2024-01-03,11,9.9,10.5,10,12
> CSV
> rbt-fetch csv --symbol SPY a.csv
{"type":"stream","v":1,"tool":"rbt-fetch","version":"0.1.0","seed":null,"inputs":[{"name":"a.csv","sha256":"b609269f0a6bbc6f5ed27533b8e45e05381d14f8617d34da2bdc412b8928ea79"}]}
{"type":"bar","symbol":"SPY","time":"2024-01-02","period":"1d","open":10,"high":11,"low":9,"close":10.5,"volume":null}
{"type":"bar","symbol":"SPY","time":"2024-01-03","period":"1d","open":10.5,"high":12,"low":10,"close":11,"volume":null}
{"type":"end","records":2,"status":"ok","skipped":0}

# A symbol column serves many instruments at once; names of files do too.

$ cat > panel.csv <<'CSV'
> Date,Ticker,Open,High,Low,Close,Volume
> 2024-01-02,SPY,10,11,9,10.5,100
> 2024-01-02,BTC/USD,42000.123456,43000,41000,42500.5,1.23456789
> 2024-01-03,SPY,10.5,12,10,11,
> CSV
> rbt-fetch csv panel.csv | grep '"bar"'
{"type":"bar","symbol":"SPY","time":"2024-01-02","period":"1d","open":10,"high":11,"low":9,"close":10.5,"volume":100}
{"type":"bar","symbol":"BTC/USD","time":"2024-01-02","period":"1d","open":42000.123456,"high":43000,"low":41000,"close":42500.5,"volume":1.23456789}
{"type":"bar","symbol":"SPY","time":"2024-01-03","period":"1d","open":10.5,"high":12,"low":10,"close":11,"volume":null}

$ mkdir in
> cp a.csv in/spy.us.txt
> gzip -n < a.csv > in/brk-b.csv.gz
> xz < a.csv > in/qqq.csv.xz
> rbt-fetch csv --symbol-from-name in/* | cut -d , -f 1-3 | grep bar
{"type":"bar","symbol":"BRK-B","time":"2024-01-02"
{"type":"bar","symbol":"BRK-B","time":"2024-01-03"
{"type":"bar","symbol":"QQQ","time":"2024-01-02"
{"type":"bar","symbol":"QQQ","time":"2024-01-03"
{"type":"bar","symbol":"SPY","time":"2024-01-02"
{"type":"bar","symbol":"SPY","time":"2024-01-03"

# Standard input is "-" or no file at all; it may be compressed.

$ rbt-fetch csv --symbol SPY < a.csv | head -n 1
{"type":"stream","v":1,"tool":"rbt-fetch","version":"0.1.0","seed":null,"inputs":[{"name":"-","sha256":null}]}

$ gzip < a.csv | rbt-fetch csv --symbol SPY - | tail -n 1
{"type":"end","records":2,"status":"ok","skipped":0}

# Bars of less than a day carry the time; a zone is turned into UTC.

$ cat > minute.csv <<'CSV'
> timestamp,open,high,low,close,volume
> 2024-01-02 14:30:00,10,11,9,10.5,100
> 2024-01-02T09:31:00-05:00,10.5,12,10,11,200
> 2024-01-02T14:32:00.5Z,11,11,11,11,0
> CSV
> rbt-fetch csv --symbol SPY --period 1m minute.csv | grep '"bar"'
{"type":"bar","symbol":"SPY","time":"2024-01-02T14:30:00Z","period":"1m","open":10,"high":11,"low":9,"close":10.5,"volume":100}
{"type":"bar","symbol":"SPY","time":"2024-01-02T14:31:00Z","period":"1m","open":10.5,"high":12,"low":10,"close":11,"volume":200}
{"type":"bar","symbol":"SPY","time":"2024-01-02T14:32:00.5Z","period":"1m","open":11,"high":11,"low":11,"close":11,"volume":0}

# Semicolons, a byte order mark, quotes and CRLF, as spreadsheets write them.

$ printf '\357\273\277"Date";"Open";"High";"Low";"Close"\r\n"2024-01-02";"1";"2";"0.5";"1.5"\r\n' |
> rbt-fetch csv --symbol X | grep '"bar"'
{"type":"bar","symbol":"X","time":"2024-01-02","period":"1d","open":1,"high":2,"low":0.5,"close":1.5,"volume":null}

# The digits of a price are those of the file, without zeros behind.

$ printf 'Date,Open,High,Low,Close\n2024-01-02,412.3500,412.35,1e-8,4.1235e2\n' |
> rbt-fetch csv --symbol X | grep '"bar"'
{"type":"bar","symbol":"X","time":"2024-01-02","period":"1d","open":412.35,"high":412.35,"low":0.00000001,"close":412.35,"volume":null}

# -o writes the file whole or not at all.

$ rbt-fetch csv --symbol SPY -o spy.ndjson a.csv
> wc -l < spy.ndjson
4

$ printf 'Date,Open,High,Low,Close\n2024-01-02,1,2,0.5,x\n' | rbt-fetch csv --symbol X -o x.ndjson
! rbt-fetch: stdin:2:20: close: expected a number, got 'x'
= 3

$ ls
a.csv
in
minute.csv
panel.csv
spy.ndjson

# Made-up bars: the same seed gives the same bytes, and a symbol's bars do not
# depend on how many others there are.

$ rbt-fetch synth --seed 7 --start 2024-01-01 --end 2024-01-10
{"type":"stream","v":1,"tool":"rbt-fetch","version":"0.1.0","seed":7,"inputs":[]}
{"type":"bar","symbol":"SYN001","time":"2024-01-02","period":"1d","open":37.25,"high":37.61,"low":37.12,"close":37.55,"volume":189758}
{"type":"bar","symbol":"SYN001","time":"2024-01-03","period":"1d","open":37.17,"high":37.41,"low":36.21,"close":36.59,"volume":162851}
{"type":"bar","symbol":"SYN001","time":"2024-01-04","period":"1d","open":36.42,"high":37.35,"low":36.24,"close":37.26,"volume":76173}
{"type":"bar","symbol":"SYN001","time":"2024-01-05","period":"1d","open":37.36,"high":37.97,"low":37.11,"close":37.63,"volume":198238}
{"type":"bar","symbol":"SYN001","time":"2024-01-08","period":"1d","open":37.36,"high":37.71,"low":37.07,"close":37.68,"volume":172612}
{"type":"bar","symbol":"SYN001","time":"2024-01-09","period":"1d","open":37.62,"high":38.11,"low":37.27,"close":38.02,"volume":168766}
{"type":"bar","symbol":"SYN001","time":"2024-01-10","period":"1d","open":37.93,"high":38.16,"low":37.3,"close":37.38,"volume":194107}
{"type":"end","records":7,"status":"ok","skipped":0}

$ rbt-fetch synth --seed 7 --symbols 3 --start 2024-01-01 --end 2024-01-10 | grep SYN001 | cksum
> rbt-fetch synth --seed 7 --symbols 1 --start 2024-01-01 --end 2024-01-10 | grep SYN001 | cksum
707936230 943
707936230 943

$ rbt-fetch synth --seed 8 --start 2024-01-01 --end 2024-01-02 | grep '"bar"'
{"type":"bar","symbol":"SYN001","time":"2024-01-02","period":"1d","open":15.73,"high":15.85,"low":15.52,"close":15.84,"volume":5226034}

# Sessions come from the calendar: New Year's Day and Martin Luther King's are
# none in New York, and its half day after Thanksgiving has 210 minutes.

$ for c in XNYS weekdays 24/7; do
> rbt-fetch synth --calendar $c --start 2024-01-01 --end 2024-01-31 | grep -c '"bar"'
> done
21
23
31

$ rbt-fetch synth --period 1m --start 2024-11-29 --end 2024-11-29 | grep '"bar"' | sed -n '1p;$p' | cut -d , -f 2-4
> rbt-fetch synth --period 1m --start 2024-11-29 --end 2024-11-29 | grep -c '"bar"'
"symbol":"SYN001","time":"2024-11-29T14:30:00Z","period":"1m"
"symbol":"SYN001","time":"2024-11-29T17:59:00Z","period":"1m"
210
