package talent

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/volunteer/host"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which talents are kept.
const Kind = "talent"

// The phases of a talent.
const (
	Found      governance.Phase = "found"      // 待本人同意
	Offered    governance.Phase = "offered"    // 待社区确认
	Registered governance.Phase = "registered" // 在册
	Left       governance.Phase = "left"       // 未在册
)

// Declined is the outcome of one who was not registered; who left has the phase's
// own name.
const Declined = "declined" // 未登记

// LimitAccept is the time limit for answering who offers themselves.
const LimitAccept = "accept"

// A Talent is somebody who is able and willing to do things for others
// (能人专家). Who has no account is registered by name.
type Talent struct {
	governance.Head
	Profile
	host.Hosted
}

// A Profile is what is registered of a talent.
type Profile struct {
	Name   string             `json:"name" zh:"姓名" en:"Name" rule:"required,max=50" personal:"identity" mask:"name"`
	Phone  string             `json:"phone,omitempty" zh:"电话" en:"Phone" rule:"max=30" personal:"identity" mask:"phone"`
	Sort   Sort               `json:"sort" zh:"人员类型" en:"Sort" rule:"required"`
	Skills []governance.Skill `json:"skills" zh:"技能" en:"Skills" rule:"required,max=10"`
	Text   string             `json:"text,omitempty" zh:"特长说明" en:"What they do well" rule:"max=1000" personal:"content"`
	Place  orgtree.Code       `json:"place" zh:"所在小区或社区" en:"Where they live" rule:"required"`
}

// Site is where the talent lives.
func (p Profile) Site() orgtree.Code { return p.Place }

// A Sort is as what somebody was found.
type Sort string

// Choices lists the sorts with their labels.
func (Sort) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf("talent", "能人", "talent"), governance.ChoiceOf("expert", "专家", "expert"), governance.ChoiceOf("keen", "热心居民", "keen resident"),
	}
}

// Survey registers somebody who was found, subject to their agreement (摸排登记).
type Survey struct {
	Profile
	Person string `json:"person,omitempty" zh:"人员（有账号者）" en:"Person's id, of one with an account" rule:"max=64"`
}

// Verb is "survey".
func (Survey) Verb() string { return "survey" }

// Offer offers oneself (自荐).
type Offer struct{ Profile }

// Verb is "offer".
func (Offer) Verb() string { return "offer" }

// Agree says that the person agrees (本人同意): themselves or, of one without an
// account, as the organisation has it in writing.
type Agree struct{}

// Verb is "agree".
func (Agree) Verb() string { return "agree" }

// Accept takes an offer (确认).
type Accept struct{}

// Verb is "accept".
func (Accept) Verb() string { return "accept" }

// Decline does not agree, or does not take the offer (不同意).
type Decline struct {
	Reason string `json:"reason,omitempty" zh:"理由" en:"Reason" rule:"max=500" personal:"content"`
}

// Verb is "decline".
func (Decline) Verb() string { return "decline" }

// Update sets anew what somebody is able to do (更新).
type Update struct {
	Skills []governance.Skill `json:"skills" zh:"技能" en:"Skills" rule:"required,max=10"`
	Text   string             `json:"text,omitempty" zh:"特长说明" en:"What they do well" rule:"max=1000" personal:"content"`
}

// Verb is "update".
func (Update) Verb() string { return "update" }

// Leave takes somebody off the register (退出).
type Leave struct{}

// Verb is "leave".
func (Leave) Verb() string { return "leave" }

func (t *Talent) canSurvey(cmd Survey, m *governance.Moment) error { return host.MayHost(cmd.Place, m) }

func (t *Talent) survey(cmd Survey, m *governance.Moment) {
	m.Acting, _ = m.AnswersFor(cmd.Place)
	t.Profile, t.Subject, t.Hosted = cmd.Profile, cmd.Person, host.At(m.Acting.Unit, cmd.Place, m)
	t.claim(m)
}

// claim is that a person stands in the register once.
func (t *Talent) claim(m *governance.Moment) {
	if t.Subject != "" {
		m.Take(governance.Claim("talent:" + t.Subject))
	}
}

func (t *Talent) canOffer(cmd Offer, m *governance.Moment) error {
	var f governance.Faults
	f.InCommunity("place", cmd.Place, m)
	return f.Err()
}

func (t *Talent) offer(cmd Offer, m *governance.Moment) {
	t.Profile, t.Subject = cmd.Profile, m.Actor.Person
	t.Hosted = host.At(m.UnitAt(governance.Of(orgtree.Community, cmd.Place)), cmd.Place, m)
	m.Acting = orgtree.Post{} // one offers oneself, not one's unit
	t.claim(m)
	t.Start(m, LimitAccept, t.Host)
}

func (t *Talent) canAgree(_ Agree, m *governance.Moment) error {
	if t.Subject != "" && t.Subject != m.Actor.Person {
		return governance.Refuse("须由本人同意", "the person agrees themselves")
	}
	return nil
}

func (t *Talent) agree(Agree, *governance.Moment) {}

func (t *Talent) accept(_ Accept, m *governance.Moment) { t.MeetAll(m, LimitAccept) }

func (t *Talent) decline(_ Decline, m *governance.Moment) { t.end(m, Declined) }

func (t *Talent) update(cmd Update, _ *governance.Moment) { t.Skills, t.Text = cmd.Skills, cmd.Text }

func (t *Talent) leave(_ Leave, m *governance.Moment) { t.end(m, string(Left)) }

func (t *Talent) end(m *governance.Moment, outcome string) {
	t.MeetAll(m, LimitAccept)
	if t.Subject != "" {
		m.Release(governance.Claim("talent:" + t.Subject))
	}
	t.Close(m, outcome)
}
