package organisation_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance/organisation"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

// 1 [F]: coverage and staffing are the tree's own figures, of any day: before the
// district had people it had none.
func TestStaffingOfAnyDay(t *testing.T) {
	book, err := organisation.New()
	require.NoError(t, err)
	w := districttest.New(t, memory.New(), book.Shelf)
	got, err := w.Ask("resident", organisation.Kind, "staffing", `{"unit":"350205001"}`)
	require.NoError(t, err)
	want, _ := w.Tree().Figures("350205001")
	require.Equal(t, want, got)
	require.NotZero(t, want.Posts[orgtree.Mediator])
	got, err = w.Ask("resident", organisation.Kind, "staffing", `{"unit":"350205","on":"2024-09-26"}`)
	require.NoError(t, err)
	require.NotEqual(t, want, got)
	for _, params := range []string{`{"unit":"350299"}`, `{"unit":"350205","on":"1900-01-01"}`} {
		_, err = w.Ask("resident", organisation.Kind, "staffing", params)
		require.ErrorContains(t, err, "unit unknown-unit", params)
	}
	_, err = w.Ask("resident", organisation.Kind, "staffing", `{}`)
	require.ErrorContains(t, err, "unit required")
}
