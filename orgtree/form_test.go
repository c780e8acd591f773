package orgtree

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// domain.md §1: what a unit is follows from its statistical code. The bounds of
// every band of the national standard, and the numbers beside them.
func TestBandsOfStatisticalCodes(t *testing.T) {
	for _, c := range []struct {
		kind Kind
		last int
		form Form
	}{
		{Town, 0, 0},
		{Town, 1, FormStreet},
		{Town, 99, FormStreet},
		{Town, 100, FormTown},
		{Town, 199, FormTown},
		{Town, 200, FormTownship},
		{Town, 399, FormTownship},
		{Town, 400, FormTownLike},
		{Town, 599, FormTownLike},
		{Town, 600, 0},
		{Town, 999, 0},
		{Community, 0, 0},
		{Community, 1, FormResidents},
		{Community, 199, FormResidents},
		{Community, 200, FormVillagers},
		{Community, 399, FormVillagers},
		{Community, 400, FormCommunityLike},
		{Community, 599, FormCommunityLike},
		{Community, 600, 0},
		{District, 5, 0},
		{Province, 35, 0},
	} {
		assert.Equal(t, c.form, bandOf(c.kind, c.last), "%s %03d", c.kind, c.last)
	}
}

// A band only gives forms that a unit of its kind may have, and no two bands of
// a kind meet.
func TestBandsFitTheKinds(t *testing.T) {
	for i, b := range codeBands {
		assert.Contains(t, b.kind.rule().Forms, b.form)
		assert.LessOrEqual(t, b.from, b.to)
		for _, other := range codeBands[:i] {
			meet := other.kind == b.kind && other.from <= b.to && b.from <= other.to
			assert.False(t, meet, "%s: %v and %v", b.kind, other, b)
		}
	}
}

func TestLastDigits(t *testing.T) {
	for code, want := range map[string]int{"1": 1, "35": 35, "350205001205": 205, "350205407498": 498, "999000": 0} {
		last, digits := lastDigits(code)
		assert.True(t, digits)
		assert.Equal(t, want, last, code)
	}
	for _, code := range []string{"35A", "３５", "-1", "3 5", "35\x00"} {
		_, digits := lastDigits(code)
		assert.False(t, digits, "%q", code)
	}
}
