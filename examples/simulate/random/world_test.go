package random_test

import (
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/examples/simulate/random"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
)

func world(t *testing.T, seed chance.Seed) (*random.World, string) {
	t.Helper()
	w, err := random.New(seed)
	require.NoError(t, err)
	divisions, err := io.ReadAll(w.Divisions())
	require.NoError(t, err)
	return w, string(divisions)
}

// A seed is a world: the same one gives the same file, another gives another; and what
// is written down is the scenario.
func TestASeedIsAWorld(t *testing.T) {
	one, divisions := world(t, 7)
	again, same := world(t, 7)
	require.Equal(t, one.Text, again.Text)
	require.Equal(t, one.Notice, again.Notice)
	require.Equal(t, divisions, same)
	other, _ := world(t, 8)
	require.NotEqual(t, one.Text, other.Text)
	read, err := scenario.Read("random-7.json", func(name string) ([]byte, error) {
		switch name {
		case "random-7.json":
			return one.Text, nil
		case "notice.json":
			return one.Notice, nil
		}
		return scenario.Builtin(name)
	})
	require.NoError(t, err)
	require.Equal(t, one.Scenario, read)
}

// The worlds are wild: among a few dozen there is every year from 2018 to beyond the
// known ones, and each bound of what counts most is met.
func TestWorldsAreWild(t *testing.T) {
	years, clerks, refusals, shares := map[int]bool{}, map[int]bool{}, map[int]bool{}, map[int]bool{}
	for seed := range chance.Seed(60) {
		w, _ := world(t, seed)
		s := w.Scenario
		years[s.From.Year()], clerks[s.Units.Department.Clerks] = true, true
		refusals[*s.Policy.RefusalsPerUnit], shares[*s.Policy.SampleShare] = true, true
	}
	require.GreaterOrEqual(t, len(years), 10)
	require.True(t, clerks[1] && clerks[8] && refusals[0] && refusals[3] && shares[0] && shares[1000])
}
