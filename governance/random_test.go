package governance_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A crowd plays random commands on a handful of loans and holds the law to its
// invariants after every one of them.
type crowd struct {
	*world
	r        *rand.Rand
	ids      []uuid.UUID
	versions map[governance.Ref]int64
	done     map[string]int
	refused  int
	told     int64 // up to which position the feed was looked through
}

// cast is who plays: those with something to do more often than the others.
var cast = append(slices.Clone(people), deng, deng, deng, ann, tang)

// command is a random command, sound or not.
func (c *crowd) command() governance.Command {
	words := []string{"", "议", "楼栋议事", "家庭聚会", strings.Repeat("长", 61), "x\x00"}
	word := words[c.r.IntN(len(words))]
	keys := []string{"", "1", "2", "3", "一把很长很长很长的钥匙"}
	switch c.r.IntN(14) {
	case 0:
		a := asking()
		a.Purpose, a.Use = word, []Use{"", Meeting, Feast, "party"}[c.r.IntN(4)]
		a.Room = []orgtree.Code{"", towers, gardens, meadow, "350205009"}[c.r.IntN(5)]
		return a
	case 1, 2, 3:
		return Lend{Key: keys[c.r.IntN(len(keys))]}
	case 4:
		return PassUp{}
	case 5:
		return Refuse{Reason: word}
	case 6:
		return Return{Damaged: c.r.IntN(2) == 0}
	case 7:
		return Check{}
	case 8:
		return Hold{Days: c.r.IntN(22)}
	case 9:
		return Resume{}
	case 10:
		return Renew{Days: c.r.IntN(12)}
	case 11:
		return HandOn{To: c.any()}
	case 12:
		return governance.Note{Text: word}
	}
	return []governance.Command{Lapse{}, Inherit{Key: "1"}, governance.Erase{Reason: governance.Reason(word)}, governance.RevealIdentity{Reason: governance.Reason(word)}, governance.Attach{}}[c.r.IntN(5)]
}

// sound is a command of a verb without a fault in itself.
func (c *crowd) sound(verb string) governance.Command {
	switch verb {
	case "erase": // rarely, or soon nothing is left to seal
		if c.r.IntN(8) > 0 {
			return governance.Note{Text: "不删"}
		}
	case "lend":
		return Lend{Key: fmt.Sprint(c.r.IntN(6))}
	case "return":
		return Return{Damaged: c.r.IntN(2) == 0}
	}
	return bodies(c.any())[verb]
}

// any is one of the loans, or none.
func (c *crowd) any() uuid.UUID {
	if len(c.ids) == 0 || c.r.IntN(12) == 0 {
		return uuid.UUID{9}
	}
	return c.ids[c.r.IntN(len(c.ids))]
}

// step plays one command.
func (c *crowd) step() {
	c.at(c.clock().Add(time.Duration(c.r.IntN(5*60)) * time.Minute))
	c.sweep() // so that what is offered is offered after time has acted
	person, cmd, id := cast[c.r.IntN(len(cast))], c.command(), uuid.Nil
	if len(c.ids) < 5 {
		cmd = asking()
	}
	if cmd.Verb() != "ask" {
		id = c.any()
	}
	offered, sees := c.offered(person, id)
	if len(offered) > 0 && c.r.IntN(3) > 0 {
		cmd = c.sound(offered[c.r.IntN(len(offered))])
	}
	before := map[uuid.UUID]governance.Stored{}
	for _, one := range c.ids {
		before[one] = c.stored(loanRef(one))
	}
	feed := c.feed()
	l, err := c.try(person, id, cmd)
	what := fmt.Sprintf("%T by %s", cmd, person)
	if err != nil {
		c.refused++
		c.refusal(err, what)
		for one, was := range before {
			require.Equal(c, was, c.stored(loanRef(one)), what)
		}
		require.Equal(c, feed, c.feed(), what)
		return
	}
	c.done[cmd.Verb()]++
	if id == uuid.Nil {
		c.ids = append(c.ids, l.ID)
	} else {
		require.True(c, sees, what)
		require.Contains(c, offered, cmd.Verb(), "%s was not offered", what)
	}
	c.invariants(what)
}

// offered is what a person may do with a loan, and whether they see it.
func (c *crowd) offered(person string, id uuid.UUID) (verbs []string, sees bool) {
	view, err := c.loans.Shelf.Get(c.Context(), c.actor(person), id)
	if err != nil {
		return nil, false
	}
	for _, a := range view.Actions() {
		verbs = append(verbs, a.Command)
	}
	return verbs, true
}

// refusal insists on one of the closed kinds of error, which explains itself
// and repeats nothing.
func (c *crowd) refusal(err error, what string) {
	var (
		missing    *governance.NotFoundError
		conflict   *governance.ConflictError
		notAllowed *governance.NotAllowedError
		forbidden  *governance.ForbiddenError
		invalid    *governance.InvalidError
	)
	known := errors.As(err, &missing) || errors.As(err, &conflict) || errors.As(err, &notAllowed) || errors.As(err, &forbidden) || errors.As(err, &invalid)
	require.True(c, known, "%s: %v", what, err)
	var explained interface{ Explain() governance.Text }
	require.ErrorAs(c, err, &explained)
	text := explained.Explain()
	require.NotEmpty(c, text.Zh, what)
	require.NotEmpty(c, text.En, what)
	require.NotContains(c, err.Error(), "张三丰")
}

// invariants hold for every record at any time.
func (c *crowd) invariants(what string) {
	for _, id := range c.ids {
		l, err := c.loans.Get(c.Context(), governance.Actor{System: true}, id)
		require.NoError(c, err)
		for _, ref := range []governance.Ref{loanRef(id), {Kind: "tag", ID: l.Slip}} {
			stored, entries := c.stored(ref), c.entries(ref)
			require.EqualValues(c, len(entries), stored.Version, what)
			require.GreaterOrEqual(c, stored.Version, c.versions[ref], what)
			require.NoError(c, governance.Verify(entries, stored.Digest), what)
			c.versions[ref] = stored.Version
			same(c, stored.Document, governance.Rebuild(entries), what)
			for i := range entries {
				require.False(c, entries[i].AsOf.After(entries[i].At), "nothing is decided for an instant to come: %s", what)
			}
		}
		_, open := l.Wake()
		closed := l.Phase == Returned || l.Phase == Refused
		require.Equal(c, closed, !l.Closed.IsZero(), what)
		require.Equal(c, closed, l.Outcome != "", "phase and outcome are two things, but what is closed has one: %s", what)
		require.False(c, closed && open, "nothing is left to do about what is closed: %s", what)
	}
	news := c.feedAfter(c.told)
	require.NotContains(c, news, "张三丰", "personal data never reaches the feed")
	require.NotContains(c, news, "13812348000")
	c.told = c.feed()
}

// same insists that two documents hold the same fields, in whatever order.
func same(t testing.TB, want, got governance.Document, what string) {
	a, err := want.Split()
	require.NoError(t, err)
	b, err := got.Split()
	require.NoError(t, err)
	require.Equal(t, sorted(a), sorted(b), what)
}

// Random lives of loans, with time passing between the commands: no refusal
// leaves a trace, no success loses one, and every version can be rebuilt.
func TestRandomLives(t *testing.T) {
	done, refused := map[string]int{}, 0
	for seed := range uint64(16) {
		c := &crowd{world: newWorldOn(t, memory.New(), byte(seed)), r: rand.New(rand.NewPCG(seed, 11)), versions: map[governance.Ref]int64{}, done: done}
		for range 120 {
			c.step()
		}
		refused += c.refused
	}
	require.Greater(t, refused, 300)
	var played []string
	for verb := range done {
		played = append(played, verb)
	}
	slices.Sort(played)
	require.Equal(t, []string{"ask", "attach", "check", "erase", "hand-on", "hold", "lend", "note", "pass-up", "refuse", "renew", "resume", "return", "reveal"}, played,
		"every verb a person may give has been given")
}

// What a caller is shown at any time is what the ledger holds: the view of a
// random life agrees with the record decoded from its rebuilt history.
func TestViewAgreesWithHistory(t *testing.T) {
	c := &crowd{world: newWorld(t), r: rand.New(rand.NewPCG(99, 1)), versions: map[governance.Ref]int64{}, done: map[string]int{}}
	for range 120 {
		c.step()
	}
	for _, id := range c.ids {
		view, err := c.loans.Shelf.Get(t.Context(), governance.Actor{System: true}, id)
		require.NoError(t, err)
		raw, err := view.JSON("en")
		require.NoError(t, err)
		var shown, kept struct {
			Phase    governance.Phase
			Serial   string
			Room     string
			Key      string
			Renewals int
			Outcome  *string
		}
		require.NoError(t, json.Unmarshal(raw, &shown))
		require.NoError(t, json.Unmarshal(governance.Rebuild(c.entries(loanRef(id))), &kept))
		require.Equal(t, kept, shown)
	}
}
