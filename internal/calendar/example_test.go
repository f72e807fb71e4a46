package calendar_test

import (
	"fmt"
	"time"

	"redress/internal/calendar"
)

func Example() {
	cn, _ := calendar.Embedded("cn")
	span, _ := calendar.ParseSpan("18wh")
	friday := time.Date(2026, 4, 3, 17, 30, 0, 0, cn.Location())

	deadline, _ := cn.Due(friday, span)
	fmt.Println("due", deadline.Due.Format(time.DateTime))
	for _, iv := range deadline.Open {
		fmt.Println("counted", iv.To.Sub(iv.From), "on", iv.From.Format("Mon 01-02"))
	}
	// Output:
	// due 2026-04-08 17:30:00
	// counted 30m0s on Fri 04-03
	// counted 9h0m0s on Tue 04-07
	// counted 8h30m0s on Wed 04-08
}
