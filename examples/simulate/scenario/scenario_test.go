package scenario_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/examples/simulate/scenario"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/scoring"
)

// Every built-in scenario is sound.
func TestBuiltins(t *testing.T) {
	require.NotEmpty(t, scenario.Names())
	for _, name := range scenario.Names() {
		s, err := scenario.Load(name)
		require.NoError(t, err, name)
		require.Equal(t, name, s.Name)
	}
}

// A scenario that extends another names only what differs: objects merge, lists and
// numbers are replaced.
func TestExtends(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	write("three.json", `{"extends": "founding", "title": "三天", "policy": {"limits": {"immediate": 3}}, "units": {"only": {"350205D03": {"clerks": 1}}}}`)
	write("both.json", `{"extends": "three.json", "matters": {"categories": null}, "people": {"replies": 60}}`)
	founding, err := scenario.Load("founding")
	require.NoError(t, err)
	both, err := scenario.Read("both.json", scenario.Beside(dir))
	require.NoError(t, err)
	require.Equal(t, "三天", both.Title)
	require.Equal(t, founding.Matters.PerYear, both.Matters.PerYear)
	require.Empty(t, both.Matters.Categories)
	require.Equal(t, scenario.Minutes{60}, both.People.Replies)
	require.Equal(t, 1, *both.Units.Only["350205D03"].Clerks)
	rules, err := both.Rules()
	require.NoError(t, err)
	require.Equal(t, governance.Period{N: 3, Unit: governance.WorkingDays}, scenario.Limit(rules, "immediate"))
	write("circle.json", `{"extends": "circle.json"}`)
	_, err = scenario.Read("circle.json", scenario.Beside(dir))
	require.ErrorContains(t, err, "without end")
	_, err = scenario.Load("nowhere")
	require.ErrorIs(t, err, scenario.ErrUnknown)
}

// Everything that is wrong with a file is named at once, by its path.
func TestEveryFaultIsNamed(t *testing.T) {
	text := `{"extends": "founding", "yearz": 2, "years": 0, "matters": {"months": [1, 2], "perYear": 1.5}, "units": {"town": {"quality": 1001}},
		"people": {"replies": "later"}, "district": {"divisions": "elsewhere"}, "from": "2021-02-30", "agenda": 1, "work": {"verify": {"hands": []}}}`
	_, err := scenario.Read("x.json", func(name string) ([]byte, error) {
		if name == "x.json" {
			return []byte(text), nil
		}
		return scenario.Builtin(name)
	})
	require.Equal(t, map[string]string{
		"yearz": "unknown-field", "years": "out-of-range", "matters.months": "wrong-length", "matters.perYear": "wrong-type", "units.town.quality": "out-of-range",
		"people.replies": "wrong-type", "district.divisions": "unknown-code", "from": "malformed", "agenda": "wrong-type", "work.verify.hands": "wrong-length",
	}, faults(t, err))
	text = `{"extends": "founding", "matters": {"hours": [0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0], "categories": {"Z9": 1}, "difficulty": {"A1": [1]}},
		"work": {"rate": {"hands": [20, 10]}}, "policy": {"limits": {"rating": 9, "nothing": 1}}, "ruleSets": ["mine"], "triage": {"lists": [[1],[1,1,1],[1,1,1],[1,1,1],[0,0,0]]}}`
	_, err = scenario.Read("x.json", func(name string) ([]byte, error) {
		if name == "x.json" {
			return []byte(text), nil
		}
		return scenario.Builtin(name)
	})
	require.Equal(t, map[string]string{
		"matters.hours": "no-weight", "matters.categories.Z9": "unknown-category", "matters.difficulty.A1": "wrong-length", "work.rate.hands[1]": "out-of-range",
		"policy": "invalid", "ruleSets[0]": "unknown-code", "triage.lists[0]": "wrong-length", "triage.lists[4]": "no-weight",
	}, faults(t, err))
	for _, broken := range []string{``, `[]`, `{} {}`, `{"a":`, `null`} {
		_, err := scenario.Read("x", func(string) ([]byte, error) { return []byte(broken), nil })
		require.Error(t, err, broken)
	}
}

func faults(t *testing.T, err error) map[string]string {
	t.Helper()
	var invalid *governance.InvalidError
	require.True(t, errors.As(err, &invalid), "%v", err)
	out := map[string]string{}
	for _, f := range invalid.Faults {
		out[f.Path] = f.Code
	}
	return out
}

// The schema names every field in Chinese, and takes what Read takes.
func TestSchema(t *testing.T) {
	var schema map[string]any
	require.NoError(t, json.Unmarshal(scenario.Schema(), &schema))
	var walk func(path string, node map[string]any)
	walk = func(path string, node map[string]any) {
		properties, _ := node["properties"].(map[string]any)
		for name, one := range properties {
			inner := one.(map[string]any)
			require.Regexp(t, `\p{Han}`, inner["title"], "%s.%s", path, name)
			walk(path+"."+name, inner)
		}
	}
	walk("", schema)
}

// A scenario brings its own rule sets and notices in files beside it.
func TestFilesBeside(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, text []byte) {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), text, 0o600))
	}
	rules, ok := scoring.ShippedJSON("practice-10-40-50")
	require.True(t, ok)
	write("mine.json", bytes.Replace(rules, []byte("practice-10-40-50"), []byte("mine"), 1))
	write("s.json", []byte(`{"$schema": "x", "extends": "founding", "ruleSets": ["mine.json", "whistlers-quarterly"]}`))
	s, err := scenario.Read("s.json", scenario.Beside(dir))
	require.NoError(t, err)
	scorers, err := s.Scorers()
	require.NoError(t, err)
	require.Equal(t, "mine", scorers[0].Rules().ID)
	write("bad.json", []byte(`{"extends": "founding", "ruleSets": ["gone.json"], "calendar": {"notices": ["gone.json"]}}`))
	_, err = scenario.Read("bad.json", scenario.Beside(dir))
	require.Equal(t, map[string]string{"ruleSets[0]": "unreadable", "calendar.notices[0]": "unreadable"}, faults(t, err))
	write("worse.json", []byte(`{"extends": "founding", "ruleSets": ["s.json"], "calendar": {"notices": ["s.json"]}}`))
	_, err = scenario.Read("worse.json", scenario.Beside(dir))
	require.Contains(t, faults(t, err), "calendar")
}
