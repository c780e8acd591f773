package agenda

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/jinlin-project/jinlin/examples/simulate/chance"
)

// A Share is how many of all cases are of a kind.
type Share struct {
	Code string `json:"code"`
	Of   int    `json:"of"`
}

// deal gives one of the codes to each of n cases, as many of each as its share of
// them says, in an order that the seed chooses.
func (a *Agenda) deal(topic string, shares []Share, n Count) []string {
	out := make([]string, 0, n)
	for i, k := range apportion(shares, int(n)) {
		for range k {
			out = append(out, shares[i].Code)
		}
	}
	c := a.stream(topic+" dealt", 0)
	for i := len(out) - 1; i > 0; i-- {
		j := c.Below(i + 1)
		out[i], out[j] = out[j], out[i]
	}
	return out
}

// apportion divides n by the shares, the largest remainders first (最大余额法): exact
// when n is their sum.
func apportion(shares []Share, n int) []int {
	sum, left := 0, n
	for _, s := range shares {
		sum += s.Of
	}
	out, by := make([]int, len(shares)), make([]int, len(shares))
	for i, s := range shares {
		out[i], by[i] = n*s.Of/sum, i
		left -= out[i]
	}
	slices.SortStableFunc(by, func(i, j int) int { return cmp.Compare(n*shares[j].Of%sum, n*shares[i].Of%sum) })
	for _, i := range by[:left] {
		out[i]++
	}
	return out
}

// number is a document's or a voucher's.
func number(what string, i int) string { return fmt.Sprintf("%s-%04d", what, i) }

// pick is one of several.
func pick[T any](from []T, c *chance.Stream) T { return from[c.Below(len(from))] }
