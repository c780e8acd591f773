package partnership

import (
	"slices"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/partnership/service"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which partnerships are kept.
const Kind = service.Partnership

// The phases of a partnership.
const (
	Proposed governance.Phase = "proposed" // 待签约
	InForce  governance.Phase = "in-force" // 履约中
	Unsigned governance.Phase = "unsigned" // 未签约
	Ended    governance.Phase = "ended"    // 已结束
)

// The outcomes of a partnership that was in force.
const (
	Expired    = "expired"    // 到期
	Terminated = "terminated" // 解除
)

// A Partnership is an agreement of a community with a partner (社企共建协议).
type Partnership struct {
	governance.Head
	Community orgtree.Code   `json:"community" zh:"社区" en:"Community"`
	Partner   orgtree.Code   `json:"partner" zh:"合作单位" en:"Partner"`
	Forms     []service.Form `json:"forms" zh:"共建类别" en:"Kinds of partnership"`
	Drafter   orgtree.Code   `json:"drafter" zh:"拟定单位" en:"Who drafted it"`
	Title     string         `json:"title" zh:"标题" en:"Title" personal:"content"`
	Terms     string         `json:"terms" zh:"协议内容" en:"Terms" personal:"content"`
	From      civil.Date     `json:"from" zh:"自" en:"First day"`
	Until     civil.Date     `json:"until" zh:"至" en:"Last day"`
	Renewals  int            `json:"renewals,omitempty" zh:"续签次数" en:"Renewals"`
	Services  int            `json:"services,omitempty" zh:"服务次数" en:"Services"`
	Review    Rating         `json:"review,omitempty" zh:"本期评估" en:"Review of this term"`
}

// claim is the two parties', who have one agreement at a time.
func (p *Partnership) claim() governance.Claim {
	return governance.Claim("partnership:" + string(p.Community) + ":" + string(p.Partner))
}

func (p *Partnership) canPropose(cmd Propose, m *governance.Moment) error {
	if cmd.Community != "" && !m.ActsFor(cmd.Community, cmd.Partner) {
		return governance.Forbid("社区或合作单位", "the community or its partner")
	}
	var f governance.Faults
	f.Community("community", cmd.Community, m)
	if !slices.Contains(partners, m.Org.Kind(cmd.Partner)) {
		f.Add("partner", "no-partner", "应为社会组织、社区商企或社工机构", "is no social organisation, community business or social-work agency")
	}
	governance.Once(&f, "forms", cmd.Forms)
	if cmd.Until < cmd.From {
		f.Add("until", "before-from", "早于起始日", "lies before the first day")
	}
	f.AfterToday("until", cmd.Until, m)
	return f.Err()
}

func (p *Partnership) propose(cmd Propose, m *governance.Moment) {
	p.Community, p.Partner, p.Forms, p.Title, p.Terms, p.From, p.Until = cmd.Community, cmd.Partner, cmd.Forms, cmd.Title, cmd.Terms, cmd.From, cmd.Until
	p.Drafter = p.Community
	if m.ActsFor(p.Partner) {
		p.Drafter = p.Partner
	}
	m.Take(p.claim())
	p.Start(m, LimitSign, p.Community)
}

// canSign keeps a partner from signing what it drafted itself: that takes the
// community.
func (p *Partnership) canSign(_ Sign, m *governance.Moment) error {
	today := m.Today()
	if p.Drafter == p.Partner && !m.ActsFor(p.Community) {
		return governance.Refuse("合作单位拟定的由社区签署", "what the partner drafted the community signs")
	}
	if p.Until <= today {
		return governance.Refuse("协议期限已过", "the agreement's term is over")
	}
	return m.Reaches(m.DaysTo(p.Until))
}

// sign brings the agreement into force, on its first day or, signed later, at once.
func (p *Partnership) sign(_ Sign, m *governance.Moment) {
	p.MeetAll(m, LimitSign)
	p.From = max(p.From, m.Today())
	p.run(m)
}

// run has the term end by itself, with a warning before it does.
func (p *Partnership) run(m *governance.Moment) {
	p.Schedule(p.Until.End(), "expire")
	p.LiftAll(m, LimitRenew)
	p.StartFor(m, LimitRenew, p.Community, m.DaysTo(p.Until))
}

func (p *Partnership) drop(_ Decline, m *governance.Moment) {
	p.MeetAll(m, LimitSign)
	m.Release(p.claim())
	p.Close(m, string(Unsigned))
}

func (p *Partnership) canDeliver(cmd Deliver, m *governance.Moment) error {
	var f governance.Faults
	if cmd.Form != "" && !slices.Contains(p.Forms, cmd.Form) {
		f.Add("form", "not-agreed", "不在协议的共建类别内", "is no kind that was agreed")
	}
	switch {
	case cmd.Day > m.Today():
		f.Add("day", "in-future", "不能晚于今天", "lies in the future")
	case cmd.Day < p.From:
		f.Add("day", "before-term", "早于协议起始日", "lies before the agreement's first day")
	}
	return f.Err()
}

func (p *Partnership) deliver(cmd Deliver, m *governance.Moment) {
	p.Services++
	m.Open(service.Kind, service.Record{Partnership: m.Ref.ID, Community: p.Community, Partner: p.Partner, Form: cmd.Form, Day: cmd.Day, Served: cmd.Served, Text: cmd.Text})
}

func (p *Partnership) discount(service.Discount, *governance.Moment) { p.Services-- }

func (p *Partnership) review(cmd Assess, _ *governance.Moment) { p.Review = cmd.Rating }

// canRenew asks for a review of the term, and that it did not find the term wanting.
func (p *Partnership) canRenew(cmd Renew, m *governance.Moment) error {
	switch p.Review {
	case "":
		return governance.Refuse("续签前应先评估本期", "the term is reviewed before it is renewed")
	case Wanting:
		return governance.Refuse("本期评估不合格，不能续签", "what was found wanting is not renewed")
	}
	var f governance.Faults
	governance.Once(&f, "forms", cmd.Forms)
	if cmd.Until <= p.Until {
		f.Add("until", "not-later", "应晚于原截止日", "is not later than the last day as it is")
	}
	if !cmd.BothAgree {
		f.Add("bothAgree", "required", "须双方同意", "both have to agree")
	}
	return f.ErrBy(cmd.Until, m)
}

func (p *Partnership) renew(cmd Renew, m *governance.Moment) {
	p.Until, p.Review = cmd.Until, ""
	p.Renewals++
	if len(cmd.Forms) > 0 {
		p.Forms = cmd.Forms
	}
	p.MeetAll(m, LimitRenew)
	p.run(m)
}

func (p *Partnership) terminate(_ Terminate, m *governance.Moment) { p.end(m, Terminated) }

func (p *Partnership) expire(_ Expire, m *governance.Moment) { p.end(m, Expired) }

func (p *Partnership) end(m *governance.Moment, how string) {
	m.Release(p.claim())
	p.Close(m, how)
}

// inForce reports whether the agreement, which has been signed, was in force on a day.
func (p *Partnership) inForce(day civil.Date) bool {
	return p.From <= day && day <= p.Until && (p.Outcome != Terminated || day < civil.DateOf(p.Closed))
}

// A Rating is what the community finds of a term (评估).
type Rating string

// Choices lists the ratings with their labels.
func (Rating) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf(Excellent, "优秀", "excellent"), governance.ChoiceOf(Adequate, "合格", "adequate"), governance.ChoiceOf(Wanting, "不合格", "wanting"),
	}
}

// The ratings.
const (
	Excellent Rating = "excellent" // 优秀
	Adequate  Rating = "adequate"  // 合格
	Wanting   Rating = "wanting"   // 不合格
)

// partners are the kinds of units that communities have partnerships with.
var partners = []orgtree.Kind{orgtree.SocialOrganisation, orgtree.CommunityBusiness, orgtree.SocialWorkAgency}
