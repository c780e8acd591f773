package whatif

import (
	"math/big"
	"slices"
)

// A Spread is how a figure lies over the seeds: the median, and the interval that holds
// at least nine tenths of them. Of n figures in order as many are left out at each end
// as a twentieth of n has whole ones: none below 20 seeds, where the interval is from
// the least to the greatest; one at each end from 20, and so on.
type Spread struct {
	Of     int    `json:"of"` // seeds in which there is a figure; 0: there is none 无
	Low    Amount `json:"low"`
	Median Amount `json:"median"` // of an even number the middle of the middle two, to the millionth towards zero
	High   Amount `json:"high"`
}

// spreadOf sorts what it is given.
func spreadOf(figures []Amount) Spread {
	n := len(figures)
	if n == 0 {
		return Spread{}
	}
	slices.Sort(figures)
	out := n / 20
	return Spread{Of: n, Low: figures[out], Median: (figures[(n-1)/2] + figures[n/2]) / 2, High: figures[n-1-out]}
}

// A Difference is what a scenario's figures are minus the first one's, seed by seed.
type Difference struct {
	Spread
	Up   int `json:"up"`   // seeds in which it is more
	Down int `json:"down"` // seeds in which it is less
	// Clear is whether up and down are too uneven for chance: were both as likely, it
	// would be so in at most one comparison of a hundred (the two-sided sign test at
	// 1 %, seeds without a difference left out). It takes 8 seeds at least. Of a
	// hundred rows in which nothing has changed, one may be marked all the same.
	Clear bool `json:"clear"`
}

// figure is what one run gives for one row.
type figure struct {
	amount Amount
	is     bool
}

// differenceOf compares the figures of the same seeds; a seed in which one is missing
// has no difference.
func differenceOf(first, other []figure) Difference {
	var d Difference
	var all []Amount
	for i, f := range first {
		if !f.is || !other[i].is {
			continue
		}
		by := other[i].amount - f.amount
		all = append(all, by)
		switch {
		case by > 0:
			d.Up++
		case by < 0:
			d.Down++
		}
	}
	d.Spread = spreadOf(all)
	d.Clear = uneven(d.Up, d.Down)
	return d
}

// uneven is the exact two-sided sign test: twice the chance of so few on the smaller
// side is at most 1 %.
func uneven(up, down int) bool {
	n := int64(up + down)
	tail := new(big.Int)
	for i := range int64(min(up, down)) + 1 {
		tail.Add(tail, new(big.Int).Binomial(n, i))
	}
	tail.Mul(tail, big.NewInt(2*100))
	return tail.Cmp(new(big.Int).Lsh(big.NewInt(1), uint(n))) <= 0
}

// unanimous reports whether every seed says the same.
func (d *Difference) unanimous() bool { return d.Of > 0 && max(d.Up, d.Down) == d.Of }

// stands reports whether a difference is worth naming: it is more than nothing when it
// is printed, and clear or, with seeds too few for anything to be clear, all of them
// say the same.
func (d *Difference) stands(places int) bool {
	return d.Median.scaled(places) != 0 && (d.Clear || d.Of < fewest && d.unanimous())
}

// fewest is with how many seeds a difference can be clear.
const fewest = 8

// figuresOf are those that are there.
func figuresOf(all []figure) []Amount {
	out := make([]Amount, 0, len(all))
	for _, f := range all {
		if f.is {
			out = append(out, f.amount)
		}
	}
	return out
}
