# Made from the tool's option table by completions/generate.py.
complete -c rbt -f
complete -c rbt -n __fish_use_subcommand -a backtest -w rbt-backtest
complete -c rbt -n __fish_use_subcommand -a bundle -w rbt-bundle
complete -c rbt -n __fish_use_subcommand -a fetch -w rbt-fetch
complete -c rbt -n __fish_use_subcommand -a gate -w rbt-gate
complete -c rbt -n __fish_use_subcommand -a montecarlo -w rbt-montecarlo
complete -c rbt -n __fish_use_subcommand -a wfo -w rbt-wfo
complete -c rbt -n __fish_use_subcommand -a help
