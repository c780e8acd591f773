package annual_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/internal/scripttest"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/annual"
	"github.com/jinlin-project/jinlin/scoring/assessment"
)

// secret is what reviewers remark in the walks, and what comes up nowhere but on
// their own sheets.
const secret = "欧阳秘密的评语"

// A walker wanders through years: whoever it is, it tries something, sensible or
// not, and now and then lets time pass.
type walker struct {
	*world
	*rand.Rand
	assessments, sheets []uuid.UUID
	published           map[uuid.UUID]string // assessment → the bytes of its result
	position            int64
	done                map[string]int
}

// Random walks: the laws of [walker.examine] hold after every step.
func TestRandomWalks(t *testing.T) {
	done := map[string]int{}
	for seed := range uint64(12) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			k := &walker{world: newWorld(t), Rand: rand.New(rand.NewPCG(seed, 5)), published: map[uuid.UUID]string{}, done: map[string]int{}}
			k.year()
			for range 150 {
				k.step()
				k.examine()
			}
			k.finish()
			for verb, n := range k.done {
				done[verb] += n
			}
		})
	}
	for _, c := range strings.Fields("open collect cite waive set-figure draw-figures combine collect-again publish drop record-use hand-in lock unlock take-back warn") {
		require.Positive(t, done[c], "no walk ever came to %s", c)
	}
}

func pick[T any](k *walker, from []T) T { return from[k.IntN(len(from))] }

// who is mostly the one it should be.
func (k *walker) who(should string) string {
	if k.IntN(8) == 0 {
		return pick(k, everybody()[:len(players)])
	}
	return should
}

// step does one thing.
func (k *walker) step() {
	switch n := k.IntN(100); {
	case n < 12 || len(k.assessments) == 0:
		k.open()
	case n < 45 && len(k.sheets) > 0:
		id := pick(k, k.sheets)
		s, err := k.annual.Sheets.Get(k.Context(), governance.Actor{System: true}, id)
		require.NoError(k, err)
		who := s.Reviewer.Person
		if who == "" {
			who = nameOf(s.Reviewer.Unit)
		}
		points := scoring.Fixed(k.Int64N(101 * int64(scoring.One)))
		cmd := annual.HandIn{Points: &points, Text: secret}
		_, err = k.annual.Sheets.Do(k.Context(), governance.Request{Actor: players[k.who(who)], ID: id, Command: cmd})
		k.note(cmd, err)
	case n < 95:
		k.command()
	default:
		k.now = k.now.Add(time.Duration(1+k.IntN(9*24*60)) * time.Minute)
		_, err := k.office.Sweep(k.Context())
		require.NoError(k, err)
	}
}

// nameOf is the player of a unit.
func nameOf(unit orgtree.Code) string {
	for name, actor := range players {
		if actor.Account == string(unit) {
			return name
		}
	}
	return "resident"
}

func (k *walker) open() {
	cmd := annual.Open{Unit: pick(k, []orgtree.Code{town, town2, community}), Period: "2024-01-01/2025-01-01", Scheme: pick(k, []string{schemes["small"], schemes["twice"], schemes["own"]})}
	if cmd.Scheme != schemes["twice"] {
		all := []annual.Reviewer{{Kind: "panel", Unit: housing}, {Kind: "panel", Unit: centre, Person: "li"}, {Kind: "panel", Unit: remote}, {Kind: "panel", Unit: cityMgmt, Person: "wang"}}
		cmd.Reviewers = all[:k.IntN(len(all)+1)]
	}
	a, err := k.give(k.who("district"), uuid.Nil, cmd)
	k.note(cmd, err)
	if err == nil {
		k.assessments = append(k.assessments, a.ID)
	}
}

// command gives any command to an assessment, sensible or not.
func (k *walker) command() {
	half, one := scoring.One/2, scoring.One
	leaf := pick(k, []string{"opinions", "in-time", "review", "a", "b"})
	cmd := pick(k, []governance.Command{
		annual.Collect{}, annual.Collect{}, annual.Cite{Leaf: leaf}, annual.Cite{Leaf: leaf}, annual.Waive{Leaf: leaf, Reason: "另有口径"},
		annual.SetFigure{Leaf: leaf, Num: &half, Den: &one, Source: "台账"}, annual.DrawFigures{}, annual.Combine{}, annual.Combine{}, annual.Combine{},
		annual.CollectAgain{Reason: "补充"}, annual.Publish{}, annual.Drop{Reason: "作废"}, annual.RecordUse{For: "评优", Text: "推荐"},
	})
	a, err := k.give(k.who("district"), pick(k, k.assessments), cmd)
	k.note(cmd, err)
	if err == nil && cmd.Verb() == "collect" {
		k.sheets = append(k.sheets, a.Sheets...)
	}
}

// note counts what was done. A refusal is of a known kind.
func (k *walker) note(cmd governance.Command, err error) {
	require.False(k, strings.HasPrefix(scripttest.KindOf(err), "broken"), "%s: %v", cmd.Verb(), err)
	if err == nil {
		k.done[cmd.Verb()]++
	}
}

// catchUp reads the feed to its end and holds every entry to what history may say.
func (k *walker) catchUp() {
	for {
		more, err := k.office.Feed(k.Context(), k.position, 10000)
		require.NoError(k, err)
		if len(more) == 0 {
			return
		}
		for _, e := range more {
			k.position = e.Position
			if e.By.System || !e.Cause.IsZero() {
				k.done[e.Verb]++
			}
			raw, err := json.Marshal(e)
			require.NoError(k, err)
			require.NotContains(k, string(raw), secret)
			for _, f := range append(e.Body, e.Changes...) {
				require.NotContains(k, string(f.Value), secret, "a reviewer's remark is on the sheet alone")
				require.False(k, (f.Name == "points" || f.Name == "reviewer" || f.Name == "reviewers") && !strings.Contains(string(f.Value), "sealed:") && len(f.Value) > 4, "%s %s: %s", e.Verb, f.Name, f.Value)
			}
			if e.Ref.Kind == annual.KindAssessment {
				require.Equal(k, string(district), e.By.Unit, "3 [D]: only the district writes in an assessment: who reviewed is not told there")
			}
		}
	}
}

// examine holds everything there is against the laws.
func (k *walker) examine() {
	k.catchUp()
	underWay, editions := map[string]int{}, map[string]int{}
	for _, id := range k.assessments {
		a, err := k.annual.Assessments.Get(k.Context(), governance.Actor{System: true}, id)
		require.NoError(k, err)
		k.result(a)
		k.counters(a)
		series := a.Scheme.ID + string(a.Unit)
		switch a.Phase {
		case annual.Dropped:
		case annual.Published:
			editions[series]++
			require.Equal(k, editions[series], a.Edition, "editions follow one another; a dropped one gives its number back")
		default:
			underWay[series]++
			require.Equal(k, 1, underWay[series], "one of a unit, period and scheme at a time")
		}
	}
}

// result: there is one from combining on; it verifies, and published it never
// changes.
func (k *walker) result(a *annual.Assessment) {
	switch a.Phase {
	case annual.Opened, annual.Collecting:
		require.Nil(k, a.Result)
		require.Zero(k, a.Sum)
		return
	case annual.Dropped:
		return
	}
	bytes := string(a.Result.Canonical())
	back, err := assessment.Verify([]byte(bytes), a.Sum)
	require.NoError(k, err, "3: anybody can verify the digest")
	require.Equal(k, []any{a.Unit, a.Edition}, []any{back.Unit, back.Edition})
	if a.Phase == annual.Published {
		was, known := k.published[a.ID]
		require.True(k, !known || was == bytes, "what was published never changes")
		k.published[a.ID] = bytes
	}
}

// counters: what an assessment says of its sheets is what they are.
func (k *walker) counters(a *annual.Assessment) {
	handed := 0
	for _, id := range a.Sheets {
		s, err := k.annual.Sheets.Get(k.Context(), governance.Actor{System: true}, id)
		require.NoError(k, err)
		require.Equal(k, a.ID, s.Assessment)
		require.Equal(k, s.Points != nil, s.Hands > 0)
		if s.Points != nil {
			handed++
		}
		over := a.Phase == annual.Published || a.Phase == annual.Dropped
		require.Equal(k, over, !s.Closed.IsZero(), "sheets end with their assessment")
		require.Equal(k, s.Points != nil, s.Phase == annual.In)
		if !over {
			require.Equal(k, a.Phase == annual.Combined, s.Locked, "locked while combined, and only then")
		}
	}
	if a.Phase == annual.Combined || a.Phase == annual.Published {
		require.Equal(k, handed, a.Handed, "the sheets combined are those that were handed in")
	}
}

// finish checks histories, and that each opinion cited says so once for each
// published assessment.
func (k *walker) finish() {
	uses := map[uuid.UUID]int{}
	for _, id := range k.assessments {
		require.NoError(k, k.annual.Assessments.Verify(k.Context(), id))
		a, err := k.annual.Assessments.Get(k.Context(), governance.Actor{System: true}, id)
		require.NoError(k, err)
		if a.Phase != annual.Published {
			continue
		}
		once := map[uuid.UUID]bool{}
		for _, c := range a.Cited {
			for _, o := range c.Opinions {
				once[o] = true
			}
		}
		for o := range once {
			uses[o]++
		}
	}
	for _, id := range k.sheets {
		require.NoError(k, k.annual.Sheets.Verify(k.Context(), id))
	}
	for id, n := range uses {
		o, err := k.appraisal.Opinions.Get(k.Context(), governance.Actor{System: true}, id)
		require.NoError(k, err)
		require.Len(k, o.Uses, n, "3 [R]: what each result was used for is recorded, once")
	}
}
