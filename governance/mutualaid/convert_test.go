package mutualaid_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/mutualaid/help"
	"github.com/jinlin-project/jinlin/governance/mutualaid/need"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

// 4 G7, need.convert: what is more than neighbours can do is turned into a matter, in
// one commit and linked both ways; whoever had taken it is released in the same commit,
// and the need hears how the matter ends.
func TestASeriousNeedBecomesAMatter(t *testing.T) {
	w := open(t)
	ref := ordered(w, moving(w, 2))
	w.Do("resident-2", need.Kind, ref.ID, need.Take{})
	w.Do("resident-3", need.Kind, ref.ID, need.Take{})
	before := districttest.Record[need.Need](w, ref)

	_, err := w.Try("community", need.Kind, ref.ID, need.Convert{Reason: "电线裸露", Category: "Z9"})
	require.ErrorAs(t, err, new(*governance.InvalidError), "matters know no such category")
	require.Equal(t, before, districttest.Record[need.Need](w, ref), "what is refused changes nothing")
	require.Empty(t, districttest.Records[casework.Case](w, casework.KindCase))

	w.Do("community", need.Kind, ref.ID, need.Convert{Reason: "电线裸露", Category: "A104"})
	matter := districttest.Records[casework.Case](w, casework.KindCase)[0]
	n := districttest.Record[need.Need](w, ref)
	require.Equal(t, need.Converted, n.Phase)
	require.Equal(t, matter.ID, n.Matter, "the need names its matter")
	require.Equal(t, governance.OriginOf(ref), matter.Origin, "the matter names its need")
	require.Equal(t, "resident", matter.Subject)

	cause := governance.Cause{Ref: ref, Version: n.Version}
	require.Equal(t, cause, causeOf(t, w, governance.Ref{Kind: casework.KindCase, ID: matter.ID}))
	for _, h := range helps(w, ref) {
		require.Equal(t, help.Released, h.Phase)
		require.Equal(t, cause, causeOf(t, w, governance.Ref{Kind: help.Kind, ID: h.ID}))
	}

	w.Do("resident", casework.KindCase, matter.ID, casework.Withdraw{Reason: "已修好"})
	require.Equal(t, "withdrawn", districttest.Record[need.Need](w, ref).Ended)
}

// causeOf is what a record's last entry follows from.
func causeOf(t *testing.T, w *districttest.World, ref governance.Ref) governance.Cause {
	t.Helper()
	entries, err := w.Ledger.Entries(t.Context(), governance.Span{Ref: ref, Limit: 1000})
	require.NoError(t, err)
	return entries[len(entries)-1].Cause
}

// 4 G7, need.convert: it is for those who check and order, at any time before help is
// under way, and never for the poster or a helper.
func TestWhoConverts(t *testing.T) {
	w := open(t)
	ref := w.Do("resident", need.Kind, uuid.Nil, need.Post{Ask: moving(w, 1)})
	for _, who := range []string{"resident", "resident-2", "town", "community-2"} {
		_, err := w.Try(who, need.Kind, ref.ID, need.Convert{Reason: "电线裸露"})
		require.Error(t, err, who)
	}
	w.Do("compound", need.Kind, ref.ID, need.Convert{Reason: "电线裸露", Category: "A104"})
	_, err := w.Try("community", need.Kind, ref.ID, need.Convert{Reason: "电线裸露", Category: "A104"})
	require.ErrorAs(t, err, new(*governance.NotAllowedError), "once")
}
