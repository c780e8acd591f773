package casework_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
)

// 2.2 [R]: what is published carries no personal data, in whatever way it is
// spaced, punctuated or widened.
func TestPublishedWithoutPersonalData(t *testing.T) {
	w := newWorld(t, nil)
	id := w.do("resident", uuid.Nil, casework.Report{
		Title: "路灯", Text: "不亮",
		Place:  casework.Place{Unit: sunshine, Address: "海虹路120号三号楼502室", Coordinate: "118.05,24.48"},
		Sender: casework.Sender{Name: "李四 ", Phone: "6051234"},
	}).ID
	w.do("compound", id, casework.Verify{})
	w.do("community", id, casework.Handle{})
	w.do("community", id, completed())
	for _, summary := range []string{
		"电话6051234", "电话 605-1234", "李四反映", "李  四反映", "李·四反映", "位于118.05, 24.48", "海虹路120号 三号楼502室已修",
		"+8613800138000", "8613800138000", "１３８００１３８０００", "138.0013.8000", "138-0013-8000", "0592-6051234", "35020519800101001X",
	} {
		_, err := w.try("community", id, casework.Publish{Summary: summary})
		require.ErrorContains(t, err, "summary personal-data", summary)
	}
	w.do("community", id, casework.Publish{Summary: "路灯已修复，2024-10-25完成，共换灯120盏"})
}

// 2.2 [R]: nor does it name those whose matters were merged into it, and whom it
// answers as well.
func TestPublishedWithoutTheSendersOfMergedMatters(t *testing.T) {
	w := newWorld(t, nil)
	into, other := w.atTown(), w.do("neighbour", uuid.Nil, casework.Report{
		Title: "路灯", Text: "不亮", Place: casework.Place{Unit: sunshine}, Sender: casework.Sender{Name: "欧阳远"},
	}).ID
	w.do("centre", other, casework.Merge{Into: into})
	w.do("town", into, completed())
	w.do("compound", into, casework.Pass{})
	_, err := w.try("community", into, casework.Publish{Summary: "欧阳远反映的路灯已修复"})
	require.ErrorContains(t, err, "summary personal-data")
	w.do("community", into, casework.Publish{Summary: "路灯已修复"})
}
