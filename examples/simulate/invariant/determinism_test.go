package invariant_test

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/examples/simulate/court"
	"github.com/jinlin-project/jinlin/examples/simulate/engine"
	"github.com/jinlin-project/jinlin/examples/simulate/invariant"
	"github.com/jinlin-project/jinlin/examples/simulate/place"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
	"github.com/jinlin-project/jinlin/governance"
)

// nation is five tiny districts of two provinces.
const nation = `11,北京市
1101,市辖区
110101,东城区
110101001,东华门街道
110101001001,多福巷社区
110101001002,银闸社区
110102,西城区
110102001,西长安街街道
110102001001,西交民巷社区
12,天津市
1201,市辖区
120101,和平区
120101001,劝业场街道
120101001001,花园路社区
120101002,小白楼街道
120101002001,开封道社区
120102,河东区
120102001,大王庄街道
120102001001,程厂街社区
120103,河西区
120103001,大营门街道
120103001001,台湾路社区
`

// played runs the nation for a year under a policy, on so many jobs, and returns the
// result as JSON and who came in.
func played(t *testing.T, seed chance.Seed, jobs int, change func(*scenario.Scenario)) (result string, came intake) {
	t.Helper()
	s, err := scenario.Load("founding")
	require.NoError(t, err)
	s.District.Divisions, s.Matters.PerYear, s.Inquiries.PerYear = "national", 200, 100
	change(s)
	places, _, err := place.Grow(s, strings.NewReader(nation))
	require.NoError(t, err)
	require.Len(t, places, 5)
	set, err := invariant.New(s)
	require.NoError(t, err)
	doors := make([]*door, len(places))
	plan := engine.Plan{Scenario: s, Places: places, Jobs: jobs, Watch: func(p place.Place) (engine.Watcher, error) {
		w, err := set.Watch(p)
		for i := range places {
			if places[i].District == p.District {
				doors[i] = &door{w, intake{what: map[uuid.UUID]string{}}}
				return doors[i], err
			}
		}
		return nil, err
	}}
	out, err := plan.Run(seed)
	require.NoError(t, err)
	require.NoError(t, set.Settle(out))
	text, err := json.Marshal(out)
	require.NoError(t, err)
	came.what = map[uuid.UUID]string{}
	for _, d := range doors {
		came.sum.Add(int64(d.sum))
		maps.Copy(came.what, d.what)
	}
	return string(text), came
}

// intake is who comes in, where from and when, and of every matter that was checked
// what it is about.
type intake struct {
	sum  chance.Sum
	what map[uuid.UUID]string
}

// door is a watcher that also sees what comes in.
type door struct {
	engine.Watcher
	intake
}

func (d *door) Saw(f *court.File, at time.Time, by *governance.Actor, verb string) error {
	if verb == "report" || verb == "ask" {
		id := uuid.MustParse(by.Person)
		d.sum.Add(at.Unix(), int64(id[0])<<8|int64(id[1]), int64(f.ID[0])<<8|int64(f.ID[1]))
	}
	if verb == "verify" {
		d.what[f.ID] = f.Case.Category
	}
	return d.Watcher.Saw(f, at, by, verb)
}

// Left implements [engine.Leaver].
func (d *door) Left(f *court.File, at time.Time) error { return d.Watcher.(engine.Leaver).Left(f, at) }

func as(*scenario.Scenario) {}

// The same seed gives the same bytes, however many districts run at a time; another
// seed gives others.
func TestSameSeedSameBytes(t *testing.T) {
	first, came := played(t, 3, 1, as)
	again, cameAgain := played(t, 3, 1, as)
	require.Equal(t, first, again)
	require.Equal(t, came, cameAgain)
	two, cameToTwo := played(t, 3, 2, as)
	require.Equal(t, first, two)
	require.Equal(t, came, cameToTwo)
	other, othersCame := played(t, 4, 1, as)
	require.NotEqual(t, first, other)
	require.NotEqual(t, came.sum, othersCame.sum)
}

// Two policies meet the same residents: who comes in, where from and when, is the
// same, and what becomes of it is not.
func TestPoliciesMeetTheSameResidents(t *testing.T) {
	a, came := played(t, 3, 1, as)
	b, cameToB := played(t, 3, 1, func(s *scenario.Scenario) {
		none, many := 0, 5
		s.Policy.Limits = map[string]int{casework.LimitImmediate: 1, casework.LimitTown: 2, casework.LimitRating: 2}
		s.Policy.RefusalsPerUnit, s.Policy.MaxReopenings = &none, &many
	})
	require.NotEqual(t, a, b)
	require.Equal(t, came.sum, cameToB.sum)
	both := 0
	for id, category := range came.what {
		if other, ok := cameToB.what[id]; ok {
			require.Equal(t, category, other)
			both++
		}
	}
	require.Greater(t, both, 800)
}
