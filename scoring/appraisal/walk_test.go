package appraisal_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/internal/scripttest"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/appraisal"
)

// secret is what objections and rulings say in the walks, and what must come up
// nowhere but in the opinion.
const secret = "欧阳秘密十三九八七六五四三二一"

// A walker wanders through quarters: whoever it is, it tries something, sensible or
// not, and now and then lets time pass.
type walker struct {
	*world
	*rand.Rand
	ledger   *memory.Ledger
	ids      []uuid.UUID // matters
	rounds   []uuid.UUID
	opinions []uuid.UUID
	issued   map[uuid.UUID]string // opinion → its bytes when it was issued
	position int64
	done     map[string]int
}

func newWalker(t *testing.T, seed uint64) *walker {
	ledger := memory.New()
	k := &walker{world: newWorld(t, ledger), Rand: rand.New(rand.NewPCG(seed, 3)), ledger: ledger, issued: map[uuid.UUID]string{}, done: map[string]int{}}
	k.to("2024-07-02 09:00")
	for range 6 {
		k.matter()
	}
	k.to("2024-10-01 00:00")
	return k
}

// Random walks: the laws of [walker.examine] hold after every step.
func TestRandomWalks(t *testing.T) {
	done := map[string]int{}
	for seed := range uint64(6) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			k := newWalker(t, seed)
			for step := range 100 {
				k.step()
				if step == 50 && seed%2 == 1 {
					k.change(orgtree.Merge{Codes: []orgtree.Code{cityMgmt}, Into: housing, Day: civil.DateOf(k.now)})
				}
				k.examine()
			}
			k.finish()
			for verb, n := range k.done {
				done[verb] += n
			}
		})
	}
	for _, verb := range []string{"compute", "issue", "discard", "object", "accept", "reject", "settle", "succeed", "record-use", "propose", "adopt", "retire"} {
		require.Positive(t, done[verb], "no walk ever came to %s", verb)
	}
}

func pick[T any](k *walker, from []T) T { return from[k.IntN(len(from))] }

// matter runs another matter to its end.
func (k *walker) matter() {
	parties := 3
	if k.tree().Kind(cityMgmt) == 0 { // merged meanwhile
		parties = 2
	}
	switch step := 1 + k.IntN(5); k.IntN(parties) {
	case 0:
		k.ids = append(k.ids, k.townMatter(community, "community", "town", step))
	case 1:
		k.ids = append(k.ids, k.townMatter(remote, "remote", "town2", step))
	default:
		k.ids = append(k.ids, k.departmentMatter(step))
	}
}

// step does one thing.
func (k *walker) step() {
	switch n := k.IntN(100); {
	case n < 6:
		k.matter()
	case n < 24:
		k.compute()
	case n < 44 && len(k.rounds) > 0:
		cmd := pick(k, []governance.Command{appraisal.Issue{}, appraisal.Issue{}, appraisal.Discard{Reason: "重算"}})
		_, err := k.round(k.who("centre"), pick(k, k.rounds[max(0, len(k.rounds)-3):]), cmd)
		k.note(cmd, err)
	case n < 80 && len(k.opinions) > 0:
		k.rule()
	case n < 88:
		k.propose()
	case n < 90: // somebody reopens what was counted
		cmd := casework.Reopen{Reason: "又坏了"}
		_, err := k.cases.Do(k.Context(), governance.Request{Actor: players["resident"], ID: pick(k, k.ids), Command: cmd})
		k.note(cmd, err)
	default:
		k.now = k.now.Add(time.Duration(1+k.IntN(14*24*60)) * time.Minute)
		_, err := k.office.Sweep(k.Context())
		require.NoError(k, err)
	}
}

// who is mostly the one it should be.
func (k *walker) who(should string) string {
	if k.IntN(6) == 0 {
		return pick(k, everybody()[:len(players)])
	}
	return should
}

// note counts what was done. A refusal is of a known kind.
func (k *walker) note(cmd governance.Command, err error) {
	require.False(k, strings.HasPrefix(scripttest.KindOf(err), "broken"), "%s: %v", cmd.Verb(), err)
	if err == nil {
		k.done[cmd.Verb()]++
	}
}

func (k *walker) compute() {
	cmd := appraisal.Compute{
		District: district, Period: pick(k, []string{"2024-Q3", "2024-07-01/2024-10-01", "2024-07-01/2024-08-01", "2025-Q1"}),
		Rules: pick(k, []string{responders, responders, responders, scoring.PracticeRules().ID, scoring.WhistlerRules().ID, "none"}),
	}
	r, err := k.round(k.who("centre"), uuid.Nil, cmd)
	k.note(cmd, err)
	if err == nil {
		k.rounds, k.opinions = append(k.rounds, r.ID), append(k.opinions, r.Opinions...)
	}
}

// rule has somebody say something about an opinion.
func (k *walker) rule() {
	id := pick(k, k.opinions[max(0, len(k.opinions)-12):])
	o, err := k.books.Opinions.Get(k.Context(), governance.Actor{System: true}, id)
	require.NoError(k, err)
	unit := map[orgtree.Code]string{town: "town", town2: "town2", housing: "housing", cityMgmt: "citymgmt", community: "community", remote: "remote"}[o.Unit]
	yes := k.IntN(2) == 0
	var cmd governance.Command
	who := "centre"
	switch k.IntN(4) {
	case 0:
		who, cmd = unit, appraisal.Object{Reason: secret, Matters: []uuid.UUID{pick(k, k.ids)}}
	case 1:
		for range 10 { // few matters are the unit's own
			cmd = appraisal.Accept{Reason: secret, LeaveOut: []appraisal.LeftOut{{Matter: pick(k, k.ids), Reason: scoring.Exempted}}}
			_, err = k.give(k.who(who), id, cmd)
			k.note(cmd, err)
		}
		return
	case 2:
		cmd = appraisal.Reject{Reason: secret}
	default:
		who, cmd = "district", appraisal.RecordUse{Assessment: "年度考核", Cited: &yes, Text: "说明"}
	}
	_, err = k.give(k.who(who), id, cmd)
	k.note(cmd, err)
}

// propose brings up rules of the district's own, and decides on those there are.
func (k *walker) propose() {
	pages, _, err := k.books.Rules.List(k.Context(), players["district"], governance.Query{})
	require.NoError(k, err)
	if len(pages) == 0 || k.IntN(2) == 0 {
		cmd := appraisal.Propose{District: district, Rules: own(k, 2+k.IntN(4), nil)}
		_, err := k.world.rule(k.who("centre"), uuid.Nil, cmd)
		k.note(cmd, err)
		return
	}
	cmd := pick(k, []governance.Command{appraisal.Adopt{}, appraisal.Retire{Reason: "x"}})
	_, err = k.world.rule(k.who("district"), pick(k, pages).Ref.ID, cmd)
	k.note(cmd, err)
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
			if e.Ref.Kind == appraisal.KindOpinion && (e.By.System || !e.Cause.IsZero()) {
				k.done[e.Verb]++
			}
			raw, err := json.Marshal(e)
			require.NoError(k, err)
			for _, f := range append(e.Body, e.Changes...) {
				require.NotContains(k, string(f.Value), secret, "3: what an objection tells is nobody else's: %s", e.Verb)
			}
			require.NotContains(k, string(raw), "13800138000")
		}
	}
}
