package casework_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance/workday"
)

// The default office hours, in minutes of the day (2.4: working hours).
var officeHours = [][2]int{{9 * 60, 12 * 60}, {13*60 + 30, 17*60 + 30}}

// goldenFacts reads, from the file typed in from the notices, which dates they
// make days off and which weekend days they make working days.
func goldenFacts(tb testing.TB) map[string]bool {
	tb.Helper()
	raw, err := os.ReadFile("../governance/workday/testdata/cn-workdays.json")
	require.NoError(tb, err)
	var years map[string]struct{ Off, Work []string }
	require.NoError(tb, json.Unmarshal(raw, &years))
	facts := map[string]bool{}
	for _, y := range years {
		for _, d := range y.Off {
			facts[d] = false
		}
		for _, d := range y.Work {
			facts[d] = true
		}
	}
	require.Greater(tb, len(facts), 250, "nine years of notices")
	return facts
}

// extraDaysOff is the mainland's calendar with a few more days off, as a new
// notice or a local rule would give them.
func extraDaysOff(dates []string) (*workday.Calendar, error) {
	var off []civil.Date
	for _, d := range dates {
		off = append(off, civil.MustParse(d))
	}
	return workday.China().WithOverlay(workday.Overlay{
		Region: "厦门", Notice: "台风停工通告", Off: off,
	})
}
