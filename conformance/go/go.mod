module teahouse/conformance

go 1.24

require (
	github.com/larksuite/oapi-sdk-go/v3 v3.5.3
	github.com/wenerme/go-req v0.10.1
	github.com/wenerme/go-wecom v1.0.0
	github.com/xen0n/go-workwx v1.7.0
)

require (
	github.com/cenkalti/backoff/v4 v4.1.3 // indirect
	github.com/gorilla/websocket v1.5.3 // indirect
	github.com/pkg/errors v0.9.1 // indirect
)
