package casework_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/organisation"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Personal data that the walks plant, and that must never come up where it does
// not belong.
const (
	plantedName    = "欧阳秘密"
	plantedPhone   = "13987654321"
	plantedAddress = "保密路九百九十九号七零七室"
)

// A walker wanders through the lives of many matters at once: whoever it is, it
// tries something, sensible or not, and now and then lets time pass.
type walker struct {
	*world
	*rand.Rand
	ids      []uuid.UUID
	drawn    []uuid.UUID // samples
	passes   int         // completions that a sample could have been drawn of
	position int64       // in the feed, behind everything written
	refused  int
	done     map[string]int // verb → how often it succeeded
}

func newWalker(tb testing.TB, seed uint64) *walker {
	k := &walker{world: newWorld(tb, drawing(walkShare)), Rand: rand.New(rand.NewPCG(seed, 7)), done: map[string]int{}}
	k.catchUp()
	return k
}

// walkShare is how many of a thousand the walks draw: enough to come to every end
// a sample can have.
const walkShare = 400

// Walks of many matters: the laws of [walker.examine] hold after every step.
func TestRandomWalks(t *testing.T) {
	seeds, steps := uint64(20), 300
	if testing.Short() {
		seeds = 6
	}
	done := map[string]int{}
	passes, drawn := 0, 0
	for seed := range seeds {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			k := newWalker(t, seed)
			for range 4 {
				k.open()
			}
			k.examineAll()
			for step := range steps {
				k.step()
				if seed%4 == 3 && step == steps/2 {
					k.reorganise(organisation.Merge{Merge: orgtree.Merge{Codes: []orgtree.Code{cityMgmt}, Into: water, Day: civil.DateOf(k.now)}})
					k.catchUp()
				}
				if t.Failed() {
					return
				}
			}
			k.finish()
			for verb, n := range k.done {
				done[verb] += n
			}
			passes, drawn = passes+k.passes, drawn+len(k.drawn)
		})
	}
	if testing.Short() || t.Failed() {
		return
	}
	require.Greater(t, passes, 40)
	require.InDelta(t, passes*walkShare/1000, drawn, 3*math.Sqrt(float64(passes)*0.4*0.6), "2.2 [D]: about the share is drawn")
	for _, c := range casework.Table().Verbs { // a walk that never gets there tests nothing
		if !seldom[c.Verb] && done[c.Verb] == 0 {
			t.Errorf("no walk ever came to %s", c.Verb)
		}
	}
}

// seldom are what the walks need not come to: scenarios do.
var seldom = map[string]bool{"adopt": true, "refer": true, "recompute": true, "answer": true, "settle": true, "child-reopened": true, "unmerge": true, "give-up": true}

// step does one thing, and examines what it did.
func (k *walker) step() {
	switch n := k.IntN(100); {
	case n < 5:
		k.open()
	case n < 18:
		k.to(k.now.Add(time.Duration(1+k.IntN(4*24*60)) * time.Minute))
	case n < 20:
		k.to(k.now.Add(time.Duration(10+k.IntN(80)) * 24 * time.Hour))
	case n < 32:
		k.anything()
	case n < 34 && len(k.drawn) > 0:
		k.lookAtSample()
	default:
		k.offered()
	}
	k.examineAll()
}

// open reports a matter, from anybody and anywhere.
func (k *walker) open() {
	who := pick(k, []string{"resident", "neighbour", "stranger", "unknown", "community", "compound", "water", "huli-dept"})
	cmd := casework.Report{
		Title: "事项" + fmt.Sprint(len(k.ids)), Text: "情况说明" + plantedAddress, Category: pick(k, []string{"", "A103", "B1", "B501"}),
		Place:  casework.Place{Unit: pick(k, []orgtree.Code{sunshine, bareYard, lane, haihong, haida, xingwang, huli}), Address: plantedAddress},
		Sender: casework.Sender{Name: plantedName, Phone: plantedPhone, Anonymous: k.IntN(5) == 0},
	}
	c, err := k.try(who, uuid.Nil, cmd)
	require.NoError(k.tb, err)
	k.ids = append(k.ids, c.ID)
}

// offered takes one of the actions that somebody is offered.
func (k *walker) offered() {
	id := pick(k, k.ids)
	c := k.get(id)
	type option struct{ who, verb string }
	var options []option
	dullness := k.IntN(6) == 0
	for _, p := range players {
		for _, a := range k.cases.Lifecycle().Actions(c, k.moment(p.name, c)) {
			if !dull[a.Command] || dullness {
				options = append(options, option{p.name, a.Command})
			}
		}
	}
	if len(options) > 0 {
		o := pick(k, options)
		k.give(o.who, id, k.command(o.verb, c))
	}
}

// dull are the commands that are nearly always offered and lead nowhere.
var dull = map[string]bool{
	"note": true, "attach": true, "reveal": true, "erase": true, "urge": true, "supervise": true, "merge": true, "split": true,
	"withdraw": true, "decline": true, "amend": true, "send-back": true, "pause": true,
}

// lookAtSample has anybody say anything of a sample; the centre mostly.
func (k *walker) lookAtSample() {
	cmd := pick(k, []governance.Command{casework.Accept{}, casework.Reject{Reason: "不合格" + plantedAddress}, casework.Reject{Reason: "不合格"}, casework.Recalled{Verdict: casework.Accepted}})
	who := "centre"
	if k.IntN(5) == 0 {
		who = pick(k, players).name
	}
	k.now = k.now.Add(time.Minute)
	_, err := k.judge(who, pick(k, k.drawn), cmd)
	kindOf(k.tb, err)
	if err == nil {
		k.done[cmd.Verb()]++
	}
}

// anything tries any command as anybody: nearly always refused.
func (k *walker) anything() {
	id := pick(k, k.ids)
	sheet := pick(k, k.cases.Describe().Commands)
	k.give(pick(k, players).name, id, k.command(sheet.Verb, k.get(id)))
}

// give gives a command. A refusal is of a known kind and changes nothing, not
// even what time had to do on the way.
func (k *walker) give(who string, id uuid.UUID, cmd governance.Command) {
	_, err := k.try(who, id, cmd)
	if err == nil {
		k.done[cmd.Verb()]++
		return
	}
	k.refused++
	kindOf(k.tb, err)
	more, ferr := k.office.Feed(k.tb.Context(), k.position, 10)
	require.NoError(k.tb, ferr)
	require.Empty(k.tb, more, "%s %s was refused (%v) and left an entry", who, cmd.Verb(), err)
}

// catchUp reads the feed to its end, gathers what time and consequences did, and
// meets the children that were split off.
func (k *walker) catchUp() []governance.Entry {
	var all []governance.Entry
	for {
		more, err := k.office.Feed(k.tb.Context(), k.position, 10000)
		require.NoError(k.tb, err)
		if len(more) == 0 {
			return all
		}
		k.position = more[len(more)-1].Position
		for _, e := range more {
			if e.By.System || !e.Cause.IsZero() || e.Verb == "report" {
				k.done[e.Verb]++
			}
			switch {
			case e.Verb == "branch":
				k.ids = append(k.ids, e.Ref.ID)
			case e.Ref.Kind == casework.KindSample && e.Version == 1:
				k.drawn = append(k.drawn, e.Ref.ID)
			case e.Ref.Kind == casework.KindCase && passed(&e) && k.get(e.Ref.ID).Parent == uuid.Nil:
				k.passes++
			}
		}
		all = append(all, more...)
	}
}

// command makes a command of a verb: usually one that fits, with its choices
// drawn at random, sometimes one that cannot.
func (k *walker) command(verb string, c *casework.Case) governance.Command {
	units := k.assignments()
	switch verb {
	case "triage":
		t := casework.Triage{List: k.list(), Units: units}
		if t.List == casework.Phased || k.IntN(10) == 0 {
			t.Stages = []casework.Stage{{Name: "一", Days: 1 + k.IntN(5)}, {Name: "二", Days: 1 + k.IntN(20)}}[:1+k.IntN(2)]
		}
		if t.List == casework.Understanding && k.IntN(2) == 0 {
			day := civil.DateOf(k.now).AddDays(k.IntN(20))
			t.ReviewOn = &day
		}
		return t
	case "rule":
		return casework.Rule{Units: units}
	case "reclassify":
		return casework.Reclassify{List: k.list(), Reason: "调整"}
	case "complete":
		return casework.Complete{Outcome: pick(k, []casework.Outcome{"solved", "partly", "unsolved", casework.Understood, casework.Merged}), Result: "办理情况" + plantedAddress}
	case "acknowledge":
		return casework.Acknowledge{Understood: new(k.IntN(3) > 0)}
	case "pass", "send-back":
		var unit orgtree.Code
		if len(c.Units) > 0 && k.IntN(2) == 0 {
			unit = pick(k, c.Units).Unit
		}
		if verb == "pass" {
			return casework.Pass{Unit: unit}
		}
		return casework.SendBack{Unit: unit, Reason: "不合格"}
	case "rate":
		return casework.Rate{Scores: k.scores(c)}
	case "merge":
		return casework.Merge{Into: pick(k, k.ids)}
	case "request-extension":
		return casework.RequestExtension{Days: 1 + k.IntN(40), Reason: "需要时间"}
	}
	return fitting(k.tb, verb, c, pick(k, k.ids))
}

func (k *walker) list() casework.List {
	return pick(k, []casework.List{casework.Immediate, casework.Phased, casework.Understanding})
}

// assignments are one to three units with one lead; now and then a wrong one.
func (k *walker) assignments() []casework.Assignment {
	pool := []orgtree.Code{housing, cityMgmt, water, townHaicang, townXinyang}
	k.Shuffle(len(pool), func(i, j int) { pool[i], pool[j] = pool[j], pool[i] })
	units := assign(pool[:1+k.IntN(3)]...)
	if k.IntN(15) == 0 {
		units[0].Unit = hulDept
	}
	return units
}

// scores name any part of the units.
func (k *walker) scores(c *casework.Case) []casework.Score {
	all := scores(c, 1+k.IntN(5))
	k.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	if len(all) < 2 {
		return all
	}
	return all[:1+k.IntN(len(all))]
}

func pick[T any](k *walker, from []T) T { return from[k.IntN(len(from))] }
