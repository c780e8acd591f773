package agenda

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/governance/mediation"
	"github.com/jinlin-project/jinlin/orgtree"
)

// mediationPlan is the year's disputes (G13).
type mediationPlan struct {
	Disputes   Count        `json:"disputes"`
	Days       Span         `json:"days"`
	Kinds      []Share      `json:"kinds"`
	Difficulty []difficulty `json:"difficulty"`
	Written    int          `json:"writtenPerMille"`
	Court      int          `json:"courtPerMille"`
	Titles     []string     `json:"titles"`
}

// A difficulty is how hard disputes are: after how many sessions two parties agree,
// and how many a mediator has patience for. Who gives up lets the parties go; who does
// not lets the month run out.
type difficulty struct {
	Share
	Needs    int  `json:"needs"`    // sessions until they agree; more than Patience: they never do
	Patience int  `json:"patience"` // sessions that are held
	Every    int  `json:"every"`    // working days from one to the next
	Extend   bool `json:"extend"`   // both parties want more than a month
	GivesUp  bool `json:"givesUp"`  // the mediator ends it
}

func (a *Agenda) mediate() {
	p := &a.plan.Mediation
	kinds := a.deal("dispute", p.Kinds, p.Disputes)
	hard := a.deal("difficulty", sharesOf(p.Difficulty, func(d difficulty) Share { return d.Share }), p.Disputes)
	by := map[string]*difficulty{}
	for i := range p.Difficulty {
		by[p.Difficulty[i].Code] = &p.Difficulty[i]
	}
	a.spread("dispute", p.Disputes, p.Days, func(s *scene, i int) {
		c := s.stream("dispute", i)
		community := s.cast.community(i)
		who := s.cast.neighbour(community, c.Below(1000))
		id := s.open(s.cast.person(who), mediation.Kind, mediation.Apply{
			Title: pick(p.Titles, c), Text: "双方协商未果，申请人民调解。", Dispute: mediation.Dispute(kinds[i]), Place: community, Applicant: party(c), Respondent: party(c),
		})
		s.later(c.Between(1, 2), c, func(s *scene) {
			mediators := s.cast.tree.Holders(orgtree.Mediator, community)
			mediator := mediators[i/len(s.cast.communities)%len(mediators)].Person
			s.do(s.cast.unit(community), mediation.Kind, id, mediation.Accept{Mediator: mediator})
			s.sit(dispute{id, mediator, by[hard[i]], c}, 1)
		})
	})
}

// sharesOf are the shares of rows.
func sharesOf[R any](rows []R, of func(R) Share) (out []Share) {
	for _, r := range rows {
		out = append(out, of(r))
	}
	return out
}

// A dispute is one that a mediator has taken on.
type dispute struct {
	id       uuid.UUID
	mediator string
	*difficulty
	c *chance.Stream
}

// sit holds the n-th session some days from now, and what comes after it.
func (s *scene) sit(d dispute, n int) {
	s.later(d.Every, d.c, func(s *scene) {
		who := s.cast.person(d.mediator)
		if n == 1 && d.Extend {
			s.do(who, mediation.Kind, d.id, mediation.Extend{Months: 1, BothAgree: true})
		}
		s.do(who, mediation.Kind, d.id, mediation.HoldSession{Text: "听取双方陈述，分析责任，提出调解方案。"})
		switch {
		case n == d.Needs:
			s.agree(d)
		case n < d.Patience:
			s.sit(d, n+1)
		case d.GivesUp:
			s.do(who, mediation.Kind, d.id, mediation.Fail{Reason: "双方分歧较大，经多次调解未能达成一致，已告知其他救济途径。"})
		}
	})
}

// agree records what the parties agreed to; some ask a court to confirm it, and all are
// visited afterwards.
func (s *scene) agree(d dispute) {
	who := s.cast.person(d.mediator)
	form := map[bool]mediation.Form{true: "written", false: "oral"}[d.c.Hits(s.plan.Mediation.Written)]
	s.do(who, mediation.Kind, d.id, mediation.Agree{Form: form, Terms: "双方就争议事项达成一致，按约定履行。"})
	if d.c.Hits(s.plan.Mediation.Court) {
		s.later(d.c.Between(3, 10), d.c, func(s *scene) {
			s.do(who, mediation.Kind, d.id, mediation.AskCourt{})
			s.later(5, d.c, func(s *scene) { s.do(who, mediation.Kind, d.id, mediation.RecordCourt{Confirmed: new(true)}) })
		})
	}
	s.later(d.c.Between(10, 20), d.c, func(s *scene) {
		s.do(who, mediation.Kind, d.id, mediation.FollowUp{Performance: map[bool]mediation.Performance{true: "performed", false: "performing"}[d.c.Hits(900)]})
	})
}

var (
	surnames = []rune("王李张刘陈杨黄赵吴周林郑苏许蔡叶")
	given    = []rune("伟芳敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚")
)

// party is somebody with a name and a number of their own.
func party(c *chance.Stream) mediation.Party {
	digits := make([]byte, 8)
	for i := range digits {
		digits[i] = byte('0' + c.Below(10))
	}
	return mediation.Party{Name: string([]rune{pick(surnames, c), pick(given, c), pick(given, c)}), Phone: "138" + string(digits)}
}
