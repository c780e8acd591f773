package hours_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance/venue/hours"
)

// A half hour prints and reads back as the same, and nothing else is one.
func TestHalfHour(t *testing.T) {
	for h := range hours.HalfHour(49) {
		raw, err := json.Marshal(h)
		require.NoError(t, err)
		var again hours.HalfHour
		require.NoError(t, json.Unmarshal(raw, &again), string(raw))
		require.Equal(t, h, again)
	}
	for _, text := range []string{"", "9:00", "09:15", "24:30", "-1:00", "25:00", "09:00 ", "0９:00", "09", "+9:00"} {
		var h hours.HalfHour
		require.ErrorAs(t, h.UnmarshalText([]byte(text)), new(hours.HalfHourError), "%q", text)
	}
}
