package conference_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/conference"
	"github.com/jinlin-project/jinlin/governance/conference/decision"
	"github.com/jinlin-project/jinlin/governance/conference/problem"
	"github.com/jinlin-project/jinlin/governance/duty"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
)

func open(tb testing.TB) *districttest.World {
	matters, err := casework.New(nil)
	require.NoError(tb, err)
	return with(tb, casework.KindCase, matters.Shelf)
}

// with assembles conferences and tasks, and what problems are handed over as.
func with(tb testing.TB, matter string, shelf *governance.Shelf) *districttest.World {
	books, err := conference.New(nil, duty.Kind, matter)
	require.NoError(tb, err)
	tasks, err := duty.New(nil)
	require.NoError(tb, err)
	return districttest.New(tb, memory.New(), append(books.Shelves(), tasks.Shelf, shelf)...)
}

func TestScenarios(t *testing.T) {
	districttest.Scenarios(t, open, conference.Kind, problem.Kind, decision.Kind)
}

// Issue 5: a problem is linked to the matter it became, both ways; a matter that is
// taken up again and ends once more does not bring a problem back that has gone on.
func TestAMatterThatEndsTwice(t *testing.T) {
	w := with(t, "matter", districttest.Errands(t, "matter"))
	ref := w.Do("district", conference.Kind, uuid.Nil, conference.Convene{
		Host: districttest.District, Title: "联席会议", At: w.Now().Add(time.Hour), Venue: "会议室", Agenda: []string{"议题"}, Invited: []orgtree.Code{districttest.Town},
	})
	w.Do("town", conference.Kind, ref.ID, conference.Raise{From: districttest.Town, Title: "路灯", Text: "不亮", Place: districttest.Compound})
	raised := func() *problem.Problem {
		return districttest.Records[problem.Problem](w, problem.Kind)[0]
	}
	id := raised().ID
	w.Do("district", problem.Kind, id, problem.HandOver{})
	matter := raised().Matter
	require.Equal(t, governance.OriginOf(governance.Ref{Kind: problem.Kind, ID: id}), districttest.Records[districttest.Errand](w, "matter")[0].Origin)
	end := func(outcome string) { w.Do("resident", "matter", matter, districttest.Finish{Outcome: outcome}) }
	end("not-solved")
	require.Equal(t, problem.Reported, raised().Phase)
	w.Do("town", problem.Kind, id, problem.Refuse{Reason: "未解决"})
	w.Do("resident", "matter", matter, districttest.Resume{})
	end("solved")
	require.Equal(t, problem.Raised, raised().Phase, "it is to be looked at again, whatever the matter says")
	require.Equal(t, "solved", raised().Heard)
	require.Equal(t, matter, raised().Matter)
	w.Do("district", problem.Kind, id, problem.Answer{Text: "已修复"})
	w.Do("town", problem.Kind, id, problem.Confirm{})
	w.Do("resident", "matter", matter, districttest.Resume{})
	end("solved")
	require.Equal(t, problem.Solved, raised().Phase)
}
