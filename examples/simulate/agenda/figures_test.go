package agenda_test

import (
	"encoding/json"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/simulate/stored"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/activity"
	"github.com/jinlin-project/jinlin/governance/alliance"
	"github.com/jinlin-project/jinlin/governance/alliance/item"
	"github.com/jinlin-project/jinlin/governance/conference"
	"github.com/jinlin-project/jinlin/governance/contact/problem"
	"github.com/jinlin-project/jinlin/governance/finance/budget"
	"github.com/jinlin-project/jinlin/governance/finance/statement"
	"github.com/jinlin-project/jinlin/governance/mediation"
	"github.com/jinlin-project/jinlin/governance/mutualaid/help"
	"github.com/jinlin-project/jinlin/governance/partnership"
	"github.com/jinlin-project/jinlin/governance/reportin/organisation"
	"github.com/jinlin-project/jinlin/governance/reportin/rate"
	"github.com/jinlin-project/jinlin/governance/selfgov/proposal"
	"github.com/jinlin-project/jinlin/governance/selfgov/voting"
	"github.com/jinlin-project/jinlin/governance/supervision"
	"github.com/jinlin-project/jinlin/governance/venue/place"
	"github.com/jinlin-project/jinlin/governance/venue/upgrade"
	"github.com/jinlin-project/jinlin/governance/voices"
	"github.com/jinlin-project/jinlin/governance/volunteer/service"
	"github.com/jinlin-project/jinlin/governance/yearreport"
	"github.com/jinlin-project/jinlin/orgtree/synth"
)

// history is a naive count of all that was ever done: how often each command was given
// to each kind, what amounts they named, and how each proposal's votes fell.
type history struct {
	did     map[string]int64
	amounts map[string]governance.Yuan
	votes   map[uuid.UUID]map[voting.Choice]int64
}

func read(t *testing.T, stage *stored.Stage) history {
	h := history{map[string]int64{}, map[string]governance.Yuan{}, map[uuid.UUID]map[voting.Choice]int64{}}
	for after := int64(0); ; {
		page, err := stage.Office.Feed(t.Context(), after, 1000)
		require.NoError(t, err)
		if len(page) == 0 {
			return h
		}
		for i := range page {
			after = page[i].Position
			h.add(t, &page[i])
		}
	}
}

func (h *history) add(t *testing.T, e *governance.Entry) {
	what := e.Ref.Kind + " " + e.Verb
	h.did[what]++
	var body struct {
		Amount governance.Yuan `json:"amount"`
		Choice voting.Choice   `json:"choice"`
	}
	require.NoError(t, json.Unmarshal([]byte(governance.JoinFields(e.Body)), &body))
	h.amounts[what] += body.Amount
	if what == "proposal vote" {
		if h.votes[e.Ref.ID] == nil {
			h.votes[e.Ref.ID] = map[voting.Choice]int64{}
		}
		h.votes[e.Ref.ID][body.Choice]++
	}
}

// Every command of a small year is accepted, and what the institutions answer at its
// end is what counting the history gives.
func TestSmallYear(t *testing.T) {
	stage := play(t, memory.New(), synth.Demo(), share(t, 20), end, 1)
	h := read(t, stage)
	figures := answers{t, stage, governance.FigureParams{From: "2024-01-01", To: "2025-01-01"}}
	figures.together(&h)
	figures.members(&h)
	figures.residents(&h)
	figures.means(&h)
	for _, part := range report(t, stage).Parts {
		for _, f := range part.Figures {
			require.NotEqual(t, yearreport.NotKept, f.Absent, "%s: nobody is asked in vain", f.ID)
			require.NotEmpty(t, f.Said(), f.ID)
		}
	}
}

// report is the year's report of the district.
func report(t *testing.T, stage *stored.Stage) *yearreport.Report {
	t.Helper()
	r, err := yearreport.Compute(t.Context(), stage.Office, stored.System, yearreport.Wanted{Unit: stage.District, From: first, To: civil.DateOf(end)})
	require.NoError(t, err)
	return r
}

// answers asks, as the system, for the figures of the year.
type answers struct {
	*testing.T
	stage *stored.Stage
	year  governance.FigureParams
}

func of[A any](q answers, kind, question string, params any) A {
	q.Helper()
	a, err := stored.Ask[A](q.Context(), q.stage, stored.System, kind, question, params)
	require.NoError(q, err)
	return a
}

func (q answers) together(h *history) {
	m := of[mediation.Success](q, mediation.Kind, "success", &q.year)
	require.Equal(q, governance.Ratio{Num: h.did["mediation agree"], Den: h.did["mediation agree"] + h.did["mediation fail"] + h.did["mediation expire"]}, m.Ratio)
	require.Positive(q, m.Den-m.Num, "some fail")
	c := of[conference.Results](q, conference.Kind, "results", &q.year)
	require.Equal(q, h.did["conference begin"], c.Meetings)
	require.Equal(q, h.did["conference-problem lodge"], c.Problems)
	require.Equal(q, h.did["conference-problem confirm"], c.Solved)
	require.Equal(q, h.did["conference-decision resolve"], c.Decisions)
	a := of[alliance.Summary](q, alliance.Kind, "summary", &q.year)
	require.Equal(q, h.did["alliance approve"], a.Alliances)
	held := int64(0)
	for _, p := range of[map[item.Together]item.Progress](q, item.Kind, "six", &q.year) {
		held += p.Held
	}
	require.Equal(q, h.did["alliance-item hold"], held)
	f := of[supervision.Findings](q, supervision.KindRound, "findings", &q.year)
	require.Equal(q, h.did["supervision find"], f.Found)
	require.Equal(q, h.did["supervision begin"], f.Rounds)
	p := of[problem.Progress](q, problem.Kind, "solved", &q.year)
	require.Equal(q, governance.Ratio{Num: h.did["contact-problem solve"], Den: h.did["contact-problem pose"]}, p.Solved)
}

func (q answers) members(h *history) {
	r := of[rate.Rates](q, organisation.Kind, "rates", &q.year)
	require.Equal(q, governance.Ratio{Num: h.did["reportin-member report-in"], Den: h.did["reportin-member enter"]}, r.Members)
	require.Equal(q, "99.13%", r.MemberRate, "114 of 115")
	require.Equal(q, h.did["participation record"]-h.did["participation reject"], r.Participations)
	v := of[service.Given](q, service.Kind, "given", &q.year)
	require.Equal(q, h.did["service confirm"], v.Services)
	s := of[partnership.Summary](q, partnership.Kind, "summary", &q.year)
	require.Equal(q, h.did["studio approve"], s.Studios)
	require.Equal(q, h.did["studio-event hold"], s.Events["silver-help"])
	require.Equal(q, h.did["partnership sign"], s.Partnerships)
}

func (q answers) residents(h *history) {
	help := of[help.Service](q, help.Kind, "service", &q.year)
	require.Equal(q, h.did["help confirm"], help.Services)
	require.Equal(q, h.did["help miss"], help.Missed)
	v := of[*governance.Figures](q, voices.Kind, "figures", &q.year)
	require.Equal(q, h.did["voice leave"]-h.did["voice withdraw"], v.Opened)
	a := of[activity.Participation](q, activity.Kind, "participation", &q.year)
	require.Equal(q, h.did["activity conclude"], a.Activities)
	require.Equal(q, h.did["signup check-in"], a.SignedUp.Num)
	for id, votes := range h.votes {
		p, err := stored.Read[proposal.Proposal](q.Context(), q.stage, proposal.Kind, id)
		require.NoError(q, err)
		require.Equal(q, votes[voting.Yes], p.Vote.Count.Yes.Persons)
		require.Equal(q, votes[voting.No], p.Vote.Count.No.Persons)
	}
	require.NotEmpty(q, h.votes)
}

func (q answers) means(h *history) {
	m := of[upgrade.Money](q, place.KindUpgrade, "money", &place.UnitParam{})
	require.Equal(q, h.did["upgrade accept"], m.Accepted)
	require.Equal(q, h.amounts["upgrade approve"], m.Approved)
	require.Equal(q, h.amounts["upgrade spend"], m.Spent)
	require.Equal(q, m.Approved, m.Spent, "all bills are paid")
	l := of[*governance.Listing](q, budget.Kind, "summary", &statement.YearOf{Year: 2024})
	sum := map[string]governance.Yuan{}
	for _, row := range l.Rows {
		for i, column := range l.Columns[2:] {
			sum[column.Name] += governance.MustYuan(row[i+2])
		}
	}
	require.Equal(q, h.amounts["budget appropriate"], sum["appropriated"])
	require.Equal(q, h.amounts["budget draw"]-h.amounts["expenditure refund"], sum["spent"])
}

// The figures of the founding report, where it is exact, come from the records of the
// whole year [F].
func TestFoundingYear(t *testing.T) {
	if !*whole {
		t.Skip("takes long; ask for it with -founding")
	}
	stage := play(t, memory.New(), synth.Founding(), share(t, 1), end, 1)
	r := report(t, stage)
	for id, want := range map[string]string{
		"org.communities": "34 个", "org.branches": "69 个", "org.covered": "100.00%（153/153）", "org.grids": "727 个", "org.grid-staff": "807 人",
		"org.instructors.on-the-job": "35 人", "org.instructors.registered": "22 人", "org.instructors.retired": "25 人", "org.mediators": "308 人",
		"g1.meetings": "64 场", "g1.solved": "412 个", "g6.alliances": "5 个", "g13.mediated": "2,844 件", "g13.agreed": "2,817 件", "g13.success": "99.05%（2,817/2,844）",
		"g5.members": "99.13%（2,280/2,300）", "g5.participations": "3,928 人次", "g10.teams": "13 个", "g10.services": "172 次", "g11.studios": "7 个", "g11.events": "6 场",
		"g12.public-benefit": "312 场", "g14.upgraded": "34 个", "g14.spent": "7,930,000.00 元", "g14.spaces": "32 个", "g15.average": "320,000.00 元",
		"g15.facilities": "10,040,000.00 元", "g16.main": "4,700.00 元", "g16.other": "3,700.00 元",
	} {
		f := r.Figure(id)
		require.NotNil(t, f, id)
		require.Equal(t, want, f.Said(), id)
	}
	p := of[partnership.Summary](answers{t, stage, governance.FigureParams{From: "2024-01-01", To: "2025-01-01"}}, partnership.Kind, "summary", &governance.FigureParams{From: "2024-01-01", To: "2025-01-01"})
	require.Equal(t, []int64{60, 4}, []int64{p.Partnerships, int64(len(p.ByForm))})
	require.Equal(t, civil.DateOf(stage.Now()), first.AddDays(366))
}
