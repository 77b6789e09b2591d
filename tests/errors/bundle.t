# What rbt-bundle says about records that are no bars, bundles that are damaged,
# and producers that die.

$ cat > t <<'SH'
> #!/bin/sh
> # t KEY=VALUE [OPTION...]: rbt-bundle ingest of a good bar and of one with a key changed
> good='{"type":"bar","symbol":"A","time":"2024-01-02","period":"1d","open":10,"high":11,"low":9,"close":10.5,"volume":1}'
> bad=$(printf '%s\n' "$good" | sed "s/\"time\":\"2024-01-02\"/\"time\":\"2024-01-03\"/; s/\"${1%%=*}\":[^,}]*/\"${1%%=*}\":${1#*=}/")
> shift
> printf '%s\n%s\n' "$good" "$bad" | rbt-bundle ingest -q new "$@"
> SH
> chmod +x t

# Lines that are no records.

$ echo 'Date,Open,High,Low,Close' | rbt-bundle ingest new
! rbt-bundle: stdin:1: column 1: expected '{'
= 3

$ echo '{"type":"bar","symbol":"A"' | rbt-bundle ingest new
! rbt-bundle: stdin:1: column 27: text ends early: expected ',' or '}'
= 3

$ printf '{"type":"note"}\n\n' | rbt-bundle ingest new
! rbt-bundle: stdin:2: blank line
= 3

$ echo '{"symbol":"A"}' | rbt-bundle ingest new
! rbt-bundle: stdin:1: no string "type"
= 3

$ echo '[1,2]' | rbt-bundle ingest new
! rbt-bundle: stdin:1: column 1: expected '{'
= 3

$ printf '{"type":"bar","symbol":"A"}' | rbt-bundle ingest new
! rbt-bundle: stdin:1: missing key 'time'
= 3

$ rbt-bundle ingest new < /dev/null
! rbt-bundle: no records in the input
= 3

$ echo '{"type":"note"}' | rbt-bundle ingest new
! rbt-bundle: warning: records passed over that are no bars: 1
! rbt-bundle: no bars in the input, and no bundle at $PWD/data/new
= 3

$ for x in '"\u12x4"' '"\q"' '[1 2]' '{"b":1 2}' '01' 'nul'; do
>     echo '{"type":"note","a":'"$x"'}' | rbt-bundle ingest new
> done
! rbt-bundle: stdin:1: column 23: expected four hexadecimal digits
! rbt-bundle: stdin:1: column 22: unknown escape
! rbt-bundle: stdin:1: column 23: expected ',' or ']'
! rbt-bundle: stdin:1: column 27: expected ',' or '}'
! rbt-bundle: stdin:1: column 20: number with a leading zero
! rbt-bundle: stdin:1: column 20: expected a value
= 3

# Keys that are missing, of another kind, or without sense.

$ echo '{"type":"bar","symbol":"A","time":"2024-01-02","period":"1d","open":1,"high":1,"low":1}' | rbt-bundle ingest new
! rbt-bundle: stdin:1: missing key 'close'
= 3

$ ./t 'close="10"'
! rbt-bundle: stdin:2: close: expected a number, got the string '10'
= 3

$ ./t 'close=ten'
! rbt-bundle: stdin:2: column 98: expected a value
= 3

$ ./t 'close=NaN'
! rbt-bundle: stdin:2: column 98: expected a value
= 3

$ ./t 'close=1e400'
! rbt-bundle: stdin:2: close overflow: 1e400
= 3

$ ./t 'close=12'
! rbt-bundle: stdin:2: close 12 above high 11
= 3

$ ./t 'high=8'
! rbt-bundle: stdin:2: high 8 below low 9
= 3

$ ./t 'low=0'
! rbt-bundle: stdin:2: low 0 is not above 0
= 3

$ ./t 'volume=-1'
! rbt-bundle: stdin:2: volume -1 is negative
= 3

$ ./t 'time="2024-01-02"'
! rbt-bundle: stdin:2: duplicate of the row before
= 3

$ ./t 'time="2024-01-01"'
! rbt-bundle: stdin:2: time 2024-01-01 is before 2024-01-02 of the row before: rows must be in rising order
= 3

$ ./t 'time="2024-01-32"'
! rbt-bundle: stdin:2: time: there is no day '2024-01-32'
= 3

$ ./t 'time="2024-01-03T14:30:00Z"'
! rbt-bundle: stdin:2: time 2024-01-03T14:30:00Z of a daily bar is no date
= 3

$ ./t 'time=20240103'
! rbt-bundle: stdin:2: time: expected a plain string, got '20240103'
= 3

$ ./t 'period="1h"'
! rbt-bundle: stdin:2: period 1h behind bars of 1d: a bundle has one period
= 3

$ ./t 'period="daily"'
! rbt-bundle: stdin:2: period: expected a period like 30s, 15m, 1h, 1d or 1w, got 'daily'
= 3

$ ./t 'symbol=""'
! rbt-bundle: stdin:2: '' is no symbol: 1 to 64 characters of ASCII, no blank, quote or backslash
= 3

$ ./t 'open=1.123456789' --strict
! rbt-bundle: stdin:2: a number has more than 8 decimals
= 3

# The good rows are taken if that is asked for; without one nothing is made.

$ ./t 'close=12' --on-bad skip && rbt-bundle info new | grep -o '"rows":[0-9]*' | head -n 1
> rm -r data/new
"rows":1

$ printf '{"type":"bar","symbol":"%s","time":"%s","period":"1d","open":1,"high":1,"low":%s,"close":1,"volume":1}\n' A 2024-01-06 1 B 2024-01-08 2 |
> rbt-bundle ingest new --calendar XNYS --on-bad skip; rm -r data/new
! rbt-bundle: warning: stdin:2: high 1 below low 2
! rbt-bundle: warning: bad rows left out: 1
! rbt-bundle: warning: B: no good row, left out
! rbt-bundle: warning: A: bars on 1 day that is no session of XNYS: 2024-01-06
! rbt-bundle: new: version 1: 1 rows added, 0 replaced, 0 already there; 1 symbol, 1 rows

$ echo '{"type":"bar","symbol":"A"}' | rbt-bundle ingest new --on-bad skip
! rbt-bundle: warning: stdin:1: missing key 'time'
! rbt-bundle: warning: bad rows left out: 1
! rbt-bundle: no good row is left of 1
= 3

$ ls data

# A producer that dies in the middle of its work: nothing is committed.

$ rbt-fetch synth --end 2010-03-01 > synth
> head -n 20 synth | rbt-bundle ingest new
! rbt-bundle: stdin:20: the stream has no end after 19 records
= 3

$ (head -n 20 synth; tail -n 1 synth) | rbt-bundle ingest new
! rbt-bundle: stdin:21: the stream has 19 records, its end counts 42
= 3

$ (head -n 20 synth; cat synth) | rbt-bundle ingest new
! rbt-bundle: stdin:21: the stream before has no end
= 3

$ (head -n 20 synth; echo '{"type":"end","records":19,"status":"error","skipped":0}') | rbt-bundle ingest new
! rbt-bundle: stdin:21: the stream ended with status 'error'
= 3

$ sed 's/"v":1/"v":2/' synth | rbt-bundle ingest new
! rbt-bundle: stdin:1: records of version 2, expected 1
= 3

$ head -c 1000 synth | rbt-bundle ingest new
! rbt-bundle: stdin:8: column 111: text ends early: expected ':'
= 3

$ printf 'Date,Open,High,Low,Close\n2024-01-02,1,1,1,1\n2024-01-03,x,1,1,1\n' |
> rbt-fetch csv --symbol A | rbt-bundle ingest new
! rbt-fetch: stdin:3:12: open: expected a number, got 'x'
! rbt-bundle: stdin:2: the stream has no end after 1 records
= 3

$ ls data

$ head -n 20 synth | rbt-bundle ingest part --partial
! rbt-bundle: calendar weekdays is assumed from the dates; --calendar names another
! rbt-bundle: part: version 1: 19 rows added, 0 replaced, 0 already there; 1 symbol, 19 rows

# Names of bundles.

$ rbt-bundle info nowhere
! rbt-bundle: no bundle at $PWD/data/nowhere
= 2

$ rbt-bundle export part --symbol SYN01
! rbt-bundle: no symbol 'SYN01' in the bundle; did you mean 'SYN001'?
= 2

$ rbt-bundle info ''
! rbt-bundle: '' is no name of a bundle
= 2

$ rbt-bundle info ..
! rbt-bundle: '..' is no name of a bundle
= 2

$ env -u RBT_DATA -u HOME rbt-bundle info us
! rbt-bundle: where is the data? set RBT_DATA, XDG_DATA_HOME or HOME, or give the bundle as a path with a '/'
= 2

$ rbt-bundle ingest
! rbt-bundle: expected the name of a bundle
= 2

$ rbt-bundle info part more
! rbt-bundle: unexpected operand 'more'
= 2

$ rbt-bundle list part
! rbt-bundle: unexpected operand 'part'
= 2

# Values of options.

$ rbt-bundle ingest new --calendar NYSE < synth
! rbt-bundle: unknown calendar 'NYSE': known are XNYS, weekdays and 24/7
= 2

$ rbt-bundle ingest new --on-bad ignore < synth
! rbt-bundle: --on-bad: expected one of: error skip repair; got 'ignore'
= 2

$ rbt-bundle ingest new --on-conflict merge < synth
! rbt-bundle: --on-conflict: expected one of: error keep replace; got 'merge'
= 2

$ rbt-bundle info part --format csv
! rbt-bundle: --format: expected one of: ndjson table; got 'csv'
= 2

$ rbt-bundle export part --start yesterday
! rbt-bundle: --start: expected a date or time like 2024-01-02T14:30:00Z, got 'yesterday'
= 2

$ rbt-bundle export part --end 2024-02-30
! rbt-bundle: --end: there is no day '2024-02-30'
= 2

# A bundle that is damaged: a flipped byte, a segment cut short, one that is
# gone, another version of the format, a manifest that is none.

$ cp -r data/part data/flip
> printf X | dd of=data/flip/000001.seg bs=1 seek=200 conv=notrunc 2> dd.log
> rbt-bundle export flip > out
! rbt-bundle: $PWD/data/flip/000001.seg: damaged: column time is not what was ingested for SYN001
= 3

$ rbt-fetch synth --start 2010-03-02 --end 2010-03-05 | rbt-bundle ingest flip
! rbt-bundle: $PWD/data/flip/000001.seg: damaged: column time is not what was ingested for SYN001
= 3

$ cp -r data/part data/cut
> head -c 400 data/part/000001.seg > data/cut/000001.seg
> rbt-bundle export cut > out
! rbt-bundle: $PWD/data/cut/000001.seg: damaged or truncated: number of columns
= 3

$ cp -r data/part data/gone
> rm data/gone/000001.seg
> rbt-bundle export gone > out
! rbt-bundle: $PWD/data/gone/000001.seg: No such file or directory
= 4

$ cp -r data/part data/magic
> printf XXXXXXXX | dd of=data/magic/000001.seg bs=1 conv=notrunc 2> dd.log
> rbt-bundle export magic > out
! rbt-bundle: $PWD/data/magic/000001.seg: is no segment
= 3

$ cp -r data/part data/head
> size=$(wc -c < data/part/000001.seg)
> for at in 8 63 $((size - 24)) $((size - 22)) $((size - 9)) $((size - 8)) $((size - 4)); do
>     cp data/part/000001.seg data/head
>     printf X | dd of=data/head/000001.seg bs=1 seek=$at conv=notrunc 2> dd.log
>     rbt-bundle export head > out
> done
> cp data/part/000001.seg data/head
> printf '\1' | dd of=data/head/000001.seg bs=1 seek=$((size - 24)) conv=notrunc 2> dd.log
> rbt-bundle export head > out
! rbt-bundle: $PWD/data/head/000001.seg: has a format that this version does not know
! rbt-bundle: $PWD/data/head/000001.seg: damaged: its header
! rbt-bundle: $PWD/data/head/000001.seg: damaged or truncated: number of rows
! rbt-bundle: $PWD/data/head/000001.seg: damaged or truncated: number of rows
! rbt-bundle: $PWD/data/head/000001.seg: is not what the manifest says of SYN001
! rbt-bundle: $PWD/data/head/000001.seg: damaged or truncated: number of columns
! rbt-bundle: $PWD/data/head/000001.seg: damaged or truncated: period or volume digits
! rbt-bundle: $PWD/data/head/000001.seg: damaged or truncated: its size
= 3

$ cp -r data/part data/later
> sed -i '0,/"version": *1/s//"version":9/; 0,/"format": *2/s//"format":9/' data/later/manifest.json
> rbt-bundle info later
! rbt-bundle: $PWD/data/later/manifest.json: format: 9 is not known to this version, which reads 2
= 3

$ cp -r data/part data/text
> echo hello > data/text/manifest.json
> rbt-bundle info text
! rbt-bundle: $PWD/data/text/manifest.json: line 1, column 1: expected '{'
= 3

$ mkdir data/empty
> rbt-bundle info empty
! rbt-bundle: no bundle at $PWD/data/empty
= 2

$ rbt-bundle list --names
cut
flip
gone
head
magic
part
! rbt-bundle: warning: $PWD/data/later/manifest.json: format: 9 is not known to this version, which reads 2
! rbt-bundle: warning: $PWD/data/text/manifest.json: line 1, column 1: expected '{'

# What cannot be read or written.

$ rbt-bundle ingest new nowhere.ndjson
! rbt-bundle: nowhere.ndjson: No such file or directory
= 4

$ rbt-bundle ingest ./synth/new synth
! rbt-bundle: ./synth: Not a directory
= 4

$ rbt-bundle export part -o /nowhere/bars
! rbt-bundle: /nowhere/bars: No such file or directory
= 4

$ rbt-bundle export part > /dev/full
! rbt-bundle: writing standard output: No space left on device
= 4

$ rbt-bundle list > /dev/full
! rbt-bundle: warning: $PWD/data/later/manifest.json: format: 9 is not known to this version, which reads 2
! rbt-bundle: warning: $PWD/data/text/manifest.json: line 1, column 1: expected '{'
! rbt-bundle: writing standard output: No space left on device
= 4

$ rbt-bundle --help > /dev/full
! rbt-bundle: writing standard output: No space left on device
= 4

# Damage that verify finds, and what it cannot read.

$ cp -r data/part data/gap
> printf X | dd of=data/gap/000001.seg bs=1 seek=639 conv=notrunc 2> dd.log
> rbt-bundle verify gap --format table
SYN001: $PWD/data/gap/000001.seg: damaged: its SHA-256 is ...
! rbt-bundle: gap: 1 of 1 symbols are not what was ingested
= 1

$ rbt-bundle verify flip --format table
SYN001: $PWD/data/flip/000001.seg: damaged: column time is not what was ingested for SYN001
! rbt-bundle: flip: 1 of 1 symbols are not what was ingested
= 1

$ rbt-bundle verify cut --format table
SYN001: $PWD/data/cut/000001.seg: damaged or truncated: number of columns
! rbt-bundle: cut: 1 of 1 symbols are not what was ingested
= 1

$ rbt-bundle verify gone --format table
SYN001: $PWD/data/gone/000001.seg: No such file or directory
! rbt-bundle: gone: 1 of 1 symbols are not what was ingested
= 1

$ rbt-bundle verify later
! rbt-bundle: $PWD/data/later/manifest.json: format: 9 is not known to this version, which reads 2
= 1

$ cp -r data/part data/hash
> sed -i 's/weekdays/XNYS/' data/hash/manifest.json
> rbt-bundle verify hash
! rbt-bundle: $PWD/data/hash/manifest.json: damaged: sha256 is not that of the content
= 1

$ cp -r data/part data/sum
> sed -i '0,/"xxh3": *\["/s//&x/' data/sum/manifest.json
> rbt-bundle info sum
! rbt-bundle: $PWD/data/sum/manifest.json: symbols[0].xxh3[0]: expected 16 hexadecimal digits
= 3

# Archives.

$ rbt-bundle pack part -o part.zip && rbt-bundle pack part -o part.tar.zst
> rbt-bundle pack flip -o flip.zip; ls *.zip
part.zip
! rbt-bundle: $PWD/data/flip/000001.seg: damaged: column time is not what was ingested for SYN001

$ rbt-bundle pack part > /dev/full
! rbt-bundle: writing standard output: No space left on device
= 4

$ python3 -c 'import pty, sys; pty.spawn(sys.argv[1:])' rbt-bundle pack part < /dev/null | tr -d '\r'
rbt-bundle: an archive is nothing for a terminal: -o FILE

$ rbt-bundle pack part --format tar
! rbt-bundle: --format: expected one of: tar.zst zip; got 'tar'
= 2

$ rbt-bundle unpack part.zip
! rbt-bundle: expected a file and the name of a bundle
= 2

$ rbt-bundle unpack part.zip new more
! rbt-bundle: unexpected operand 'more'
= 2

$ rbt-bundle unpack nowhere.zip new
! rbt-bundle: nowhere.zip: No such file or directory
= 4

$ rbt-bundle unpack synth new
! rbt-bundle: synth: is no packed bundle: neither .tar.zst nor .zip
= 3

$ head -c 300 part.zip > cut.zip
> rbt-bundle unpack cut.zip new
! rbt-bundle: cut.zip: damaged or truncated: ZIP decompression failed (-5)
= 3

$ head -c 300 part.tar.zst > cut.tar.zst
> rbt-bundle unpack cut.tar.zst new
! rbt-bundle: cut.tar.zst: damaged or truncated: Truncated zstd input
= 3

$ cat > zip.py <<'PY'
> import sys, zipfile
> # zip.py FILE NAME=TEXT...: part.zip with entries changed, added or, without a text, left out
> change = dict(a.split("=", 1) for a in sys.argv[2:])
> with zipfile.ZipFile("part.zip") as z, zipfile.ZipFile(sys.argv[1], "w") as out:
>     for name in z.namelist() + [n for n in change if n not in z.namelist()]:
>         data = z.read(name) if name in z.namelist() else b""
>         if name in change and not change[name]:
>             continue
>         if name in change:
>             old, _, new = change[name].partition("->")
>             data = data.replace(old.encode(), new.encode()) if new else change[name].encode()
>         out.writestr(name, data, zipfile.ZIP_DEFLATED)
> PY
> for name in ../evil /etc/evil symbol-000001.bars/x; do
>     python3 zip.py x.zip "$name=x" && rbt-bundle unpack x.zip new; done
! rbt-bundle: x.zip: entry '../evil' where the end was expected: no packed bundle of ours
! rbt-bundle: x.zip: entry '/etc/evil' where the end was expected: no packed bundle of ours
! rbt-bundle: x.zip: entry 'symbol-000001.bars/x' where the end was expected: no packed bundle of ours
= 3

$ python3 zip.py x.zip bundle.json=weekdays-\>XNYS
> rbt-bundle unpack x.zip new 2> why; s=$?; sed 's/[0-9a-f]\{64\}/HASH/g' why; exit $s
rbt-bundle: x.zip: damaged: the hash of its content is HASH, not HASH
= 3

$ python3 zip.py x.zip 'bundle.json="rows":19->"rows":18' && rbt-bundle unpack x.zip new
! rbt-bundle: x.zip: symbol-000001.bars: byte 192 begins no column
= 3

$ python3 zip.py x.zip 'bundle.json="rows":19->"rows":190000000000' && rbt-bundle unpack x.zip new
! rbt-bundle: x.zip: bundle.json: 190000000000 rows in ...
= 3

$ python3 zip.py x.zip symbol-000001.bars=x && rbt-bundle unpack x.zip new
! rbt-bundle: x.zip: symbol-000001.bars: byte 120 begins no column
= 3

$ python3 zip.py x.zip symbol-000001.bars= && rbt-bundle unpack x.zip new
! rbt-bundle: x.zip: entry symbol-000001.bars is missing
= 3

$ python3 zip.py x.zip bundle.json= && rbt-bundle unpack x.zip new
! rbt-bundle: x.zip: entry 'symbol-000001.bars' where bundle.json was expected: no packed bundle of ours
= 3

$ python3 -c 'open("zeros", "w").write("symbol-000001.bars=" + "0" * 100000)'
> xargs -a zeros python3 zip.py x.zip && rbt-bundle unpack x.zip new
! rbt-bundle: x.zip: entry symbol-000001.bars has more than 1146 bytes
= 3

$ echo '{"type":"bar","symbol":"A","time":"2024-01-02","period":"1d","open":1,"high":2,"low":0.5,"close":1.5,"volume":100}' |
> rbt-bundle ingest -q ten && rbt-bundle pack -q ten -o part.zip && rbt-bundle drop -q ten
> python3 zip.py x.zip 'bundle.json="volume_digits":0->"volume_digits":1' && rbt-bundle unpack x.zip new
! rbt-bundle: x.zip: symbol-000001.bars: volumes with more decimals than they need
= 3

$ ls data | grep new
= 1

# Going back, and the end.

$ rbt-bundle rollback part
! rbt-bundle: there is no version before 1
= 3

$ rbt-bundle info part --previous
! rbt-bundle: part: there is no version before
= 3

$ mkdir data/web && echo '{"name":"web"}' > data/web/manifest.json
> rbt-bundle drop web; rbt-bundle rollback web; ls data/web
manifest.json
! rbt-bundle: $PWD/data/web/manifest.json: format: missing
! rbt-bundle: $PWD/data/web/manifest.json: format: missing

$ rbt-bundle drop nowhere
! rbt-bundle: no bundle at $PWD/data/nowhere
= 2
