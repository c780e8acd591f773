package replay

import (
	"encoding/json"
	"regexp"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// A wall clock is kept as it is, or its instant is; what no clock showed is refused,
// and what one showed twice is marked.
func TestTimes(t *testing.T) {
	const us, zoned, dated = "01/02/2006 03:04:05 PM", time.RFC3339, "2006-01-02"
	for _, c := range []struct {
		layout, keep, text string
		end                bool
		want               string
	}{
		{us, "wall", "07/04/2024 11:30:00 PM", false, "2024-07-04 23:30:00"},
		{us, "instant", "07/04/2024 11:30:00 PM", false, "2024-07-05 11:30:00"},
		{us, "instant", "01/04/2024 11:30:00 PM", false, "2024-01-05 12:30:00"},
		{us, "wall", "03/10/2024 02:30:00 AM", false, "2024-03-10 02:30:00"},
		{us, "instant", "03/10/2024 02:30:00 AM", false, "no-such-time"},
		{us, "instant", "11/03/2024 01:30:00 AM", false, "2024-11-03 13:30:00 twice"},
		{us, "instant", "11/03/2024 02:30:00 AM", false, "2024-11-03 15:30:00"},
		{zoned, "wall", "2024-07-04T23:30:00-07:00", false, "2024-07-04 23:30:00"},
		{zoned, "instant", "2024-07-04T23:30:00-07:00", false, "2024-07-05 14:30:00"},
		{zoned, "wall", "2024-07-04T23:30:00.9-07:00", false, "2024-07-04 23:30:00"},
		{dated, "wall", "2024-07-04", false, "2024-07-04 00:00:00 day"},
		{dated, "wall", "2024-07-04", true, "2024-07-04 23:59:59 day"},
		{dated, "instant", "2024-07-04", true, "2024-07-05 11:59:59 day"},
		{dated, "wall", "2024-02-30", false, "bad-time"},
		{us, "wall", "13/01/2024 01:00:00 AM", false, "bad-time"},
	} {
		in, err := (&Times{Formats: []string{"2006/1/2 15:04", c.layout}, Zone: "America/New_York", Keep: c.keep}).ready()
		require.NoError(t, err)
		m, bad := in.read(c.text, c.end)
		got := ""
		if bad != nil {
			got = bad.code
		} else {
			got = m.at.Format(time.DateTime)
			require.Equal(t, "+0800", m.at.Format("-0700"))
		}
		if m.twice {
			got += " twice"
		}
		if m.day {
			got += " day"
		}
		require.Equal(t, c.want, got, "%s %s", c.keep, c.text)
	}
}

// Layouts are tried in their order for each, whatever fitted the one before.
func TestLayoutsInOrder(t *testing.T) {
	in, err := (&Times{Formats: []string{"01/02/2006", "02/01/2006"}}).ready()
	require.NoError(t, err)
	for _, c := range []struct{ text, want string }{{"13/01/2024", "2024-01-13"}, {"03/04/2024", "2024-03-04"}, {"13/01/2024", "2024-01-13"}} {
		m, bad := in.read(c.text, false)
		require.Nil(t, bad)
		require.Equal(t, c.want, m.at.Format(time.DateOnly))
	}
}

// Every assumption is a row: an id of its own, and a sentence in both languages.
func TestAssumptionsAreRows(t *testing.T) {
	seen := map[string]bool{}
	for _, a := range allAssumptions[none+1:] {
		require.Regexp(t, regexp.MustCompile(`^[a-z-]+$`), a.ID)
		require.False(t, seen[a.ID], a.ID)
		seen[a.ID] = true
		require.Regexp(t, `\p{Han}`, a.Sentence.Zh)
		require.NotEmpty(t, a.Sentence.En)
	}
}

// The schema names every field in Chinese.
func TestSchema(t *testing.T) {
	var schema map[string]any
	require.NoError(t, json.Unmarshal(Schema(), &schema))
	var walk func(node map[string]any)
	walk = func(node map[string]any) {
		properties, _ := node["properties"].(map[string]any)
		for name, one := range properties {
			require.Regexp(t, `\p{Han}`, one.(map[string]any)["title"], name)
			walk(one.(map[string]any))
		}
	}
	walk(schema)
	require.Equal(t, []any{"title", "times", "id", "opened", "closed", "category"}, schema["required"])
	require.Contains(t, Fields(), "| `times.zone` |")
}
