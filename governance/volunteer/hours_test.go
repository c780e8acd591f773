package volunteer_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/volunteer/assignment"
	"github.com/jinlin-project/jinlin/governance/volunteer/host"
	"github.com/jinlin-project/jinlin/governance/volunteer/posting"
	"github.com/jinlin-project/jinlin/governance/volunteer/service"
	"github.com/jinlin-project/jinlin/governance/volunteer/team"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

// called is a posting with some places, from today on.
func called(w *districttest.World, form host.SixForm, places int, of uuid.UUID) governance.Ref {
	w.Helper()
	return w.Do("compound", posting.Kind, uuid.Nil, posting.Call{Offering: posting.Offering{
		Title: "巡逻", Sort: "post", Form: form, Place: districttest.Compound, Team: of, Places: places, From: civil.DateOf(w.Now()),
	}})
}

// places are the assignments of a posting that are held, by person.
func places(w *districttest.World, ref governance.Ref) map[string]*assignment.Assignment {
	held := map[string]*assignment.Assignment{}
	for _, a := range districttest.Records[assignment.Assignment](w, assignment.Kind) {
		if a.Posting == ref.ID && a.Phase == assignment.Held {
			held[a.Subject] = a
		}
	}
	return held
}

// 4 G10, service-post.claim: places are claimed up to their number, one each; who gives
// one back leaves it to others, and no fewer places are set than are taken.
func TestPlacesAreClaimedUpToTheirNumber(t *testing.T) {
	w, r := open(t), rand.New(rand.NewPCG(10, 1))
	people := w.Move("volunteer", 6, districttest.Compound)
	ref := called(w, "rota", 3, uuid.Nil)
	number, claimed, refused := 3, 0, 0
	for range 120 {
		who, held := people[r.IntN(len(people))], places(w, ref)
		switch a := held[who]; {
		case r.IntN(8) == 0:
			n := 1 + r.IntN(5)
			_, err := w.Try("compound", posting.Kind, ref.ID, posting.Adjust{Places: n})
			require.Equal(t, n >= len(held), err == nil, "%d places, %d taken: %v", n, len(held), err)
			if err == nil {
				number = n
			}
		case a != nil && r.IntN(2) == 0:
			w.Do(who, assignment.Kind, a.ID, assignment.Resign{})
		default:
			_, err := w.Try(who, posting.Kind, ref.ID, posting.Claim{})
			require.Equal(t, a == nil && len(held) < number, err == nil, "%d of %d taken: %v", len(held), number, err)
			if claimed++; err != nil {
				claimed, refused = claimed-1, refused+1
			}
		}
		require.Len(t, places(w, ref), districttest.Record[posting.Posting](w, ref).Taken)
	}
	require.Greater(t, min(claimed, refused), 10, "the draws are worth something")
}

// 4 G10 [D], service-post.end: with its last day a posting ends by itself, and with it
// the places that are held; what was done may still be booked for 15 days.
func TestPlacesEndWithTheirPosting(t *testing.T) {
	w := open(t)
	ref := called(w, "rota", 3, uuid.Nil)
	w.Do("resident", posting.Kind, ref.ID, posting.Claim{})
	today := civil.DateOf(w.Now())
	w.Do("compound", posting.Kind, ref.ID, posting.Adjust{Until: today.AddDays(3)})
	a := places(w, ref)["resident"]
	w.To(today.AddDays(4).Start().Add(time.Minute))
	require.Equal(t, posting.Ended, districttest.Record[posting.Posting](w, ref).Phase)
	require.Empty(t, places(w, ref))
	book := func(day civil.Date) error {
		_, err := w.Try("resident", assignment.Kind, a.ID, assignment.Serve{Day: day, Minutes: 60})
		return err
	}
	w.To(today.AddDays(18).End())
	require.NoError(t, book(today.AddDays(3)))
	require.ErrorAs(t, book(today.AddDays(4)), new(*governance.InvalidError), "the post had ended")
	w.To(today.AddDays(19).Start())
	require.ErrorAs(t, book(today.AddDays(2)), new(*governance.NotAllowedError))
}

// 4 G10, service.book and service.confirm: hours are booked once for a person, a posting
// and a day, and count once they are confirmed, by others than who gave them. What was
// rejected may be booked anew. All six forms and the teams have their share, and the
// figures are what a naive count finds.
func TestHoursCountOnce(t *testing.T) {
	w, r := open(t), rand.New(rand.NewPCG(10, 2))
	people := append(w.Move("volunteer", 3, districttest.Compound), "compound")
	squad := w.Do("compound", team.Kind, uuid.Nil, team.Form{Founding: team.Founding{Name: "巡逻队", Place: districttest.Compound}})
	forms := host.SixForm("").Choices()
	require.Len(t, forms, 6)
	var refs []governance.Ref
	for i, form := range forms {
		refs = append(refs, called(w, host.SixForm(form.Code), 4, []uuid.UUID{squad.ID, uuid.Nil}[i%2]))
		for _, who := range people {
			w.Do(who, posting.Kind, refs[i].ID, posting.Claim{})
		}
	}
	first := civil.DateOf(w.Now())
	w.To(w.Now().Add(72 * time.Hour))
	for range 400 {
		ref := refs[r.IntN(len(refs))]
		who := people[r.IntN(len(people))]
		muddle(t, w, r, places(w, ref)[w.Person(who)], who, first)
	}
	want, people2 := service.Given{ByForm: map[host.SixForm]int64{}}, map[string]bool{}
	counted := map[uuid.UUID][2]int{}
	for _, s := range districttest.Records[service.Service](w, service.Kind) {
		if s.Phase != service.Confirmed {
			continue
		}
		people2[s.Subject] = true
		want.Services, want.Minutes, want.Volunteers = want.Services+1, want.Minutes+int64(s.Minutes), int64(len(people2))
		want.ByForm[s.Form]++
		if s.Team == squad.ID {
			want.OfTeams++
		}
		counted[s.Assignment] = [2]int{counted[s.Assignment][0] + 1, counted[s.Assignment][1] + s.Minutes}
	}
	for _, a := range districttest.Records[assignment.Assignment](w, assignment.Kind) {
		require.Equal(t, counted[a.ID], [2]int{a.Services, a.Minutes})
	}
	got, err := w.Ask("district", service.Kind, "given", "{}")
	require.NoError(t, err)
	require.Equal(t, want, got)
	require.Len(t, want.ByForm, 6, "each form was served in")
	require.NotZero(t, want.OfTeams)
}

// muddle has somebody book a day, or chance confirm or reject what is booked.
func muddle(t *testing.T, w *districttest.World, r *rand.Rand, a *assignment.Assignment, who string, first civil.Date) {
	t.Helper()
	day := first.AddDays(r.IntN(4))
	var booked, open *service.Service
	for _, s := range districttest.Records[service.Service](w, service.Kind) {
		if s.Assignment == a.ID && s.Day == day && s.Phase != service.Rejected {
			booked = s
		}
		if s.Phase == service.Booked {
			open = s
		}
	}
	if r.IntN(2) == 0 || open == nil {
		_, err := w.Try(who, assignment.Kind, a.ID, assignment.Serve{Day: day, Minutes: 10 + r.IntN(200)})
		require.Equal(t, booked == nil, err == nil, "once a day: %v", err)
		return
	}
	judge := []string{"compound", "community"}[r.IntN(2)]
	cmd := []governance.Command{service.Confirm{}, service.Confirm{}, service.Reject{Reason: "不符"}}[r.IntN(3)]
	_, err := w.Try(judge, service.Kind, open.ID, cmd)
	require.Equal(t, w.Person(judge) != open.Subject, err == nil, "nobody judges their own: %v", err)
}
