package contact

import (
	"slices"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/contact/leader"
	"github.com/jinlin-project/jinlin/governance/contact/problem"
	"github.com/jinlin-project/jinlin/governance/contact/visit"
	"github.com/jinlin-project/jinlin/orgtree"
)

// KindTie is the kind under which ties are kept.
const KindTie = leader.KindTie

// The phases of a tie.
const (
	Current governance.Phase = "current" // 挂钩中
	Ended   governance.Phase = "ended"   // 已结束
)

// The outcomes of a tie.
const (
	Relieved   = "relieved"    // 提前结束
	HandedOver = "handed-over" // 已交接
	Expired    = "expired"     // 届满
)

// A Tie is one leader's term at one community or compound branch (挂钩联系点).
type Tie struct {
	governance.Head
	Leader      string       `json:"leader" zh:"挂钩领导" en:"Leader"`
	Rank        leader.Rank  `json:"rank" zh:"职务层次" en:"Rank"`
	Unit        orgtree.Code `json:"unit" zh:"联系点" en:"Unit"`
	Community   orgtree.Code `json:"community" zh:"社区" en:"Community"`
	From        civil.Date   `json:"from" zh:"自" en:"First day"`
	Until       civil.Date   `json:"until" zh:"至" en:"Last day"`
	Visits      int          `json:"visits,omitempty" zh:"走访次数" en:"Visits"`
	Raised      int          `json:"raised,omitempty" zh:"点题数" en:"Problems raised or taken over"`
	Solved      int          `json:"solved,omitempty" zh:"解题数" en:"Problems solved"`
	Problems    []uuid.UUID  `json:"problems,omitempty" zh:"未解决问题" en:"Problems that are open"`
	Predecessor uuid.UUID    `json:"predecessor,omitzero" zh:"接自" en:"Taken over from"`
	Successor   uuid.UUID    `json:"successor,omitzero" zh:"交予" en:"Handed over to"`
}

// claim is the unit's, which one leader answers for at a time [D].
func (t *Tie) claim() governance.Claim { return governance.Claim("contact:" + string(t.Unit)) }

// last is the last day of the term as it stands.
func (t *Tie) last() civil.Date {
	if t.Phase == Ended {
		return civil.DateOf(t.Closed)
	}
	return t.Until
}

// canTie asks for a leader, a unit with a Party organisation, and that the standing
// committee goes first.
func (t *Tie) canTie(cmd TieTo, m *governance.Moment) error {
	f := termFaults(cmd.From, cmd.Until, m)
	if _, led := m.Org.PartyOf(cmd.Unit); !led || !slices.Contains([]orgtree.Kind{orgtree.Community, orgtree.Compound}, m.Org.Kind(cmd.Unit)) {
		f.Add("unit", "no-branch", "应为设有党组织的社区或小区", "is no community or compound with a Party organisation")
	}
	rank := leader.RankOf(cmd.Leader, cmd.Unit, m.Org)
	if rank == "" {
		f.Add("leader", "not-a-leader", "不是区领导，也不是该联系点的挂钩领导", "is neither a leader of the district nor a contact leader of the unit")
	}
	if err := f.Err(); err != nil {
		return err
	}
	if tied, ok := governance.Answered[map[string]bool](m, KindTie, "tied"); ok && rank != leader.Standing && !t.allTied(tied, m.Org) {
		return governance.Refuse("区委常委先行挂钩，尚有常委未安排联系点", "standing-committee members go first, and one of them has no unit yet")
	}
	return nil
}

// allTied reports whether every member of the district's standing committee has a unit.
func (t *Tie) allTied(tied map[string]bool, tree *orgtree.Tree) bool {
	committee, _ := tree.PartyOf(t.District)
	return !slices.ContainsFunc(tree.Holders(orgtree.StandingMember, committee), func(p orgtree.Post) bool { return !tied[p.Person] })
}

func (t *Tie) tie(cmd TieTo, m *governance.Moment) {
	t.Leader, t.Unit, t.From = cmd.Leader, cmd.Unit, cmd.From
	if t.From == 0 {
		t.From = m.Today()
	}
	t.begin(cmd.Until, m)
}

func (t *Tie) begin(until civil.Date, m *governance.Moment) {
	t.Rank = leader.RankOf(t.Leader, t.Unit, m.Org)
	t.Community = m.UnitAt(governance.Of(orgtree.Community, t.Unit))
	t.Until = until
	t.Schedule(until.End(), "expire")
	m.Take(t.claim())
}

func (t *Tie) canProlong(cmd Prolong, m *governance.Moment) error {
	f := termFaults(0, cmd.Until, m)
	return f.Err()
}

func (t *Tie) prolong(cmd Prolong, _ *governance.Moment) {
	t.Until = cmd.Until
	t.Schedule(cmd.Until.End(), "expire")
}

func (t *Tie) relieve(_ Relieve, m *governance.Moment) { t.end(m, Relieved) }

func (t *Tie) expire(_ Expire, m *governance.Moment) { t.end(m, Expired) }

// end ends the term. The unit is free for another leader once no problem waits for
// the successor.
func (t *Tie) end(m *governance.Moment, how string) {
	t.Close(m, how)
	t.free(m)
}

func (t *Tie) free(m *governance.Moment) {
	if !t.Closed.IsZero() && len(t.Problems) == 0 {
		m.Release(t.claim())
	}
}

// canHandOver lets an ended term be handed over as long as problems wait for it.
func (t *Tie) canHandOver(cmd HandOver, m *governance.Moment) error {
	if !t.Closed.IsZero() && len(t.Problems) == 0 {
		return governance.Refuse("没有需要交接的问题", "there is nothing left to hand over")
	}
	f := termFaults(0, cmd.Until, m)
	switch {
	case cmd.Leader == t.Leader:
		f.Add("leader", "same", "与现挂钩领导相同", "is the leader it is handed over by")
	case leader.RankOf(cmd.Leader, t.Unit, m.Org) == "":
		f.Add("leader", "not-a-leader", "不是区领导，也不是该联系点的挂钩领导", "is neither a leader of the district nor a contact leader of the unit")
	}
	return f.Err()
}

// handOver begins the successor's term with all that is open.
func (t *Tie) handOver(cmd HandOver, m *governance.Moment) {
	next := m.Open(KindTie, Succeed{Leader: cmd.Leader, Unit: t.Unit, Until: cmd.Until, Problems: t.Problems})
	for _, id := range t.Problems {
		m.Send(governance.Ref{Kind: problem.Kind, ID: id}, problem.Inherit{Leader: cmd.Leader, Tie: next.ID})
	}
	t.Problems, t.Successor = nil, next.ID
	if t.Closed.IsZero() {
		t.Close(m, HandedOver)
	}
	m.Release(t.claim())
}

func (t *Tie) succeed(cmd Succeed, m *governance.Moment) {
	t.Leader, t.Unit, t.From = cmd.Leader, cmd.Unit, m.Today()
	t.Predecessor = m.Cause.Ref.ID
	t.Problems, t.Raised = cmd.Problems, len(cmd.Problems)
	t.begin(cmd.Until, m)
}

func (t *Tie) canVisit(cmd Call, m *governance.Moment) error {
	var f governance.Faults
	today := m.Today()
	switch {
	case cmd.Day > today:
		f.Add("day", "in-future", "不能晚于今天", "lies in the future")
	case cmd.Day < today.AddDays(-visit.RecordWithin):
		f.Add("day", "too-late", "走访后七日内登记", "lies more than seven days back")
	case cmd.Day < t.From:
		f.Add("day", "before-term", "早于挂钩之日", "lies before the term")
	}
	return f.Err()
}

func (t *Tie) visit(cmd Call, m *governance.Moment) {
	t.Visits++
	m.Open(visit.Kind, visit.RecordVisit{Tie: m.Ref.ID, Leader: t.Leader, Unit: t.Unit, Day: cmd.Day, Manner: cmd.Manner, Text: cmd.Text})
}

func (t *Tie) discount(visit.Discount, *governance.Moment) { t.Visits-- }

func (t *Tie) canRaise(Raise, *governance.Moment) error {
	if len(t.Problems) >= mostProblems {
		return governance.Refuse("未解决的问题已达五十个，先解题再点题", "fifty problems are open: some have to be solved first")
	}
	return nil
}

func (t *Tie) raise(cmd Raise, m *governance.Moment) {
	t.Raised++
	t.Problems = append(t.Problems, m.Open(problem.Kind, problem.Pose{Tie: m.Ref.ID, Leader: t.Leader, Unit: t.Unit, Title: cmd.Title, Text: cmd.Text}).ID)
}

// settle takes a problem off that is solved, or given up.
func (t *Tie) settle(cmd problem.Settle, m *governance.Moment) {
	t.Problems = slices.DeleteFunc(t.Problems, func(id uuid.UUID) bool { return id == m.Cause.Ref.ID })
	if cmd.Solved {
		t.Solved++
	}
	t.free(m)
}

// mostProblems is how many of a tie's problems may be open at once [D]: who has more
// solves some first, and a hand-over stays one commit.
const mostProblems = 50

// termFaults names what is wrong with a term that begins by today.
func termFaults(from, until civil.Date, m *governance.Moment) (f governance.Faults) {
	today := m.Today()
	if from > today {
		f.Add("from", "in-future", "不能晚于今天", "lies in the future")
	}
	if until < today {
		f.Add("until", "in-past", "不能早于今天", "lies in the past")
	}
	return f
}

func (t *Tie) wantsTied(TieTo, *governance.Moment) DistrictParams {
	return DistrictParams{t.District}
}
