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
	districttest.Scenarios(t, open, conference.Kind, conference.KindProblem, conference.KindDecision)
}

// Issue 5: a problem is linked to the matter it became, both ways; a matter that is
// taken up again and ends once more does not bring a problem back that has gone on.
func TestAMatterThatEndsTwice(t *testing.T) {
	w := with(t, "matter", districttest.Errands(t, "matter"))
	ref := w.Do("district", conference.Kind, uuid.Nil, conference.Convene{
		Host: districttest.District, Title: "联席会议", At: w.Now().Add(time.Hour), Venue: "会议室", Agenda: []string{"议题"}, Invited: []orgtree.Code{districttest.Town},
	})
	w.Do("town", conference.Kind, ref.ID, conference.Raise{From: districttest.Town, Title: "路灯", Text: "不亮", Place: districttest.Compound})
	problem := func() *conference.Problem {
		return districttest.Records[conference.Problem](w, conference.KindProblem)[0]
	}
	id := problem().ID
	w.Do("district", conference.KindProblem, id, conference.HandOver{})
	matter := problem().Matter
	require.Equal(t, governance.OriginOf(governance.Ref{Kind: conference.KindProblem, ID: id}), districttest.Records[districttest.Errand](w, "matter")[0].Origin)
	end := func(outcome string) { w.Do("resident", "matter", matter, districttest.Finish{Outcome: outcome}) }
	end("not-solved")
	require.Equal(t, conference.Reported, problem().Phase)
	w.Do("town", conference.KindProblem, id, conference.Refuse{Reason: "未解决"})
	w.Do("resident", "matter", matter, districttest.Resume{})
	end("solved")
	require.Equal(t, conference.Raised, problem().Phase, "it is to be looked at again, whatever the matter says")
	require.Equal(t, "solved", problem().Heard)
	require.Equal(t, matter, problem().Matter)
	w.Do("district", conference.KindProblem, id, conference.Answer{Text: "已修复"})
	w.Do("town", conference.KindProblem, id, conference.Confirm{})
	w.Do("resident", "matter", matter, districttest.Resume{})
	end("solved")
	require.Equal(t, conference.Solved, problem().Phase)
}
