package agenda

import (
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/governance/duty"
	"github.com/jinlin-project/jinlin/governance/duty/task"
	"github.com/jinlin-project/jinlin/governance/selfgov"
	"github.com/jinlin-project/jinlin/orgtree"
)

// selfGovPlan is the year's self-governance of residents (G8).
type selfGovPlan struct {
	Councils  Count     `json:"councils"`  // of communities
	Autonomy  Count     `json:"autonomy"`  // groups of compounds
	Helpers   Count     `json:"helpers"`   // helper groups of compounds
	Members   int       `json:"members"`   // of a group
	FoundDays Span      `json:"foundDays"` // on which groups are formed
	Proposals Count     `json:"proposals"`
	Days      Span      `json:"days"`
	Moods     []mood    `json:"moods"`
	Subjects  []topicOf `json:"subjects"`
}

// A mood is how people take to a proposal: how many of a thousand vote, how many of
// those for it. What comes of that is counted.
type mood struct {
	Share
	Turnout int  `json:"turnoutPerMille"`
	For     int  `json:"forPerMille"`
	Secret  bool `json:"secret"`
}

// A topicOf is what proposals are about, with what they say.
type topicOf struct {
	Share
	Titles []string `json:"titles"`
}

// A group governs itself at a place.
type group struct {
	id      uuid.UUID
	place   orgtree.Code
	members []string
}

func (a *Agenda) govern() {
	p := &a.plan.SelfGov
	var groups []*group
	for _, form := range []struct {
		code   selfgov.Form
		places []orgtree.Code
		n      Count
	}{{"council", a.cast.communities, p.Councils}, {"autonomy", a.cast.compounds, p.Autonomy}, {"helpers", a.cast.compounds, p.Helpers}} {
		from := len(groups)
		for i := range int(min(form.n, Count(len(form.places)))) {
			groups = append(groups, &group{place: form.places[i*len(form.places)/int(form.n)]})
		}
		mine := groups[from:]
		a.spread("group "+string(form.code), Count(len(mine)), p.FoundDays, func(s *scene, i int) { s.found(mine[i], form.code) })
	}
	moods := a.deal("moods", sharesOf(p.Moods, func(m mood) Share { return m.Share }), p.Proposals)
	subjects := a.deal("subjects", sharesOf(p.Subjects, func(t topicOf) Share { return t.Share }), p.Proposals)
	by, titles := map[string]mood{}, map[string][]string{}
	for _, m := range p.Moods {
		by[m.Code] = m
	}
	for _, t := range p.Subjects {
		titles[t.Code] = t.Titles
	}
	a.spread("proposal", p.Proposals, p.Days, func(s *scene, i int) {
		c := s.stream("proposal", i)
		s.bring(&motion{group: groups[i%len(groups)], mood: by[moods[i]], c: c}, selfgov.Subject(subjects[i]), pick(titles[subjects[i]], c))
	})
}

// found forms a group and enrols those who have asked in person.
func (s *scene) found(g *group, form selfgov.Form) {
	community, _ := s.cast.tree.Community(g.place)
	who := s.cast.unit(community)
	for i := range s.plan.SelfGov.Members {
		if person := s.cast.neighbour(g.place, i); i < len(s.cast.neighbours[g.place]) {
			g.members = append(g.members, person)
		}
	}
	if len(g.members) == 0 {
		g.members = []string{s.cast.neighbour(community, 0)}
	}
	g.id = s.open(who, selfgov.KindGroup, selfgov.Found{
		Title: s.cast.tree.Name(g.place) + map[selfgov.Form]string{"council": "居民议事会", "autonomy": "自治小组", "helpers": "邻里帮帮团"}[form], Form: form, Place: g.place, Convener: g.members[0],
	})
	for i, person := range g.members {
		s.do(who, selfgov.KindGroup, g.id, selfgov.Enrol{Person: person, Join: selfgov.Join{Name: "居民" + string(surnames[i%len(surnames)])}})
	}
}

// A motion is a proposal on its way.
type motion struct {
	*group
	mood
	id uuid.UUID
	c  *chance.Stream
}

// bring makes a proposal; the community's Party organisation has it deliberated, or
// does not.
func (s *scene) bring(m *motion, about selfgov.Subject, title string) {
	proposer := s.cast.person(m.members[m.c.Below(len(m.members))])
	s.do(proposer, selfgov.KindGroup, m.group.id, selfgov.Propose{Title: title, Text: title + "，请大家商议。", Subject: about})
	m.id = s.followed(selfgov.KindProposal)
	community, _ := s.cast.tree.Community(m.place)
	lead := s.cast.unit(community)
	s.later(m.c.Between(1, 4), m.c, func(s *scene) {
		switch m.Code {
		case "turned-down":
			s.do(lead, selfgov.KindProposal, m.id, selfgov.TurnDown{Reason: "不属于自治事项，已告知办理渠道。"})
			return
		case "withdrawn":
			s.do(proposer, selfgov.KindProposal, m.id, selfgov.Withdraw{Reason: "已与邻居商量好。"})
			return
		}
		s.do(lead, selfgov.KindProposal, m.id, selfgov.TakeUp{})
		s.later(m.c.Between(2, 8), m.c, func(s *scene) {
			s.do(s.cast.person(m.members[0]), selfgov.KindProposal, m.id, selfgov.Deliberate{Venue: pick([]selfgov.Venue{"hall", "court", "pavilion", "doorstep"}, m.c), Present: len(m.members), Minutes: "逐条商议，意见基本一致。"})
			until := s.workday(7).Start().Add(18 * time.Hour)
			s.do(lead, selfgov.KindProposal, m.id, selfgov.OpenVote{Majority: "simple", Secret: m.Secret, Until: until})
			s.vote(m, until, about)
		})
	})
}

// vote has everybody vote as they are in the mood to; time counts it out.
func (s *scene) vote(m *motion, until time.Time, about selfgov.Subject) {
	for i, person := range m.members {
		if m.c.Hits(m.Turnout) {
			choice := selfgov.No
			if m.c.Hits(m.For) {
				choice = selfgov.Yes
			}
			s.later(1+i%5, m.c, func(s *scene) { s.do(s.cast.person(person), selfgov.KindProposal, m.id, selfgov.Vote{Choice: choice}) })
		}
	}
	s.at(until.Add(time.Hour), func(s *scene) { s.fulfil(m, about) })
}

// fulfil does what was adopted, if it was: it is carried out, handed on as a task, or
// cannot be done; a covenant is registered with the town.
func (s *scene) fulfil(m *motion, about selfgov.Subject) {
	p := read[selfgov.Proposal](s, selfgov.KindProposal, m.id)
	lead, town := s.cast.unit(p.Community), s.cast.unit(s.cast.townOf(p.Community))
	switch {
	case p.Phase == selfgov.Done && about == selfgov.OnCovenant:
		covenant := read[selfgov.Group](s, selfgov.KindGroup, m.group.id).Covenant
		s.later(m.c.Between(1, 6), m.c, func(s *scene) { s.do(town, selfgov.KindCovenant, covenant, selfgov.Register{}) })
	case p.Phase != selfgov.Adopted:
	case m.Code == "handed-on":
		s.do(lead, selfgov.KindProposal, m.id, selfgov.HandOn{To: duty.Kind, Owner: s.cast.townOf(p.Community), Due: s.workday(15)})
		work := s.followed(duty.Kind)
		s.later(m.c.Between(5, 12), m.c, func(s *scene) {
			s.do(town, duty.Kind, work, task.Submit{Text: "已完成。"})
			s.do(lead, duty.Kind, work, task.Pass{})
			s.do(lead, selfgov.KindProposal, m.id, selfgov.CarryOut{Text: "由街道落实完毕。"})
		})
	case m.Code == "given-up":
		s.later(m.c.Between(5, 15), m.c, func(s *scene) {
			s.do(lead, selfgov.KindProposal, m.id, selfgov.GiveUp{Reason: "施工条件不具备，已向居民说明。"})
		})
	default:
		s.later(m.c.Between(3, 15), m.c, func(s *scene) {
			s.do(lead, selfgov.KindProposal, m.id, selfgov.CarryOut{Text: "已按表决结果落实并公布。"})
		})
	}
}
