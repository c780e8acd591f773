package casework_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
)

// FuzzCommand gives whatever fields somebody sends, in whatever state, as
// whomever: it is checked and decided or refused as one of the known kinds, it
// never breaks, a refusal changes nothing, and an error repeats nothing.
func FuzzCommand(f *testing.F) {
	w := newWorld(f, nil)
	all, people := stands(w), everybody()
	about, lifecycle := w.cases.Describe(), w.cases.Lifecycle()
	other := w.atTown()
	for i, c := range about.Commands { // what fits, as somewhere to begin
		raw, err := json.Marshal(fitting(f, c.Verb, all[i%len(all)].matter, other))
		require.NoError(f, err)
		f.Add(uint8(i), uint8(i), uint8(i), raw)
	}
	f.Add(uint8(10), uint8(9), uint8(11), []byte(`{"list":"phased","units":[{"unit":"350205D01","role":"lead"}],"stages":[{"name":"","days":-1}]}`))
	f.Add(uint8(30), uint8(23), uint8(1), []byte(`{"scores":[{"unit":"350205D01","satisfaction":99,"solved":"x"},{}]}`))
	actors, tree := map[string]governance.Actor{}, w.tree()
	for _, who := range people {
		actors[who] = w.actor(who)
	}
	f.Fuzz(func(t *testing.T, verb, state, who uint8, raw []byte) {
		sheet := about.Commands[int(verb)%len(about.Commands)]
		s := all[int(state)%len(all)]
		into, _ := about.Command(sheet.Verb)
		if json.Unmarshal(raw, into) != nil {
			return // no adapter lets that through
		}
		cmd := reflect.ValueOf(into).Elem().Interface().(governance.Command)
		if err := lifecycle.Check(cmd); err != nil {
			require.Equal(t, "invalid", kindOf(t, err))
			return
		}
		c := clone(t, s.matter)
		before, err := json.Marshal(c)
		require.NoError(t, err)
		m := &governance.Moment{
			At: w.now, AsOf: w.now, Actor: actors[people[int(who)%len(people)]], Org: tree, Calendar: w.calendar,
			Policy: casework.DefaultPolicy(), Ref: governance.Ref{Kind: casework.KindCase, ID: c.ID}, Version: c.Version + 1,
		}
		if err := lifecycle.Apply(c, cmd, m); err != nil {
			kindOf(t, err)
			after, merr := json.Marshal(c)
			require.NoError(t, merr)
			require.Equal(t, string(before), string(after), "a refusal changed the matter")
			return
		}
		if c.Phase == "closed" {
			require.NotEmpty(t, c.Outcome)
		}
	})
}
