# Made from the tool's option table by completions/generate.py.
complete -c rbt-gate -f
complete -c rbt-gate -l policy -x -a 'backtest paper shadow live-10 live-35 live-65 live-100' -d 'what is asked: a name, or a file with a \'/\' or .json'
complete -c rbt-gate -l as-of -x -d 'the day that ages are counted to (default today)'
complete -c rbt-gate -l trial-log -d 'allow for all that the trial log has of the strategy'
complete -c rbt-gate -l format -x -a 'ndjson table' -d 'ndjson, or table (default on a terminal)'
complete -c rbt-gate -s o -l output -r -F -d 'write to FILE, whole or not at all'
complete -c rbt-gate -s q -l quiet -d 'no notes and no progress on standard error'
complete -c rbt-gate -s h -l help -d 'show this help'
complete -c rbt-gate -l version -d 'show the version'
