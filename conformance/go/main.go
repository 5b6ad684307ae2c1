// The Go lane: go-workwx and go-wecom, unmodified, against the address in the setting.
package main

import "log"

func main() {
	if err := readSetting(); err != nil {
		log.Fatal(err)
	}
	tryWorkwx()
	tryGoWecom()
}
