// The Go lane: go-workwx, go-wecom and oapi-sdk-go, unmodified, against the address in the setting.
package main

import "log"

func main() {
	if err := readSetting(); err != nil {
		log.Fatal(err)
	}
	tryWorkwx()
	tryGoWecom()
	tryShop()
	tryWorkwxShop()
	tryOffice()
	tryLark()
}
