package main

import (
	"strings"
	"testing"
)

const output = `goos: linux
BenchmarkDeadline/N=5/floor-2          	300000000	         4.0 ns/op	       0 B/op	       0 allocs/op
BenchmarkDeadline/N=5/floor-2          	300000000	         9.0 ns/op	       0 B/op	       0 allocs/op
BenchmarkDeadline/N=5/floor-2          	300000000	         5.0 ns/op	       0 B/op	       0 allocs/op
BenchmarkDeadline/N=5/rickar-cal-2     	 3000000	        60.0 ns/op	      16 B/op	       2 allocs/op
BenchmarkDeadline/N=5/rickar-cal-2     	 3000000	        40.0 ns/op	      16 B/op	       2 allocs/op
BenchmarkAlone 	 1000	     1234 ns/op	  77 MB/s
PASS
`

const want = `
(without a floor)
  Alone                            1234.0 ns/op      ? allocs  77 MB/s

Deadline/N=5
  floor                               5.0 ns/op      0 allocs       1.00 × floor
  rickar-cal                         50.0 ns/op      2 allocs      10.00 × floor
`

func TestRatios(t *testing.T) {
	rows, err := parse(strings.NewReader(output))
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	if err := report(&got, rows); err != nil {
		t.Fatal(err)
	}
	if got.String() != want {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
}
