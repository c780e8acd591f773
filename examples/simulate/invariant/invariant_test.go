package invariant_test

import (
	"os"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

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

func TestRandomWorldsHoldEveryInvariant(t *testing.T) {
	n, from := number(worlds, share), chance.Seed(number(first, 0))
	for seed := from; seed < from+chance.Seed(n); seed++ {
		w, err := random.New(seed)
		require.NoError(t, err, "world %d\n%s", seed, w.Text)
		places, err := w.Places()
		require.NoError(t, err, "world %d", seed)
		set := invariant.New(w.Scenario)
		plan := engine.Plan{Scenario: w.Scenario, Places: places, Watch: set.Watch}
		out, err := plan.Run(seed)
		if err == nil {
			err = set.Settle(out)
		}
		if err != nil {
			t.Errorf("world %d: %v\nagain: %s=%d %s=1 go test -run %s", seed, err, first, seed, worlds, t.Name())
		}
	}
}

func number(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return otherwise
}
