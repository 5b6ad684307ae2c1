#!/bin/bash
# ejabberd.sh PORT   the Debian package in the foreground, rooms archived (mod_mam, mnesia), data in a directory of its own
set -e
D=$(mktemp -d); H=$(cd "$(dirname "$0")" && pwd)
trap 'rm -rf "$D"' EXIT
sed "s/@PORT@/$1/; s/@MAMDB@/mnesia/; s|@SQL@||" "$H/ejabberd.yml.in" > "$D/ejabberd.yml"
EB=$(ls -d /usr/lib/*/ejabberd-*/ebin | head -1)
cd "$D"; export EJABBERD_CONFIG_PATH=$D/ejabberd.yml EJABBERD_LOG_PATH=$D/ejabberd.log HOME=$D ERL_EPMD_ADDRESS=127.0.0.1
erl -noinput +K true +P 250000 +Q 65536 -pa "$EB" -mnesia dir "\"$D/mnesia\"" -s ejabberd
