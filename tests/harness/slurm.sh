#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a command beside a Slurm cluster of one node that lives in a scratch
# folder, on ports of its own, as the user who asks, and ends with the command.
# usage: slurm.sh COMMAND...; status 77 if the cluster does not come up
set -u
PATH=$PATH:/usr/sbin:/sbin
for tool in slurmctld slurmd sbatch sinfo; do
	command -v "$tool" >/dev/null || exit 77
done
dir=$(mktemp -d) || exit 4
pids=
# shellcheck disable=SC2086
trap '[ -n "$pids" ] && kill $pids 2>/dev/null; wait; rm -rf "$dir"' EXIT
trap 'exit 130' INT TERM
mkdir "$dir/state" "$dir/spool"
port=$((20000 + $$ % 20000)) user=$(id -un)
cat >"$dir/slurm.conf" <<END
ClusterName=scratch
SlurmctldHost=$(hostname)(127.0.0.1)
SlurmctldPort=$port
SlurmdPort=$((port + 1))
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/none
CredType=cred/none
MpiDefault=none
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool
SlurmctldPidFile=$dir/slurmctld.pid
SlurmdPidFile=$dir/slurmd.pid
SlurmctldLogFile=$dir/slurmctld.log
SlurmdLogFile=$dir/slurmd.log
NodeName=$(hostname -s) NodeAddr=127.0.0.1 CPUs=4 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
END
export SLURM_CONF="$dir/slurm.conf"
slurmctld -D -c >/dev/null 2>&1 &
pids=$!
slurmd -D -c >/dev/null 2>&1 &
pids="$pids $!"
tries=0
until [ "$(sinfo -h -o %t 2>/dev/null)" = idle ]; do
	tries=$((tries + 1))
	if [ "$tries" -gt 60 ]; then
		tail -n 5 "$dir"/*.log >&2
		exit 77
	fi
	sleep 0.5
done
"$@"
