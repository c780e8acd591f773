package orgtree_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/orgtree"
)

var numbered = regexp.MustCompile(`changes\[(\d+)\]`)

// shifted are faults under paths n changes further on.
func shifted(faults string, n int) string {
	return numbered.ReplaceAllStringFunc(faults, func(s string) string {
		i, _ := strconv.Atoi(s[len("changes[") : len(s)-1])
		return fmt.Sprintf("changes[%d]", i+n)
	})
}

// harmless is a change that is right and has to do with no other.
var harmless = orgtree.Appoint{ID: "harmless", Post: orgtree.Post{Kind: orgtree.CentreClerk, Unit: "1C", Person: "h"}}

// domain.md §1: every fault is named. A batch that is refused is refused for the
// same reasons wherever it stands in a larger one: before something right, behind
// it, and in the middle.
func TestFaultsAreThoseOfTheBatchAlone(t *testing.T) {
	o := smallOrg(t)
	for _, c := range refusals {
		_, err := o.Apply(append(c.changes[:len(c.changes):len(c.changes)], harmless)...)
		assert.Equal(t, c.faults, strings.Join(faultsOf(t, err), ", "), "%s, then something right", c.name)
		_, err = o.Apply(append([]orgtree.Change{harmless}, c.changes...)...)
		assert.Equal(t, shifted(c.faults, 1), strings.Join(faultsOf(t, err), ", "), "%s, after something right", c.name)
	}
}

// domain.md §1: all faults at once. Two batches that are about different things
// are refused together for the reasons of both.
func TestFaultsOfTwoBatchesAreNamedTogether(t *testing.T) {
	o := smallOrg(t)
	other := []orgtree.Change{
		orgtree.Rename{Code: "1b2y1", Name: "", Day: day},
		orgtree.Move{Code: "1b2L", Parent: "1b", Day: day},
		orgtree.EndPost{ID: "never", Day: day},
		orgtree.Dissolve{Code: "1b2x1", Successor: "1C", Day: day},
		orgtree.SetPerson{Person: orgtree.Person{ID: "no id", Home: "nowhere"}, Day: day},
	}
	_, err := o.Apply(other...)
	faults := faultsOf(t, err)
	require.ElementsMatch(t, []string{
		"changes[0].name bad-name", "changes[1].parent wrong-parent", "changes[2].id unknown",
		"changes[3].successor wrong-successor", "changes[4].person.id bad-id", "changes[4].person.home unknown",
	}, faults)
	for _, c := range refusals {
		want := strings.Split(c.faults, ", ")
		for _, f := range faults {
			want = append(want, shifted(f, len(c.changes)))
		}
		_, err := o.Apply(append(c.changes[:len(c.changes):len(c.changes)], other...)...)
		assert.ElementsMatch(t, want, faultsOf(t, err), "%s", c.name)
	}
}

// A fault names the rule in both languages, with a code that stays, and never
// the value that was refused, which may be anything that was typed.
func TestFaultsNeverRepeatWhatWasRefused(t *testing.T) {
	o := smallOrg(t)
	const secret = "350205199001011234X"
	for _, changes := range [][]orgtree.Change{
		add(orgtree.Unit{Code: "a " + secret, Name: "甲", Kind: orgtree.Town, Parent: "1"}),
		add(orgtree.Unit{Code: "n", Name: "\n" + secret, Kind: orgtree.Town, Parent: secret, At: secret, Covers: []orgtree.Code{secret}}),
		rename(secret, "甲"), move("1a", secret), dissolve("1D2", secret), cover("1a1G", secret),
		{orgtree.Appoint{ID: "i " + secret, Post: orgtree.Post{Kind: orgtree.Instructor, Unit: secret, Person: "p " + secret, Source: "s " + secret}}},
		{orgtree.SetPerson{Person: orgtree.Person{ID: "p " + secret, Home: secret}}},
		{orgtree.EndPost{ID: secret, Day: day}},
		{orgtree.Merge{Codes: []orgtree.Code{secret}, Into: secret, Day: day}},
		{orgtree.Split{Code: secret, Heir: secret, Day: day}},
	} {
		_, err := o.Apply(changes...)
		var invalid *orgtree.InvalidError
		require.ErrorAs(t, err, &invalid)
		assert.NotContains(t, err.Error()+invalid.Zh()+fmt.Sprint(invalid.Faults), "1990", "%+v", changes)
		for _, f := range invalid.Faults {
			assert.Contains(t, orgtree.FaultCodes(), f.Code)
			assert.Equal(t, f.Code.Text(), f.Message)
		}
	}
}

// Fields that nobody can read are refused under their key, or under none where
// the key itself is what was refused.
func TestFieldFaultsNeverRepeatWhatWasRefused(t *testing.T) {
	const secret = "350205199001011234X"
	_, err := orgtree.FromFields(fieldsOf(map[string]string{
		"u.a " + secret: districtField, "p.b " + secret: "{", "h.c " + secret: `{"members":[],"homes":[]}`, "x." + secret: "{}",
		"u.1": `{"kind":"` + secret + `"}`, "p.1": `{"` + secret + `":1}`,
	}))
	var invalid *orgtree.InvalidError
	require.ErrorAs(t, err, &invalid)
	assert.GreaterOrEqual(t, len(invalid.Faults), 6)
	assert.NotContains(t, err.Error()+invalid.Zh()+fmt.Sprint(invalid.Faults), "1990")
}
