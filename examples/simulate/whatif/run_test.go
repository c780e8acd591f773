package whatif_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/examples/simulate/engine"
	"github.com/jinlin-project/jinlin/examples/simulate/place"
	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
	"github.com/jinlin-project/jinlin/examples/simulate/whatif"
	"github.com/jinlin-project/jinlin/governance"
)

// What if the immediate list had three days?
func ExampleRun() {
	base, err := scenario.Load("founding")
	if err != nil {
		panic(err)
	}
	other, err := scenario.Read("three-days.json", scenario.Beside(".")) // {"extends": "founding", "title": "三天", "policy": {"limits": {"immediate": 3}}}
	if err != nil {
		panic(err)
	}
	c, err := whatif.Run(context.Background(), []*scenario.Scenario{base, other}, whatif.Options{Seeds: whatif.Seeds(1, 10), Jobs: 2})
	if err != nil {
		panic(err)
	}
	if err := os.WriteFile("三天.html", c.HTML("zh"), 0o644); err != nil {
		panic(err)
	}
}

// read is a scenario that changes the founding one.
func read(t *testing.T, changes string) *scenario.Scenario {
	t.Helper()
	s, err := scenario.Read("x.json", func(name string) ([]byte, error) {
		if name == "x.json" {
			return []byte(`{"extends": "founding", ` + changes + `}`), nil
		}
		return scenario.Builtin(name)
	})
	require.NoError(t, err)
	return s
}

func run(t *testing.T, seeds, jobs int, scenarios ...*scenario.Scenario) *whatif.Comparison {
	t.Helper()
	c, err := whatif.Run(context.Background(), scenarios, whatif.Options{Seeds: whatif.Seeds(1, seeds), Scale: 30, Jobs: jobs})
	require.NoError(t, err)
	return c
}

// Same scenarios and seeds: the same bytes, however many run at a time.
func TestSameBytesOnAnyNumberOfCores(t *testing.T) {
	base, three := read(t, `"title": "现行"`), read(t, `"title": "三天", "policy": {"limits": {"immediate": 3}}`)
	one, three1 := run(t, 3, 1, base, three), run(t, 3, 5, base, three)
	for name, write := range map[string]func(*whatif.Comparison) []byte{
		"json": (*whatif.Comparison).JSON,
		"html": func(c *whatif.Comparison) []byte { return c.HTML("zh") },
		"md":   func(c *whatif.Comparison) []byte { return c.Markdown("en") },
		"csv":  func(c *whatif.Comparison) []byte { return c.CSV("zh") },
	} {
		require.Equal(t, string(write(one)), string(write(three1)), name)
	}
	place, _, err := place.Grow(base, nil)
	require.NoError(t, err)
	by, err := whatif.Compare(context.Background(), []engine.Plan{{Scenario: base, Places: place, Scale: 30}, {Scenario: three, Places: place, Scale: 30}}, whatif.Seeds(1, 3), 2)
	require.NoError(t, err)
	require.Equal(t, string(one.JSON()), string(by.JSON()), "Compare is Run with places of one's own")
	require.NotEqual(t, one.Scenarios[0].Sums[0], one.Scenarios[0].Sums[1], "other seeds are other worlds")
	require.NotEqual(t, one.Scenarios[0].Sums, one.Scenarios[1].Sums)
}

// A against A: no difference anywhere, nobody wins, nobody loses.
func TestAgainstItself(t *testing.T) {
	base := read(t, `"title": "现行"`)
	c := run(t, 8, 2, base, base)
	some := 0
	for _, r := range c.Rows {
		require.Equal(t, whatif.Difference{Spread: whatif.Spread{Of: r.Differences[0].Of}}, r.Differences[0], r.ID)
		some += r.Differences[0].Of
	}
	require.Positive(t, some)
	for _, u := range c.Units {
		require.Equal(t, whatif.Difference{Spread: whatif.Spread{Of: u.Differences[0].Of}}, u.Differences[0], u.ID)
		more, less := c.Moved(1, u.ID)
		require.Empty(t, slices.Concat(more, less))
	}
	require.Equal(t, c.Scenarios[0].Sums, c.Scenarios[1].Sums)
}

// Where most clerks are gone tasks wait longer, with every seed; in no other
// unit does anything change that is clear.
func TestFewerClerks(t *testing.T) {
	const department = "350205D02"
	units := `"matters": {"perYear": 120000}, "triage": {"responsible": {"A": ["D02"], "B": ["D02"]}}, "units": {"department": {"speed": 1000, "clerks": 20}, "only": {"` + department + `": {"clerks": %d}}}`
	c := run(t, 8, 2, read(t, `"title": "二十人", `+fmt.Sprintf(units, 20)), read(t, `"title": "两人", `+fmt.Sprintf(units, 2)))
	more, less := c.Moved(1, "waiting")
	require.Empty(t, less)
	require.Len(t, more, 1)
	require.EqualValues(t, department, more[0].Of.Code)
	require.Equal(t, 8, more[0].Differences[0].Up)
	require.Equal(t, []whatif.Change{{
		Path: "units.only." + department + ".clerks", Label: governance.Text{Zh: "办理单位 › 个别单位 › " + department + " › 经办人数", En: "the units that handle › single units › " + department + " › how many people handle"},
		Before: "20", After: "2",
	}}, c.Scenarios[1].Changes)
}

// What cannot be compared is refused, with every field at fault.
func TestWhatCannotBeCompared(t *testing.T) {
	base, other := read(t, `"title": "现行"`), read(t, `"from": "2022-01-01", "years": 2`)
	paths := func(scenarios []*scenario.Scenario, seeds ...chance.Seed) (out []string) {
		_, err := whatif.Run(context.Background(), scenarios, whatif.Options{Seeds: seeds})
		var invalid *governance.InvalidError
		require.True(t, errors.As(err, &invalid), "%v", err)
		for _, f := range invalid.Faults {
			out = append(out, f.Path)
		}
		return out
	}
	require.Equal(t, []string{"scenarios", "seeds"}, paths([]*scenario.Scenario{base}))
	require.Equal(t, []string{"seeds[1]", "scenarios[1].from", "scenarios[1].years"}, paths([]*scenario.Scenario{base, other}, 1, 1))
	require.Equal(t, []string{"scenarios"}, paths(slices.Repeat([]*scenario.Scenario{base}, 9), 1))
	_, err := whatif.Compare(context.Background(), []engine.Plan{{Scenario: base}, {Scenario: base, Scale: 500}}, whatif.Seeds(1, 2), 1)
	require.ErrorContains(t, err, "plans[1].scale")
	ended, end := context.WithCancel(context.Background())
	end()
	_, err = whatif.Run(ended, []*scenario.Scenario{base, base}, whatif.Options{Seeds: whatif.Seeds(1, 2), Scale: 30})
	require.ErrorIs(t, err, context.Canceled)
}

// Every row has an id of its own and is named in both languages, and every limit and
// every rule set of the scenario has its row.
func TestRows(t *testing.T) {
	s := read(t, `"title": "现行"`)
	known := map[string]bool{}
	for _, m := range whatif.Metrics(s) {
		require.False(t, known[m.ID], m.ID)
		known[m.ID] = true
		require.Regexp(t, `\p{Han}`, m.Name.Zh, m.ID)
		require.NotEmpty(t, m.Name.En, m.ID)
		require.NotEmpty(t, m.Section.Label().Zh, m.ID)
	}
	for _, id := range []string{"limit.report-in", "limit.town", "limit.immediate", "limit.stage", "limit.rating", "score.responders-quarterly.towns", "waiting.department", "path.understanding"} {
		require.True(t, known[id], id)
	}
	for _, m := range whatif.UnitMetrics(s) {
		require.False(t, known[m.ID], m.ID)
		known[m.ID] = true
		require.Regexp(t, `\p{Han}`, m.Name.Zh, m.ID)
	}
}
