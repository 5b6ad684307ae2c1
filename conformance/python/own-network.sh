#!/bin/sh
# Runs a program in a network of its own where the vendors' names are this machine. Nothing leaves it but what relay.py carries to the
# one address of the product and of the harness, over sockets in a directory.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
# The relay outside lives as long as the program inside.
"$here/venv/bin/python" "$here/relay.py" outside "$work" "$TEAHOUSE_LANE" &
outside=$!
trap 'kill $outside 2>/dev/null || true; rm -rf "$work"' EXIT

cat >"$work/hosts" <<'HOSTS'
127.0.0.1 localhost qyapi.weixin.qq.com oapi.dingtalk.com open.feishu.cn open.larksuite.com
HOSTS
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj '/CN=Conformance authority' \
  -keyout "$work/ca.key" -out "$work/ca.pem" 2>/dev/null
openssl req -newkey rsa:2048 -nodes -subj '/CN=qyapi.weixin.qq.com' -keyout "$work/key.pem" -out "$work/request.pem" 2>/dev/null
printf 'subjectAltName=DNS:qyapi.weixin.qq.com,DNS:oapi.dingtalk.com,DNS:open.feishu.cn,DNS:open.larksuite.com\n' >"$work/names"
openssl x509 -req -in "$work/request.pem" -CA "$work/ca.pem" -CAkey "$work/ca.key" -CAcreateserial -days 2 \
  -extfile "$work/names" -out "$work/cert.pem" 2>/dev/null

export TEAHOUSE_RELAY="$work" REQUESTS_CA_BUNDLE="$work/ca.pem" SSL_CERT_FILE="$work/ca.pem"
unshare -mn sh -c '
  ip link set lo up
  mount --bind "$TEAHOUSE_RELAY/hosts" /etc/hosts
  "$0"/venv/bin/python "$0"/relay.py inside "$TEAHOUSE_RELAY" "$TEAHOUSE_LANE" &
  inside=$!
  trap "kill $inside 2>/dev/null || true" EXIT
  while [ ! -e "$TEAHOUSE_RELAY/ready" ]; do sleep 0.05; done
  "$@"
' "$here" "$@"
