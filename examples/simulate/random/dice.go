package random

import "github.com/jinlin-project/jinlin/examples/simulate/chance"

// dice are what one world is drawn with.
type dice struct{ chance.Stream }

// object is an object of a scenario file.
type object = map[string]any

func one[T any](d *dice, of ...T) T { return of[d.Below(len(of))] }

// edge draws from low to high: either end in a quarter of all draws each.
func (d *dice) edge(low, high int) int {
	switch d.Below(4) {
	case 0:
		return low
	case 1:
		return high
	}
	return d.Between(low, high)
}

// chanceOf is a chance in thousandths: never, always, rarely or any.
func (d *dice) chanceOf() int { return one(d, 0, 0, 1000, d.Between(1, 100), d.Between(0, 1000)) }

// rarely is a chance of what ends a matter before anybody handles it: mostly small, or
// little would be left to handle.
func (d *dice) rarely() int { return one(d, 0, 0, d.Between(1, 100), d.Between(1, 100), d.chanceOf()) }

// mostly is a chance of what goes well, mostly high.
func (d *dice) mostly() int {
	return one(d, 1000, d.Between(900, 1000), d.Between(500, 1000), d.chanceOf())
}

// weights are n weights, of which one at least weighs something.
func (d *dice) weights(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = one(d, 0, 1, 1000, d.Between(0, 100))
	}
	out[d.Below(n)] = d.Between(1, 100)
	return out
}

// minutes are a spread of durations up to a longest, rarely of many steps.
func (d *dice) minutes(longest int) any {
	n := d.Between(0, 3)
	if n == 0 {
		return d.edge(0, longest)
	}
	out, at := make([]int, n), 0
	for i := range out {
		at += d.Between(0, (longest-at)/(n-i))
		out[i] = at
	}
	return out
}

// some is n draws.
func some(n int, draw func() int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = draw()
	}
	return out
}
