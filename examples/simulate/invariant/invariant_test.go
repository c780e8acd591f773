package invariant_test

import (
	"os"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/examples/simulate/engine"
	"github.com/jinlin-project/jinlin/examples/simulate/invariant"
	"github.com/jinlin-project/jinlin/examples/simulate/random"
)

// worlds says how many random worlds to try; all of them are 1,000:
//
//	JINLIN_SIMULATE_WORLDS=1000 go test -run Random ./simulate/invariant
const worlds = "JINLIN_SIMULATE_WORLDS"

// share is how many worlds are tried unless the environment says otherwise: a tenth.
const share = 100

// first is the seed to begin with, to try a single world again.
const first = "JINLIN_SIMULATE_FIRST"

// Whatever the world, no invariant is broken and no command refused; and together the
// worlds see all that can come of a matter, an inquiry and a sample.
func TestRandomWorldsHoldEveryInvariant(t *testing.T) {
	n, from := number(worlds, share), chance.Seed(number(first, 0))
	all := &engine.Result{}
	for seed := from; seed < from+chance.Seed(n); seed++ {
		w, err := random.New(seed)
		require.NoError(t, err, "world %d\n%s", seed, w.Text)
		out, err := tried(w, seed)
		if err != nil {
			t.Errorf("world %d: %v\nagain: %s=%d %s=1 go test -run %s", seed, err, first, seed, worlds, t.Name())
			continue
		}
		gather(all, out)
	}
	if n >= share {
		sawAll(t, all)
	}
}

// tried runs a world, watched.
func tried(w *random.World, seed chance.Seed) (*engine.Result, error) {
	places, err := w.Places()
	if err != nil {
		return nil, err
	}
	set, err := invariant.New(w.Scenario)
	if err != nil {
		return nil, err
	}
	plan := engine.Plan{Scenario: w.Scenario, Places: places, Watch: set.Watch}
	out, err := plan.Run(seed)
	if err != nil {
		return nil, err
	}
	return out, set.Settle(out)
}

// gather adds what came of one world. Days and limits are not the same in all, and are
// left out.
func gather(all, out *engine.Result) {
	out.Days, out.Limits, out.Units = nil, nil, nil
	if all.Districts == 0 {
		*all = *out
		return
	}
	all.Add(out)
}

func sawAll(t *testing.T, all *engine.Result) {
	t.Helper()
	for _, o := range casework.Outcome("").Choices() {
		require.Positive(t, all.Matters.Outcomes[o.Code], "outcome %s", o.Code)
	}
	for _, v := range casework.Verdict("").Choices() {
		require.Positive(t, all.Samples.Verdicts[v.Code], "verdict %s", v.Code)
	}
	m := &all.Matters
	for name, n := range map[string]int64{
		"returned": m.Returned, "sent back": m.SentBack, "reopened": m.Reopened, "refused": m.Refused, "extended": m.Extended, "paused": m.Paused,
		"urged": m.Urged, "split": m.Split, "converted": all.Inquiries.Converted,
	} {
		require.Greater(t, n, int64(20), name)
	}
}

func number(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return otherwise
}

// Ids are stable and unique, and every row says in Chinese and English what holds, and
// where it is laid down.
func TestRowsSayWhatHolds(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range invariant.Rows() {
		require.Regexp(t, `^[a-z]+(\.[a-z]+(-[a-z]+)?)?$`, r.ID)
		require.False(t, seen[r.ID], r.ID)
		require.Regexp(t, `\p{Han}`, r.Sentence.Zh, r.ID)
		require.NotEmpty(t, r.Sentence.En, r.ID)
		require.Regexp(t, `^\d`, r.Source, r.ID)
		seen[r.ID] = true
	}
}
