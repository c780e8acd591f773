package volunteer

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// KindTalent is the kind under which talents are kept.
const KindTalent = "talent"

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

// A Talent is somebody who is able and willing to do things for others
// (能人专家). Who has no account is registered by name.
type Talent struct {
	governance.Head
	Profile
	Host      orgtree.Code `json:"host" zh:"登记单位" en:"Registered by"`
	Community orgtree.Code `json:"community,omitempty" zh:"社区" en:"Community"`
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

func (t *Talent) canSurvey(cmd Survey, m *governance.Moment) error { return mayHost(cmd.Place, m) }

// mayHost refuses whoever does not act for a place.
func mayHost(place orgtree.Code, m *governance.Moment) error {
	var f governance.Faults
	if len(m.Org.Answers(place)) == 0 {
		f.Add("place", "no-community", "应在本区某一单位内", "does not lie in the district")
		return f.Err()
	}
	if _, ok := m.AnswersFor(place); !ok {
		return governance.Refuse("只有属地组织可以进行此操作", "only an organisation that answers for the place does this")
	}
	return nil
}

func (t *Talent) survey(cmd Survey, m *governance.Moment) {
	m.Acting, _ = m.AnswersFor(cmd.Place)
	t.Profile, t.Subject, t.Host = cmd.Profile, cmd.Person, m.Acting.Unit
	t.Community = m.UnitAt(governance.Of(orgtree.Community, t.Place))
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
	if m.UnitAt(governance.Of(orgtree.Community, cmd.Place)) == "" {
		f.Add("place", "no-community", "应在某一社区内", "does not lie in a community")
	}
	return f.Err()
}

func (t *Talent) offer(cmd Offer, m *governance.Moment) {
	t.Profile, t.Subject = cmd.Profile, m.Actor.Person
	t.Community = m.UnitAt(governance.Of(orgtree.Community, t.Place))
	t.Host = t.Community
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

func (t *Talent) whoHosts(to []governance.Address) []governance.Address {
	return append(to, governance.Unit(t.Host), governance.Unit(t.Community))
}

func (t *Talent) whoIsIt(to []governance.Address) []governance.Address {
	return append(to, governance.Person(t.Subject))
}

func (t *Talent) whoIsCentre(to []governance.Address) []governance.Address {
	return append(to, governance.Of(orgtree.Centre, t.District))
}

func talentTable() governance.Table[Talent] {
	phases, on := governance.Phases, governance.VerbOf
	anyone := governance.ByAnyone[Talent]()
	host := governance.By("host", "登记单位或社区", "who registers, or the community", (*Talent).whoHosts)
	self := governance.By("self", "本人", "the person", (*Talent).whoIsIt)
	centre := governance.By("centre", "智慧管理服务中心", "the centre", (*Talent).whoIsCentre)
	rules := []governance.Rule[Talent]{
		governance.On(phases(governance.Unopened), phases(Found), anyone, (*Talent).canSurvey, (*Talent).survey).
			As("talent.survey", "4 G10", "属地组织摸排能人、专家、热心居民并登记", "an organisation finds talents, experts and keen residents by survey"),
		governance.On(phases(governance.Unopened), phases(Offered), anyone, (*Talent).canOffer, (*Talent).offer).
			As("talent.offer", "4 G10 [D]", "居民可以自荐", "residents may offer themselves").Starting(LimitAccept),
		governance.On(phases(Found), phases(Registered), self.Or(host), (*Talent).canAgree, (*Talent).agree).
			As("talent.agree", "4 G10 [D]", "经本人同意方可在册；无账号的凭书面同意", "nobody stands in the register without agreeing; who has no account agrees in writing").Owed((*Talent).whoIsIt),
		governance.On(phases(Offered), phases(Registered), host, nil, (*Talent).accept).
			As("talent.accept", "4 G10 [D]", "自荐的由社区确认", "who offers themselves is confirmed by the community").MustAct().Ending(LimitAccept),
		governance.On(phases(Found), phases(Left), self.Or(host), nil, (*Talent).decline).
			As("talent.decline.found", "4 G10 [D]", "本人不同意的不登记", "who does not agree is not registered"),
		governance.On(phases(Offered), phases(Left), self.Or(host), nil, (*Talent).decline).
			As("talent.decline.offered", "4 G10 [D]", "自荐未获确认或撤回的不登记", "an offer that is not confirmed, or taken back, is not registered").Ending(LimitAccept),
		governance.On(phases(Registered), nil, self.Or(host), nil, (*Talent).update).
			As("talent.update", "4 G10", "技能有变化的及时更新", "what they are able to do is kept up to date"),
		governance.On(phases(Registered), phases(Left), self.Or(host), nil, (*Talent).leave).
			As("talent.leave", "4 G10 [D]", "本人可以随时退出", "one may leave the register at any time"),
	}
	rules = append(rules, governance.TimeRules[Talent](KindTalent, phases(Offered))...)
	rules = append(rules, governance.RecordRules(KindTalent, phases(Found, Offered, Registered, Left), self.Or(host), host, centre)...)
	return governance.Table[Talent]{
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Found, "待本人同意", "found"), governance.PhaseOf(Offered, "待社区确认", "offered"),
			governance.PhaseOf(Registered, "在册", "registered"), governance.FinalPhase(Left, "未在册", "not registered"),
		},
		Verbs: append([]governance.VerbLabel{
			on("survey", "摸排登记", "Register who was found"), on("offer", "自荐", "Offer oneself"), on("agree", "本人同意", "Agree"), on("accept", "确认", "Accept"),
			on("decline", "不同意", "Decline"), on("update", "更新", "Update"), on("leave", "退出", "Leave"),
		}, governance.StandardVerbs()...),
		Rules: rules,
	}
}

// NewTalents returns the book of talents; nil takes the default limits.
func NewTalents(limits governance.Limits) (*governance.Book[Talent], error) {
	return governance.NewBook(governance.Institution[Talent]{
		Kind: KindTalent, Path: "talents", Source: "4 G10", Schema: 1, Policy: orDefault(limits), Uncounted: []string{Declined}, Class: "sort",
		Label:    governance.Text{Zh: "能人专家", En: "talent"},
		Sentence: governance.Text{Zh: "摸排或自荐的能人、专家、热心居民，经本人同意在册", En: "who is able and willing to do things for others, registered with their agreement"},
		Table:    talentTable(),
		File: func(t *Talent, h *governance.Header) {
			h.Unit, h.Class, h.Person = string(t.Host), string(t.Sort), t.Subject
			if len(t.Skills) > 0 {
				h.Category = string(t.Skills[0])
			}
		},
		Audience: func(t *Talent, to []governance.Address) []governance.Address {
			return t.whoIsIt(t.whoIsCentre(t.whoHosts(to)))
		},
		Asks: []governance.Question{askSkills(), askRegistered()},
	})
}

// askSkills answers what a person is registered as able to do.
func askSkills() governance.Question {
	return governance.Ask("skills", func(ctx context.Context, r *governance.Reader, p governance.SkillsOf) (skills []governance.Skill, err error) {
		err = r.Each(ctx, governance.Query{Person: p.Person, Phases: governance.Phases(Registered)}, func(record any) bool {
			skills = append(skills, record.(*Talent).Skills...)
			return true
		})
		return skills, err
	}).As("4 G10", governance.Text{Zh: "技能", En: "skills"}, governance.Text{Zh: "某人登记的技能", En: "what a person is registered as able to do"}).ToDecisions()
}

// Registration asks whether somebody stands in the register: a talent or, without
// one, a person.
type Registration struct {
	Talent uuid.UUID `json:"talent,omitzero" zh:"登记" en:"Talent"`
	Person string    `json:"person,omitempty" zh:"人员" en:"Person" rule:"max=64"`
}

// askRegistered answers with the registration, with both set, or a zero one.
func askRegistered() governance.Question {
	return governance.Ask("registered", func(ctx context.Context, r *governance.Reader, p Registration) (found Registration, err error) {
		see := func(record any) bool {
			if t := record.(*Talent); t.Phase == Registered {
				found = Registration{t.ID, t.Subject}
			}
			return true
		}
		if p.Talent == uuid.Nil {
			return found, r.Each(ctx, governance.Query{Person: p.Person, Phases: governance.Phases(Registered)}, see)
		}
		one, err := r.Get(ctx, p.Talent)
		if errors.As(err, new(*governance.NotFoundError)) {
			return found, nil
		}
		if err == nil {
			see(one)
		}
		return found, err
	}).As("4 G10", governance.Text{Zh: "在册", En: "registered"}, governance.Text{Zh: "某人是否在册", En: "whether somebody stands in the register"}).ToDecisions()
}
