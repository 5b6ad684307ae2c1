package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"runtime/debug"
	"time"
)

type robot struct {
	URL    string `json:"url"`
	Key    string `json:"key"`
	Secret string `json:"secret"`
}

// What the harness tells this lane.
type laneSetting struct {
	URL             string `json:"url"`
	Control         string `json:"control"`
	CorpID          string `json:"corpId"`
	AgentID         int    `json:"agentId"`
	Secret          string `json:"secret"`
	ContactsSecret  string `json:"contactsSecret"`
	CustomersSecret string `json:"customersSecret"`
	Member          string `json:"member"`
	Colleague       string `json:"colleague"`
	Token           string `json:"token"`
	AESKey          string `json:"aesKey"`
	WecomRobot      robot  `json:"wecomRobot"`
	Picture         string `json:"picture"`
	Mark            string `json:"mark"`
}

var setting laneSetting

func readSetting() error {
	text, err := os.ReadFile(os.Getenv("TEAHOUSE_LANE"))
	if err != nil {
		return err
	}
	return json.Unmarshal(text, &setting)
}

type row struct {
	SDK      string `json:"sdk"`
	Version  string `json:"version"`
	Endpoint string `json:"endpoint"`
	OK       bool   `json:"ok"`
	Detail   string `json:"detail"`
	Expect   string `json:"expect,omitempty"`
}

// Tries one thing after another with one SDK and prints a row for each.
type recorder struct{ sdk, version string }

func recorderOf(sdk, module string) recorder {
	info, _ := debug.ReadBuildInfo()
	for _, m := range info.Deps {
		if m.Path == module {
			return recorder{sdk, m.Version}
		}
	}
	return recorder{sdk, "?"}
}

// run gives back a text that must stand in a message that a person reads, or "".
func (r recorder) try(endpoint string, run func() (string, error)) {
	expect, err := guarded(run)
	seen := row{SDK: r.sdk, Version: r.version, Endpoint: endpoint, OK: err == nil, Expect: expect}
	if err != nil {
		seen.Detail = firstLine(err.Error())
		seen.Expect = ""
	}
	line, _ := json.Marshal(seen)
	fmt.Println(string(line))
}

func guarded(run func() (string, error)) (expect string, err error) {
	defer func() {
		if broken := recover(); broken != nil {
			err = fmt.Errorf("panic: %v", broken)
		}
	}()
	return run()
}

func firstLine(text string) string {
	line, _, _ := bytes.Cut([]byte(text), []byte("\n"))
	if len(line) > 300 {
		line = line[:300]
	}
	return string(line)
}

// Fails with what was seen.
func must(right bool, seen any) error {
	if right {
		return nil
	}
	text, _ := json.Marshal(seen)
	return fmt.Errorf("seen: %s", text)
}

// Asks the harness to act.
func ask(wish string, body map[string]string) (map[string]any, error) {
	if body == nil {
		body = map[string]string{}
	}
	text, _ := json.Marshal(body)
	answer, err := http.Post(setting.Control+wish, "application/json", bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	got := map[string]any{}
	if err := json.NewDecoder(answer.Body).Decode(&got); err != nil {
		return nil, err
	}
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("the harness: %v", got["error"])
	}
	return got, nil
}

// Waits up to ten seconds.
func until(what string, look func() bool) error {
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if look() {
			return nil
		}
	}
	return errors.New(what + " did not come")
}
