package agenda

import (
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/governance/duty"
	"github.com/jinlin-project/jinlin/governance/duty/task"
	"github.com/jinlin-project/jinlin/governance/selfgov/covenant"
	"github.com/jinlin-project/jinlin/governance/selfgov/group"
	"github.com/jinlin-project/jinlin/governance/selfgov/proposal"
	"github.com/jinlin-project/jinlin/governance/selfgov/voting"
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

// A circle governs itself at a place.
type circle struct {
	id      uuid.UUID
	place   orgtree.Code
	members []string
}

func (a *Agenda) govern() {
	p := &a.plan.SelfGov
	var groups []*circle
	for _, form := range []struct {
		code   group.Form
		places []orgtree.Code
		n      Count
	}{{"council", a.cast.communities, p.Councils}, {"autonomy", a.cast.compounds, p.Autonomy}, {"helpers", a.cast.compounds, p.Helpers}} {
		from := len(groups)
		for i := range int(min(form.n, Count(len(form.places)))) {
			groups = append(groups, &circle{place: form.places[i*len(form.places)/int(form.n)]})
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
		s.bring(&motion{circle: groups[i%len(groups)], mood: by[moods[i]], c: c}, proposal.Subject(subjects[i]), pick(titles[subjects[i]], c))
	})
}

// found forms a group and enrols those who have asked in person.
func (s *scene) found(g *circle, form group.Form) {
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
	g.id = s.open(who, group.Kind, group.Found{
		Title: s.cast.tree.Name(g.place) + map[group.Form]string{"council": "居民议事会", "autonomy": "自治小组", "helpers": "邻里帮帮团"}[form], Form: form, Place: g.place, Convener: g.members[0],
	})
	for i, person := range g.members {
		s.do(who, group.Kind, g.id, group.Enrol{Person: person, Join: group.Join{Name: "居民" + string(surnames[i%len(surnames)])}})
	}
}

// A motion is a proposal on its way.
type motion struct {
	*circle
	mood
	id uuid.UUID
	c  *chance.Stream
}

// bring makes a proposal; the community's Party organisation has it deliberated, or
// does not.
func (s *scene) bring(m *motion, about proposal.Subject, title string) {
	proposer := s.cast.person(m.members[m.c.Below(len(m.members))])
	s.do(proposer, group.Kind, m.circle.id, proposal.Propose{Title: title, Text: title + "，请大家商议。", Subject: about})
	m.id = s.followed(proposal.Kind)
	community, _ := s.cast.tree.Community(m.place)
	lead := s.cast.unit(community)
	s.later(m.c.Between(1, 4), m.c, func(s *scene) {
		switch m.Code {
		case "turned-down":
			s.do(lead, proposal.Kind, m.id, proposal.TurnDown{Reason: "不属于自治事项，已告知办理渠道。"})
			return
		case "withdrawn":
			s.do(proposer, proposal.Kind, m.id, proposal.Withdraw{Reason: "已与邻居商量好。"})
			return
		}
		s.do(lead, proposal.Kind, m.id, proposal.TakeUp{})
		s.later(m.c.Between(2, 8), m.c, func(s *scene) {
			s.do(s.cast.person(m.members[0]), proposal.Kind, m.id, proposal.Deliberate{Venue: pick([]proposal.Venue{"hall", "court", "pavilion", "doorstep"}, m.c), Present: len(m.members), Minutes: "逐条商议，意见基本一致。"})
			until := s.workday(7).Start().Add(18 * time.Hour)
			s.do(lead, proposal.Kind, m.id, voting.OpenVote{Majority: "simple", Secret: m.Secret, Until: until})
			s.vote(m, until, about)
		})
	})
}

// vote has everybody vote as they are in the mood to; time counts it out.
func (s *scene) vote(m *motion, until time.Time, about proposal.Subject) {
	for i, person := range m.members {
		if m.c.Hits(m.Turnout) {
			choice := voting.No
			if m.c.Hits(m.For) {
				choice = voting.Yes
			}
			s.later(1+i%5, m.c, func(s *scene) { s.do(s.cast.person(person), proposal.Kind, m.id, proposal.Vote{Choice: choice}) })
		}
	}
	s.at(until.Add(time.Hour), func(s *scene) { s.fulfil(m, about) })
}

// fulfil does what was adopted, if it was: it is carried out, handed on as a task, or
// cannot be done; a covenant is registered with the town.
func (s *scene) fulfil(m *motion, about proposal.Subject) {
	p := read[proposal.Proposal](s, proposal.Kind, m.id)
	lead, town := s.cast.unit(p.Community), s.cast.unit(s.cast.townOf(p.Community))
	switch {
	case p.Phase == proposal.Done && about == proposal.OnCovenant:
		adopted := read[group.Group](s, group.Kind, m.circle.id).Covenant
		s.later(m.c.Between(1, 6), m.c, func(s *scene) { s.do(town, covenant.Kind, adopted, covenant.Register{}) })
	case p.Phase != proposal.Adopted:
	case m.Code == "handed-on":
		s.do(lead, proposal.Kind, m.id, proposal.HandOn{To: duty.Kind, Owner: s.cast.townOf(p.Community), Due: s.workday(15)})
		work := s.followed(duty.Kind)
		s.later(m.c.Between(5, 12), m.c, func(s *scene) {
			s.do(town, duty.Kind, work, task.Submit{Text: "已完成。"})
			s.do(lead, duty.Kind, work, task.Pass{})
			s.do(lead, proposal.Kind, m.id, proposal.CarryOut{Text: "由街道落实完毕。"})
		})
	case m.Code == "given-up":
		s.later(m.c.Between(5, 15), m.c, func(s *scene) {
			s.do(lead, proposal.Kind, m.id, proposal.GiveUp{Reason: "施工条件不具备，已向居民说明。"})
		})
	default:
		s.later(m.c.Between(3, 15), m.c, func(s *scene) {
			s.do(lead, proposal.Kind, m.id, proposal.CarryOut{Text: "已按表决结果落实并公布。"})
		})
	}
}
