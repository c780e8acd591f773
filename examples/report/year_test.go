package main

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/institutions"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/mediation"
	"github.com/jinlin-project/jinlin/governance/partnership/studio"
	"github.com/jinlin-project/jinlin/internal/districttest"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/appraisal"
)

// A year is a district in which some months have passed.
type year struct {
	*districttest.World
	r *rand.Rand
}

// lived has some things happen to some institutions over half a year, each going a
// random way.
func lived(t testing.TB) *year {
	shelves, err := institutions.All(nil)
	require.NoError(t, err)
	y := &year{districttest.New(t, memory.New(), shelves...), rand.New(rand.NewPCG(18, 18))}
	for range 90 {
		y.To(y.Now().Add(time.Duration(y.r.IntN(96)) * time.Hour))
		switch y.r.IntN(4) {
		case 0:
			y.dispute()
		case 1:
			y.inquire()
		case 2:
			y.studio()
		default:
			y.matter()
		}
	}
	y.To(y.Now().AddDate(0, 1, 0))
	ref := y.Do("centre", appraisal.KindRound, uuid.Nil, appraisal.Compute{District: districttest.District, Period: "2024-Q4", Rules: scoring.ResponderRules().ID})
	y.Do("centre", appraisal.KindRound, ref.ID, appraisal.Issue{})
	return y
}

// place is where something happens, and who works for its community and compound.
func (y *year) place() (compound orgtree.Code, suffix string) {
	if y.r.IntN(3) == 0 {
		return districttest.Compound2, "-2"
	}
	return districttest.Compound, ""
}

func (y *year) dispute() {
	ref := y.Do("resident", mediation.Kind, uuid.Nil, mediation.Apply{Title: "漏水", Text: "漏水", Dispute: "neighbours", Place: districttest.Compound, Applicant: mediation.Party{Name: "甲"}, Respondent: mediation.Party{Name: "乙"}})
	if y.r.IntN(4) == 0 {
		y.Do("community", mediation.Kind, ref.ID, mediation.Decline{Reason: "另循途径"})
		return
	}
	y.Do("community", mediation.Kind, ref.ID, mediation.Accept{Mediator: y.Person("mediator")})
	if y.r.IntN(4) > 0 { // else it runs out
		y.Do("mediator", mediation.Kind, ref.ID, []governance.Command{mediation.Agree{Form: "oral", Terms: "和解"}, mediation.Fail{Reason: "分歧"}}[y.r.IntN(2)])
	}
}

func (y *year) inquire() {
	place, suffix := y.place()
	ref := y.Do("resident", casework.KindInquiry, uuid.Nil, casework.Ask{Title: "医保", Place: casework.Place{Unit: place}})
	if y.r.IntN(3) > 0 {
		y.Do("community"+suffix, casework.KindInquiry, ref.ID, casework.Reply{Text: "可在服务中心办理"})
	}
}

func (y *year) studio() {
	ref := y.Do("community", studio.KindStudio, uuid.Nil, studio.Suggest{Name: "银发", Community: districttest.Community, Lead: "resident"})
	if y.r.IntN(3) == 0 {
		return
	}
	y.Do("town", studio.KindStudio, ref.ID, studio.Approve{})
	y.Do("resident", studio.KindStudio, ref.ID, studio.Plan{Series: []studio.Series{"silver-help", "other"}[y.r.IntN(2)], Title: "助邻", Day: civil.DateOf(y.Now())})
	all := districttest.Records[studio.Event](y.World, studio.KindEvent)
	y.Do("resident", studio.KindEvent, all[len(all)-1].ID, studio.Hold{Day: civil.DateOf(y.Now()), Attendance: 5, Text: "好"})
}

// matter goes the usual path as far as chance has it.
func (y *year) matter() {
	place, suffix := y.place()
	ref := y.Do("resident", casework.KindCase, uuid.Nil, casework.Report{Title: "路灯", Text: "不亮", Place: casework.Place{Unit: place}, Category: "A103"})
	do := func(who string, cmd governance.Command) { y.Do(who, casework.KindCase, ref.ID, cmd) }
	how := y.r.IntN(10)
	if how == 0 {
		do("resident", casework.Withdraw{})
		return
	}
	do(y.offered(ref, "verify"), casework.Verify{Category: "A103"})
	do(y.offered(ref, "whistle"), casework.Whistle{Reason: "超出能力"})
	if how == 1 {
		return
	}
	do("town"+suffix, casework.ReportIn{})
	do("town"+suffix, casework.Escalate{Reason: "超出能力"})
	list := []casework.List{casework.Immediate, casework.Phased}[y.r.IntN(2)]
	triage := casework.Triage{List: list, Units: []casework.Assignment{{Unit: districttest.Department1, Role: casework.Assigned(casework.Lead)}}}
	if list == casework.Phased {
		triage.Stages = []casework.Stage{{Name: "施工", Days: 10}}
	}
	do("centre", triage)
	do("department-1", casework.Take{})
	if list == casework.Phased || how == 2 {
		return
	}
	do("department-1", casework.Complete{Outcome: casework.Outcome(casework.Solved), Result: "已修"})
	do("centre", casework.Pass{})
	do("community"+suffix, casework.Feedback{Text: "已修"})
	do("community"+suffix, casework.Publish{Summary: "路灯已修"})
	if how > 3 { // else nobody rates
		var scores []casework.Score
		for _, u := range districttest.Record[casework.Case](y.World, ref).Units {
			scores = append(scores, casework.Score{Unit: u.Unit, Satisfaction: 1 + y.r.IntN(5), Solved: casework.Solved})
		}
		do(y.offered(ref, "rate"), casework.Rate{Scores: scores})
	}
}

// offered is who of some is offered a command.
func (y *year) offered(ref governance.Ref, verb string) string {
	shelf, _ := y.Office.Shelf(ref.Kind)
	for _, who := range []string{"compound", "community", "compound-2", "community-2"} {
		v, err := shelf.Get(y.Context(), y.Actor(who), ref.ID)
		if err == nil && slices.ContainsFunc(v.Actions(), func(a governance.Action) bool { return a.Command == verb }) {
			return who
		}
	}
	require.Fail(y, "nobody is offered it", verb)
	return ""
}
