package civil_test

import (
	"fmt"
	"time"

	"github.com/jinlin-project/jinlin/civil"
)

// An instant late on 30 September in London is already 1 October in China.
func ExampleDateOf() {
	at := time.Date(2026, 9, 30, 16, 30, 0, 0, time.UTC)
	fmt.Println(civil.DateOf(at), civil.DateOf(at).Weekday())
	// Output: 2026-10-01 Thursday
}

// The end of a date is the last instant still in it.
func ExampleDate_End() {
	fmt.Println(civil.MustParse("2024-10-10").End().Format(time.RFC3339))
	// Output: 2024-10-10T23:59:59+08:00
}

// An open-ended term compares as later than every other date.
func ExampleForever() {
	until := civil.Forever
	fmt.Println(civil.Of(2024, time.September, 27) < until, until)
	// Output: true 9999-12-31
}
