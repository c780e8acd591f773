package casework_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/internal/scripttest"
)

// kindOf names which of the closed kinds of error an error is; a [Defect] or
// anything else has no name and fails whoever asks.
func kindOf(tb testing.TB, err error) string {
	tb.Helper()
	kind := scripttest.KindOf(err)
	require.False(tb, strings.HasPrefix(kind, "broken"), "an error of no known kind: %T: %v", err, err)
	return kind
}

// refused asks for an error of one of the closed kinds.
func refused(tb testing.TB, err error) {
	tb.Helper()
	require.Error(tb, err)
	kindOf(tb, err)
}

// faults returns the faults of an invalid command as "path code".
func faults(tb testing.TB, err error) []string {
	tb.Helper()
	var invalid *governance.InvalidError
	require.ErrorAs(tb, err, &invalid)
	out := make([]string, len(invalid.Faults))
	for i, f := range invalid.Faults {
		require.NotEmpty(tb, f.Detail.Zh, f.Path)
		require.NotEmpty(tb, f.Detail.En, f.Path)
		out[i] = f.Path + " " + f.Code
	}
	return out
}

// desks returns the players on whose desk a matter lies, in their order.
func (w *world) desks(id uuid.UUID) []string { return w.desksAt(w.cases.Shelf, id) }

func (w *world) desksAt(shelf *governance.Shelf, id uuid.UUID) []string {
	w.tb.Helper()
	var out []string
	for _, p := range players {
		views, _, err := shelf.List(w.tb.Context(), w.actor(p.name), governance.Query{Desk: true, Limit: 1000})
		require.NoError(w.tb, err)
		for _, v := range views {
			if v.Ref.ID == id {
				out = append(out, p.name)
			}
		}
	}
	return out
}
